"""The methods of adjudication that this process knows: those of the program, and those that other packages bring.

Methods of other packages are found by their entry points in the group `wargame.methods`; the name of such a method has
a dot in it, so that a deck which asks for it can be told from one with a slip of the pen.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from importlib.metadata import entry_points
from typing import Any

from attrs import define, field, frozen

from wargame.deck import BANDS, Band, listed
from wargame.rules import Roll
from wargame.umpire import METHODS, Case, Chances, Dice, Method

_GROUP = "wargame.methods"
#: What makes something a method.
_PARTS = ("lacks", "chances", "sides", "throw", "read")
_TEXTS = ("id", "title")
_FLAGS = ("variant", "by_odds")


@frozen
class Foreign:
    """A method of another package. Whatever goes wrong in it is a ValueError that names it, and no crash."""

    method: Method

    @property
    def id(self) -> str:
        return self.method.id

    @property
    def title(self) -> str:
        return self.method.title

    @property
    def variant(self) -> bool:
        return self.method.variant

    @property
    def by_odds(self) -> bool:
        return self.method.by_odds

    def lacks(self, case: Case) -> str:
        lacking: str = self._safely(str, lambda: self.method.lacks(case))
        return lacking

    def chances(self, case: Case) -> Chances:
        found: Chances = self._safely(Chances, lambda: self.method.chances(case))
        if found.of < 1 or sum(found.counts.values()) != found.of or min(found.counts.values()) < 0:
            raise ValueError(f"{self._named} fails: its chances do not add up")
        return found

    def sides(self, case: Case) -> tuple[int, ...]:
        sides: tuple[int, ...] = self._safely(tuple, lambda: self.method.sides(case))
        return sides

    def throw(self, case: Case, dice: Dice, address: str) -> tuple[Roll, ...]:
        rolls: tuple[Roll, ...] = self._safely(tuple, lambda: self.method.throw(case, dice, address))
        return rolls

    def read(self, case: Case, values: Sequence[int]) -> Band:
        band: Band = self._safely(str, lambda: self.method.read(case, values))
        if band not in BANDS:
            raise ValueError(f"{self._named} fails: it ends in `{band}`, which is no band")
        return band

    @property
    def _named(self) -> str:
        return f"the method `{self.id}` of another package"

    def _safely(self, kind: type, call: Callable[[], Any]) -> Any:
        try:
            found = call()
        except ValueError:
            raise
        except Exception as error:
            raise ValueError(f"{self._named} fails: {type(error).__name__}: {error}") from error
        if not isinstance(found, kind):
            raise ValueError(f"{self._named} fails: it answers with {type(found).__name__}, and not {kind.__name__}")
        return found


@define
class Registry(Mapping[str, Method]):
    """The methods of this program, and those of other packages, which are looked for when they are asked for."""

    broken: dict[str, str] = field(factory=dict)
    _others: dict[str, Method] = field(factory=dict)
    _searched: bool = False

    def __getitem__(self, name: str) -> Method:
        return METHODS[name] if name in METHODS else self._found()[name]

    def __iter__(self) -> Iterator[str]:
        yield from METHODS
        yield from self._found()

    def __len__(self) -> int:
        return len(METHODS) + len(self._found())

    def _found(self) -> dict[str, Method]:
        if not self._searched:
            self._searched = True
            for each in entry_points(group=_GROUP):
                if "." in each.name:
                    self._load(each.name, each.load)
        return self._others

    def _load(self, name: str, load: Callable[[], Any]) -> None:
        """A method of another package; what is wrong with it is kept, to be told to whom asks for the method."""
        try:
            loaded = load()
            method = loaded() if isinstance(loaded, type) else loaded
        except Exception as error:
            self.broken[name] = f"{type(error).__name__}: {error}"
            return
        missing = [each for each in _PARTS if not callable(getattr(method, each, None))]
        missing += [each for each in _TEXTS if not isinstance(getattr(method, each, None), str)]
        missing += [each for each in _FLAGS if not isinstance(getattr(method, each, None), bool)]
        if missing:
            self.broken[name] = f"it is no method, and lacks {listed(missing)}"
        elif method.id != name:
            self.broken[name] = f"it calls itself `{method.id}`"
        else:
            self._others[name] = Foreign(method)


#: The methods that this process knows.
known_methods = Registry()
