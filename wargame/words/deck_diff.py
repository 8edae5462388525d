"""What has changed between two decks, in words that a facilitator understands.

Every field of the model is compared, also one that no table of `wargame.words.deck_fields` knows. Only what a reader
would call a change is told: a condition that is written with other blanks, or a level that has moved up because another
was put below it, is none.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from typing import Any, TypeVar

from attrs import asdict, evolve, field, fields, frozen, has

from wargame.deck import BANDS, Card, Deck, Inject, Outcome, Track, listed
from wargame.words.deck_fields import (
    NOTHING,
    SECTIONS,
    WHOLE,
    called,
    item_name,
    label,
    member,
    noun,
    quoted,
    said,
    told_whole,
)
from wargame.words.deck_meaning import meaning, member_meaning, taken
from wargame.words.naming import upper_first
from wargame.words.text_diff import SHORT, text_change

#: A change that so many cards share is told once: it comes from what the deck has in common for all of them.
_SHARED = 5


@frozen
class Difference:
    """One thing that is not as it was.

    `section` is its heading. `id` and `title` say of what: both are empty where it is the deck itself. `what` has
    changed from `before` to `after`, each whole and in words; an empty one says that the thing is new, or gone. `head`
    and `said` are the same as a line: of several lines with one head only the first needs it.
    """

    section: str
    id: str
    title: str
    what: str
    before: str
    after: str
    head: str = field(default="", repr=False)
    said: str = field(default="", repr=False)


def deck_differences(before: Deck, after: Deck) -> tuple[Difference, ...]:
    """All that has changed, by section in the order of telling; within one in the order of the decks."""
    told = tuple(_Comparison(before, after).decks())
    order = list(dict.fromkeys(each.section for each in told))
    known = ["Deck", *dict.fromkeys(SECTIONS.values())]

    def place(difference: Difference) -> tuple[int, int]:
        first = difference.section.partition(" of ")[0]
        return known.index(first) if first in known else len(known), order.index(difference.section)

    return tuple(sorted(told, key=place))


def difference_lines(differences: Iterable[Difference]) -> Iterator[str]:
    """The differences as lines, each section under its heading."""
    for number, (section, run) in enumerate(groupby(_shared(list(differences)), lambda each: each.section)):
        yield from ["", section] if number else [section]
        for head, several in groupby(run, lambda each: each.head):
            for place, each in enumerate(_bands_together(several)):
                yield f"  … {each.said}" if place and head else f"  {upper_first(f'{head} {each.said}'.strip())}"


def plain_differences(differences: Iterable[Difference]) -> list[dict[str, str]]:
    """The differences for a program: section, id, title, what, before, after."""
    return [asdict(each, filter=lambda at, _: at.name not in ("head", "said")) for each in differences]


#: What a deck may have in common for all its cards.
_COMMON = re.compile(f"on ({'|'.join(BANDS)}) |promise: when ")


def _shared(differences: list[Difference]) -> Iterator[Difference]:
    """What many cards share of their outcomes is told once, before what is told of each."""
    alike: dict[str, list[Difference]] = {}
    for each in filter(_may_be_shared, differences):
        alike.setdefault(each.said, []).append(each)
    shared = {said: several for said, several in alike.items() if len(several) >= _SHARED}
    first = True
    for each in differences:
        if first and each.section.startswith("Cards of "):
            first = False
            for several in shared.values():
                cards = f"{len(several)} cards ({listed(other.id for other in several)}):"
                yield evolve(several[0], section="Cards", head=cards)
        if not (_may_be_shared(each) and each.said in shared):
            yield each


def _may_be_shared(difference: Difference) -> bool:
    return difference.section.startswith("Cards of ") and _COMMON.match(difference.said) is not None


_BAND = re.compile(f"on ({'|'.join(BANDS)}) ")


def _bands_together(several: Iterable[Difference]) -> Iterator[Difference]:
    """What changes alike on several bands of a card is told once: `on triumph and success also: Trust +1`."""
    alike: dict[str, list[str]] = {}
    told = list(several)
    for each in told:
        if band := _BAND.match(each.said):
            alike.setdefault(each.said[band.end() :], []).append(band[1])
    for each in told:
        band = _BAND.match(each.said)
        if band is None:
            yield each
        elif bands := alike.pop(each.said[band.end() :], None):
            yield evolve(each, said=f"on {listed(bands)} {each.said[band.end() :]}")


@frozen
class _Place:
    """What is being compared: an entry of a section, and the way to a part of it, for programs and for people."""

    section: str = "Deck"
    id: str = ""
    title: str = ""
    head: str = ""
    way: str = ""
    path: str = ""

    def within(self, way: str, path: str) -> _Place:
        """A part of what is compared."""
        return evolve(self, way=f"{self.way} {way}".strip(), path=f"{self.path} {path}".strip())

    def differs(self, what: str, before: str, after: str, said: str) -> Difference:
        """What has changed here; `said` is the line without what it is said of."""
        whole = f"{self.way} {what}".strip().rstrip(":")
        line = f"{self.path}{'' if said.startswith(':') else ' '}{said}".strip()
        return Difference(self.section, self.id, self.title, whole, before, after, self.head, line)


#: Both owners of a field that has changed.
_Owners = tuple[Any, Any]
_Thing = TypeVar("_Thing")


class _Comparison:
    """Walks two decks side by side."""

    def __init__(self, before: Deck, after: Deck) -> None:
        self._decks = before, after

    def decks(self) -> Iterator[Difference]:
        for each in fields(Deck):
            if each.eq:
                yield from self._field(_Place(SECTIONS.get(each.name, "Deck")), self._decks, each.name)

    def _all(self, place: _Place, owners: _Owners) -> Iterator[Difference]:
        for each in fields(type(owners[0])):
            if each.eq:
                yield from self._field(place, owners, each.name)

    def _field(self, place: _Place, owners: _Owners, name: str) -> Iterator[Difference]:
        before, after = self._each(lambda deck, owner: meaning(deck, owner, name), owners)
        if before != after:
            one, other = (taken(owner, name) for owner in owners)
            whole = one is None or other is None or told_whole(owners[0], name)
            how = "value" if whole else _way(one) or _way(other) or "value"
            yield from _WAYS[how](self, place, owners, name)

    def _value(self, place: _Place, owners: _Owners, name: str) -> Iterator[Difference]:
        """One value, or a text: `chance likely → even`, `text: “old” → “new”`."""
        title, is_text = label(type(owners[0]), name), isinstance(getattr(owners[0], name), str)
        before, after = self._each(lambda deck, owner: said(deck, owner, name), owners)
        if name == "title" and place.head:
            yield place.differs("renamed", before, after, f"is now called *{after}*")
        elif is_text and title.endswith(":"):
            before, after = _given(before), _given(after)
            yield place.differs(title, before, after, f"{title} {text_change(before, after)}")
        else:
            yield place.differs(title, before, after, f"{title} {before} → {_apart(before, after)}")

    def _each(self, ask: Callable[[Deck, Any], _Thing], things: Iterable[Any]) -> tuple[_Thing, _Thing]:
        """What is answered about a thing of the first deck, and about one of the second."""
        before, after = things
        return ask(self._decks[0], before), ask(self._decks[1], after)

    def _left(self, owners: _Owners, name: str) -> tuple[list[Any], list[Any]]:
        """The members of a list that have no like on the other side, each counted as often as it stands there."""

        def meant(deck: Deck, owner: Any) -> list[str]:
            return [repr(member_meaning(deck, each)) for each in getattr(owner, name)]

        before, after = self._each(meant, owners)
        return (
            _without(after, zip(before, getattr(owners[0], name), strict=True)),
            _without(before, zip(after, getattr(owners[1], name), strict=True)),
        )

    def _nested(self, place: _Place, owners: _Owners, name: str) -> Iterator[Difference]:
        """A part with fields of its own: `limits of odds: lowest 5 % → 10 %`."""
        title = label(type(owners[0]), name)
        yield from self._all(place.within(title, f"{title}:"), (getattr(owners[0], name), getattr(owners[1], name)))

    def _members(self, place: _Place, owners: _Owners, name: str) -> Iterator[Difference]:
        """A list of short things: what it has also, and what no longer."""
        kind, title = type(owners[0]), label(type(owners[0]), name).rstrip(":")

        def words(deck: Deck, members: Iterable[Any]) -> list[str]:
            return [member(deck, kind, name, each) for each in members]

        gone, new = self._each(words, self._left(owners, name))
        before, after = self._each(words, [getattr(owner, name) for owner in owners])
        told = f"{title}{_list_change(gone, new)}".strip()
        yield place.differs(title, "; ".join(before) or NOTHING, "; ".join(after) or NOTHING, told)

    def _items(self, place: _Place, owners: _Owners, name: str) -> Iterator[Difference]:
        """Things without ids: what is left on either side is paired where one has become the other."""
        gone, new = self._left(owners, name)
        if not gone and not new:
            before, after = ([called(each) for each in getattr(owner, name)] for owner in owners)
            yield self._reordered(place, owners, name, before, after)
        pairs, gone, new = self._paired(gone, new)
        for one, other in pairs:
            of = noun(one)
            for each in fields(type(one)):
                # What a thing is called by is told by itself, and not once more of what it was called.
                path = of if getattr(one, each.name) == called(one) else f"{of} {item_name(self._decks[0], one)}"
                yield from self._field(place.within(of, path), (one, other), each.name)
        yield from (self._gone(place, each) for each in gone)
        yield from (self._new(place, each) for each in new)

    def _paired(self, gone: list[Any], new: list[Any]) -> tuple[list[_Owners], list[Any], list[Any]]:
        """Which things have become which: those of one name, then those in one place that are half alike."""
        before, after = self._each(lambda deck, things: [item_name(deck, each) for each in things], (gone, new))
        names = [name for name in before if before.count(name) == after.count(name) == 1]
        pairs = [(gone[before.index(name)], new[after.index(name)]) for name in names]
        gone = [each for each, name in zip(gone, before, strict=True) if name not in names]
        new = [each for each, name in zip(new, after, strict=True) if name not in names]
        if len(gone) != len(new):
            return pairs, gone, new
        alike = [self._half_alike((one, other)) for one, other in zip(gone, new, strict=True)]
        pairs += [pair for pair, same in zip(zip(gone, new, strict=True), alike, strict=True) if same]
        gone, new = ([each for each, same in zip(side, alike, strict=True) if not same] for side in (gone, new))
        return pairs, gone, new

    def _half_alike(self, both: _Owners) -> bool:
        names = [each.name for each in fields(type(both[0])) if each.eq]
        before, after = self._each(lambda deck, thing: [meaning(deck, thing, name) for name in names], both)
        return 2 * sum(bool(one == other) for one, other in zip(before, after, strict=True)) >= len(names)

    def _gone(self, place: _Place, thing: Any) -> Difference:
        words = member(self._decks[0], type(thing), "", thing)
        return place.differs(noun(thing), words, "", f"{noun(thing)} gone: {words}")

    def _new(self, place: _Place, thing: Any) -> Difference:
        words = member(self._decks[1], type(thing), "", thing)
        return place.differs(noun(thing), "", words, f"new {noun(thing)}: {words}")

    def _reordered(
        self, place: _Place, owners: _Owners, name: str, before: Iterable[str], after: Iterable[str]
    ) -> Difference:
        title = label(type(owners[0]), name).rstrip(":")
        words = ["; ".join(before), "; ".join(after)]
        return place.differs(f"order of {title}", words[0], words[1], f"{title} in another order")

    def _entries(self, place: _Place, owners: _Owners, name: str) -> Iterator[Difference]:
        """Things with ids, which are found again by them."""
        sides = [_by_id(taken(owner, name)) for owner in owners]
        top = isinstance(owners[0], Deck)
        for key in dict.fromkeys([*sides[0], *sides[1]]):
            both = sides[0].get(key), sides[1].get(key)
            where = self._entry(place, both) if top else place.within(f"{noun(both[0] or both[1])} {key}", "")
            if both[0] is None or both[1] is None:
                yield self._alone(where, both, top=top)
            else:
                path = "" if top else f"{noun(both[0])} {quoted(called(both[0]))}"
                yield from self._all(evolve(where, path=f"{where.path} {path}".strip()), both)
        yield from self._order(place, owners, name, sides)

    def _entry(self, place: _Place, both: tuple[Any, Any]) -> _Place:
        """Where an entry of the deck is told, and as what; one that is renamed goes by the name that it had."""
        first = both[0] if both[0] is not None else both[1]
        section = place.section
        if isinstance(first, Card):
            seats = {each.seat for each in both if each is not None}
            section = "Cards of several seats" if len(seats) > 1 else f"Cards of {self._seat(first.seat)}"
        return evolve(place, section=section, id=first.id, title=called(first), head=_head(first))

    def _seat(self, seat: str) -> str:
        return next((deck.seats[seat].title for deck in self._decks if seat in deck.seats), seat)

    def _alone(self, place: _Place, both: tuple[Any, Any], *, top: bool) -> Difference:
        """An entry that only one of the decks has."""
        thing = both[0] if both[1] is None else both[1]
        name = _name(thing) if top else called(thing)
        whose = f" for {self._seat(thing.seat)}" if isinstance(thing, Card) else ""
        told = f"{noun(thing)} gone: {name}" if both[1] is None else f"new {noun(thing)}{whose}: {name}"
        before, after = (called(each) if each is not None else "" for each in both)
        return evolve(place, head="" if top else place.head).differs(noun(thing) if top else "", before, after, told)

    def _bands(self, place: _Place, owners: _Owners, name: str) -> Iterator[Difference]:
        sides = [getattr(owner, name) for owner in owners]
        for band in BANDS:
            both = sides[0].get(band, Outcome("")), sides[1].get(band, Outcome(""))
            yield from self._all(place.within(f"on {band}", f"on {band}"), both)

    def _pairs(self, place: _Place, owners: _Owners, name: str) -> Iterator[Difference]:
        """Words or numbers by their names, such as those of the scale."""
        title = label(type(owners[0]), name)
        sides = [getattr(owner, name) for owner in owners]
        for key in dict.fromkeys([*sides[0], *sides[1]]):
            where = evolve(place, id=key, title=key)
            before, after = (str(side[key]) if key in side else "" for side in sides)
            if key not in sides[1]:
                yield where.differs(title, before, "", f"{title} gone: {key}")
            elif key not in sides[0]:
                yield where.differs(title, "", after, f"new {title}: {key}, {after}")
            elif before != after:
                yield where.differs(title, before, after, f"{title} {key}: {text_change(before, after)}")
        yield from self._order(place, owners, name, sides)

    def _order(
        self, place: _Place, owners: _Owners, name: str, sides: Sequence[Mapping[str, Any]]
    ) -> Iterator[Difference]:
        """What stands on both sides, where it stands in another order."""
        before, after = ([key for key in side if all(key in each for each in sides)] for side in sides)
        if before != after:
            yield self._reordered(place, owners, name, before, after)


_WAYS: dict[str, Callable[[_Comparison, _Place, _Owners, str], Iterator[Difference]]] = {
    "value": _Comparison._value,
    "nested": _Comparison._nested,
    "members": _Comparison._members,
    "items": _Comparison._items,
    "entries": _Comparison._entries,
    "bands": _Comparison._bands,
    "pairs": _Comparison._pairs,
}


def _way(value: Any) -> str:
    """How the differences of such a value are found; nothing is said by what is empty."""
    if isinstance(value, Mapping | tuple):
        first = next(iter(value.values() if isinstance(value, Mapping) else value), None)
        if first is None:
            return ""
        if isinstance(first, Outcome):
            return "bands"
        if isinstance(value, tuple) and isinstance(first, (str, *WHOLE)):
            return "members"
        if not has(type(first)):
            return "pairs" if isinstance(value, Mapping) else "value"
        return "entries" if hasattr(first, "id") else "items"
    return "nested" if has(type(value)) and _has_parts(value) else "value"


def _has_parts(value: Any) -> bool:
    """Whether the parts of a value are told one by one, and not the whole as a sentence."""
    return type(value).__module__.rpartition(".")[2] not in ("condition", "expression")


def _by_id(value: Any) -> dict[str, Any]:
    return dict(value) if isinstance(value, Mapping) else {each.id: each for each in value}


def _title(thing: Any) -> str:
    return getattr(thing, "title", "") or getattr(thing, "question", "")


def _name(thing: Any) -> str:
    """`*Dual-use sensors* (SEO-04)`: what is known in the room by its id has it beside the title."""
    if isinstance(thing, Track):
        return thing.title
    if isinstance(thing, Card | Inject):
        return f"*{thing.title}* ({thing.id})"
    return f"*{_title(thing)}*" if _title(thing) else f"{thing.id}, {quoted(called(thing))}"


def _head(thing: Any) -> str:
    """What a line about an entry begins with."""
    if isinstance(thing, Card | Inject):
        return f"{_name(thing)}:"
    if isinstance(thing, Track):
        return f"Track {thing.title}"
    return f"{upper_first(noun(thing))} {f'*{_title(thing)}*' if _title(thing) else thing.id}:"


def _without(others: Iterable[str], things: Iterable[tuple[str, Any]]) -> list[Any]:
    """The things whose meaning does not stand among `others`."""
    free = Counter(others)
    found = []
    for meant, thing in things:
        if free[meant]:
            free[meant] -= 1
        else:
            found.append(thing)
    return found


def _list_change(gone: list[str], new: list[str]) -> str:
    """What follows the name of a list: ` also: Trust +1`, ` no longer: D8`, `: Trust +1 → Trust +2`."""
    if not gone and not new:
        return " in another order"
    if not gone:
        return f" also: {'; '.join(new)}"
    if not new:
        return f" no longer: {'; '.join(gone)}"
    if len(gone) == len(new) == 1 and max(len(gone[0]), len(new[0])) > SHORT:
        return f": {text_change(gone[0], new[0])}"
    return f": {'; '.join(gone)} → {_apart('; '.join(gone), '; '.join(new))}"


def _apart(before: str, after: str) -> str:
    """`after`, with a word where it reads as `before` did though it is something else."""
    return after if before != after else f"{after} (reads the same, and is another)"


def _given(text: str) -> str:
    return "" if text == NOTHING else text
