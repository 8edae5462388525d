"""The methods of adjudication that this process knows: those of the program, and those that other packages bring.

Methods of other packages are found by their entry points in the group `wargame.methods`; the name of such a method has
a dot in it, so that a deck which asks for it can be told from one with a slip of the pen.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from importlib.metadata import entry_points
from typing import Any, TypeVar

from attrs import define, field, frozen

from wargame.deck import BANDS, Band, clean, find_blemish, listed
from wargame.rules import Roll
from wargame.umpire import METHODS, Case, Chances, Dice, Method

_GROUP = "wargame.methods"
#: What makes something a method.
_PARTS = ("lacks", "chances", "sides", "throw", "read")
_TEXTS = ("id", "title")
_FLAGS = ("variant", "by_odds")
#: The longest text of a method, the most dice and sides of one, and the most falls that its chances count.
_LONGEST, _MOST_DICE, _MOST_SIDES, _MOST_FALLS = 200, 1000, 1000, 2**62

_T = TypeVar("_T")


class _Unfit(Exception):
    """What a method of another package has answered is no use; the sentence says why."""


@frozen
class Foreign:
    """A method of another package, between which and a saved game this stands.

    Whatever goes wrong in it is a ValueError that names it, and no crash; and what it answers is looked through before
    anything is made of it, so that every ruling by it can be read again. Only where dice can't lie as somebody has
    typed them, what it says against that is passed on as it is. Its texts are those that it had when it was found.
    """

    method: Method
    id: str
    title: str
    variant: bool
    by_odds: bool

    @classmethod
    def of(cls, method: Method) -> Foreign:
        return cls(method, str(method.id), str(method.title), method.variant, method.by_odds)

    def lacks(self, case: Case) -> str:
        return self._asked(lambda: _text(self.method.lacks(case), "what it lacks"))

    def chances(self, case: Case) -> Chances:
        """The chance of each band; also the dice are looked at, so that nothing is foreseen that can't be thrown."""
        self.sides(case)
        return self._asked(lambda: _added_up(self.method.chances(case)))

    def sides(self, case: Case) -> tuple[int, ...]:
        return self._asked(lambda: _dice(self.method.sides(case)))

    def throw(self, case: Case, dice: Dice, address: str) -> tuple[Roll, ...]:
        """Dice that fell where the ruling's lie, and which the method can read itself."""
        sides = self.sides(case)
        rolls = self._asked(lambda: _drawn(self.method.throw(case, dice, address), sides, dice, address))
        self._asked(lambda: _band(self.method.read(case, [roll.value for roll in rolls])))
        return rolls

    def read(self, case: Case, values: Sequence[int]) -> Band:
        """Raises ValueError with the method's own sentence for a fall that its dice do not have."""
        band = self._asked(lambda: _band(self.method.read(case, values)), reading=True)
        sides = self.sides(case)
        if values and not (sides and all(1 <= each <= sides[nth % len(sides)] for nth, each in enumerate(values))):
            what = f"no fall of {', '.join(f'd{each}' for each in sides)}" if sides else "too much: no dice decide this"
            raise ValueError(f"{' '.join(map(str, values))} is {what}")
        return band

    def _asked(self, call: Callable[[], _T], *, reading: bool = False) -> _T:
        try:
            return call()
        except (Exception, SystemExit) as error:
            why = _told(error)
            own = reading and isinstance(error, ValueError) and why
            named = f"the method `{self.id}` of another package fails"
            kind = "" if isinstance(error, _Unfit) else type(error).__name__
            raise ValueError(why if own else f"{named}: {': '.join(filter(None, (kind, why)))}") from error


def _told(error: BaseException) -> str:
    """What an error of another package says, fit for one line of a terminal; nothing where it can't say it."""
    try:
        text = " ".join(clean(str(error)).split())
    except Exception:
        return ""
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…"


def _number(value: object, least: int, most: int | None = None) -> bool:
    """Whether a value is a whole number between two, or from one on: no truth, no fraction, no kind of its own."""
    return type(value) is int and value >= least and (most is None or value <= most)


def _text(value: object, what: str) -> str:
    """A text for one line of a terminal."""
    if not isinstance(value, str):
        raise _Unfit(f"{what} is {type(value).__name__}, and no text")
    text, blemish = str(value), find_blemish(value)
    if len(text) > _LONGEST:
        raise _Unfit(f"{what} is longer than {_LONGEST} characters")
    if blemish is not None or "\n" in text or "\t" in text:
        raise _Unfit(f"{what} holds a {'line break or a tab' if blemish is None else blemish.name}")
    return text


def _band(value: object) -> Band:
    found = next((band for band in BANDS if isinstance(value, str) and value == band), None)
    if found is None:
        raise _Unfit(f"it ends in `{_told(_Unfit(value))}`, which is no band")
    return found


def _added_up(found: object) -> Chances:
    """Chances of the bands that there are, which add up."""
    if not isinstance(found, Chances):
        raise _Unfit(f"it answers with {type(found).__name__}, and not with chances")
    if not isinstance(found.counts, Mapping):
        raise _Unfit("its chances do not say how many falls give each band")
    counts = {_band(band): count for band, count in found.counts.items()}
    if not _number(found.of, 1) or not all(_number(each, 0) for each in counts.values()):
        raise _Unfit("its chances do not count in whole numbers")
    if sum(counts.values()) != found.of:
        raise _Unfit("its chances do not add up")
    if found.of > _MOST_FALLS:
        raise _Unfit("its chances count more falls than can be written down")
    return Chances({band: counts.get(band, 0) for band in BANDS}, found.of)


def _dice(found: object) -> tuple[int, ...]:
    """The sides of dice that a table can have."""
    if not isinstance(found, tuple) or len(found) > _MOST_DICE:
        raise _Unfit("the sides of its dice are no short tuple")
    if not all(_number(each, 2, _MOST_SIDES) for each in found):
        raise _Unfit(f"the sides of its dice are not whole numbers from 2 to {_MOST_SIDES}")
    return tuple(found)


def _drawn(found: object, sides: tuple[int, ...], dice: Dice, address: str) -> tuple[Roll, ...]:
    """Rolls of the dice that the method says it takes, each at the ruling's address or under it."""
    if not isinstance(found, tuple) or not all(isinstance(each, Roll) for each in found):
        raise _Unfit("what it throws is no tuple of rolls")
    if len(found) > _MOST_DICE or bool(found) != bool(sides):
        raise _Unfit("it throws too many dice, or none, or some where it has none")
    for nth, roll in enumerate(found):
        if type(roll.address) is not str or _text(roll.address, "the address of a roll") != roll.address:
            raise _Unfit("the address of a roll is no text")
        if roll.address != address and not roll.address.startswith(f"{address}/"):
            raise _Unfit(f"it throws a die at `{roll.address}`, which is not under `{address}`")
        if roll.address == f"{address}/off":
            raise _Unfit(f"it throws a die at `{roll.address}`, where a roll-off lies")
        if not _number(roll.sides, 2) or roll.sides != sides[nth % len(sides)]:
            raise _Unfit("the dice that it throws are not those whose sides it says")
        if not _number(roll.value, 1) or roll != dice.roll(roll.address, roll.sides):
            raise _Unfit("a die that it throws shows another number than lies at its address")
    return tuple(found)


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
            wrong = _wrong(name, method)
            found = None if wrong else Foreign.of(method)
        except (Exception, SystemExit) as error:
            kind = "" if isinstance(error, _Unfit) else type(error).__name__
            wrong, found = ": ".join(filter(None, (kind, _told(error)))), None
        if found is None:
            self.broken[name] = wrong
        else:
            self._others[name] = found


def _wrong(name: str, method: Any) -> str:
    """Why something is no method of this name; nothing where it is one. Raises whatever it fails with."""
    missing = [each for each in _PARTS if not callable(getattr(method, each, None))]
    missing += [each for each in _TEXTS if not isinstance(getattr(method, each, None), str)]
    missing += [each for each in _FLAGS if not isinstance(getattr(method, each, None), bool)]
    if missing:
        return f"it is no method, and lacks {listed(missing)}"
    if _text(method.id, "its id") != name:
        return f"it calls itself `{method.id}`"
    return "" if _text(method.title, "its title") else "it has no title"


#: The methods that this process knows.
known_methods = Registry()
