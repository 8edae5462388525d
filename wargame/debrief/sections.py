"""A reading of a game in words: sections with a title, lines, and a sentence that says how they were worked out.

The same sections stand in the terminal, on the screens and in a report. They tell everything, hidden moves as well: a
facilitator reads them, and the room once the game is over.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from fractions import Fraction
from typing import TYPE_CHECKING

from attrs import field, frozen

from wargame.debrief.calibration import ENOUGH_FORECASTS, UMPIRE, Calibration, calibration, forecasts_of
from wargame.debrief.facts import facts_argued
from wargame.debrief.fairness import Fairness, ledger
from wargame.debrief.luck import Luck, luck_of
from wargame.debrief.promises import promises_of
from wargame.debrief.roads import roads_not_taken
from wargame.debrief.story import Ruling, Story
from wargame.debrief.traces import Link, Source, Trace, trace
from wargame.deck import Deck, listed
from wargame.words import BAND_TITLES, card_title, move_title, seat_title, turn_title, upper_first

if TYPE_CHECKING:
    from wargame.debrief.outlook import Mattered

_HOW_THEY_MATTERED = (
    "from before and after each ruling bots play on to the end, {games} times with the same dice; how far the share of "
    "objectives that the seats reach moved, as the mean over the seats"
)
#: Decisions that are told in full: the room talks about so many.
DECISIONS = 3
#: Cards of a seat that are named among the roads not taken: those that were open longest.
_ROADS = 4
#: Stands where decisions can't be weighed.
NOTHING_JUDGED = "The board judges no objective of this deck, so no decision can be weighed by playing on."


@frozen
class Section:
    """One part of a reading. `how` says in a line how its figures were worked out.

    `events` has the number of the event that a line tells of, by the place of the line, where it tells of one.
    """

    id: str
    title: str
    how: str
    lines: tuple[str, ...]
    events: Mapping[int, int] = field(factory=dict)


def sections(story: Story, wanted: Collection[str] = ()) -> tuple[Section, ...]:
    """What can be read in a game without playing on, in the order in which a room talks about it; or these of it."""
    return tuple(
        Section(name, title, how, tuple(lines(story)))
        for name, (title, how, lines) in _SECTIONS.items()
        if not wanted or name in wanted
    )


def mattered_section(story: Story, found: Iterable[Mattered], games: int) -> Section:
    """The decisions that mattered, with what they did to the outlooks and what led to them."""
    several = tuple(found)
    lines: list[str] = []
    events: dict[int, int] = {}
    for each in several if any(each.swings for each in several) else ():
        events[len(lines)] = each.ruling.seq
        lines.extend(_mattered_lines(story, each))
    if several and not lines:
        lines.append(NOTHING_JUDGED)
    how = _HOW_THEY_MATTERED.format(games=games)
    return Section("mattered", "Decisions that mattered", how, tuple(lines), events)


def _mattered_lines(story: Story, each: Mattered) -> Iterator[str]:
    first, *behind = trace_lines(story, each.ruling)
    yield first
    telling = {seat: swing for seat, swing in each.swings.items() if swing.tells}
    for seat, swing in telling.items():
        title = seat_title(story.deck, seat)
        yield f"  {title}: outlook {swing.before:.0%} to {swing.after:.0%} (give or take {100 * swing.give:.0f})"
    if not telling:
        yield "  no outlook moved by more than so few games can tell from chance"
    yield from behind


def trace_lines(story: Story, ruling: Ruling) -> Iterator[str]:
    """A ruling, and under it what enabled and what caused it, back to the first."""
    yield ruling_line(story.deck, ruling)
    yield from _behind(story, trace(story, ruling), 1)


def ruling_line(deck: Deck, ruling: Ruling) -> str:
    """`Turn 2, Seoul: Dual-use sensors: Success`."""
    what = card_title(deck, ruling.card) if ruling.card else (ruling.body.free.action if ruling.body.free else "")
    when = upper_first(turn_title(ruling.turn))
    changed = ", set by hand" if ruling.overrides or ruling.body.override is not None else ""
    return f"{when}, {seat_title(deck, ruling.seat)}: {what}: {BAND_TITLES[ruling.band]}{changed}"


def _behind(story: Story, found: Trace, depth: int) -> Iterator[str]:
    indent = "  " * depth
    for tie, title in (("enabling", "made possible by"), ("causal", "made likelier by")):
        for link in found.links:
            if link.tie == tie:
                said = "made less likely by" if link.against else title
                yield f"{indent}{said} {_source(story.deck, link.source)} ({_by(story.deck, link)})"
                behind = found.behind.get(link.source.id)
                if behind is not None and link is _first_of(found, link.source):
                    yield from _behind(story, behind, depth + 1)


def _first_of(found: Trace, source: Source) -> Link:
    """The link under which what lies behind a source is told: enabling ones come first."""
    own = [each for each in found.links if each.source == source]
    return min(own, key=lambda each: each.tie != "enabling")


def _source(deck: Deck, source: Source) -> str:
    return _ORIGINS[source.origin](deck, source)


def _upkeep(deck: Deck, source: Source) -> str:
    titles = {each.id: each.title for each in deck.upkeep}
    return f"“{titles.get(source.id, source.id)}” at the close of {_turn(source)}"


def _inject(deck: Deck, source: Source) -> str:
    title = deck.injects[source.id].title if source.id in deck.injects else "news from the facilitator"
    return f"the news “{title}” in {_turn(source)}"


_ORIGINS: Mapping[str, Callable[[Deck, Source], str]] = {
    "move": lambda deck, source: f"{move_title(deck, source.id.partition('.')[2])} in {_turn(source)}",
    "inject": _inject,
    "upkeep": _upkeep,
    "promise": lambda deck, source: f"a promise of {_turn(source)}",
    "precedent": lambda deck, source: "a precedent",
}


def _turn(source: Source) -> str:
    return turn_title(source.turn)


def _by(deck: Deck, link: Link) -> str:
    return deck.tracks[link.by].title if link.track and link.by in deck.tracks else f"“{link.by}”"


def _luck_lines(story: Story) -> Iterator[str]:
    for each in luck_of(story):
        yield _luck_line(story.deck, each)


def _luck_line(deck: Deck, each: Luck) -> str:
    seat = seat_title(deck, each.seat)
    if not each.rolls:
        return f"{seat}: no dice decided anything"
    said = f"{seat}: {_signed(each.luck)} over {_many(each.rolls, 'roll')}"
    wide = f"nineteen in twenty have {_signed(each.low)} to {_signed(each.high)}"
    if not each.tells:
        return f"{said}; too few to mean anything"
    return f"{said}; {wide}{': unusual' if each.unusual else ''}"


def _road_lines(story: Story) -> Iterator[str]:
    roads = roads_not_taken(story)
    for seat in story.deck.seats:
        own = [each for each in roads if each.seat == seat]
        if not own:
            continue
        yield seat_title(story.deck, seat)
        for each in own[:_ROADS]:
            yield f"  {card_title(story.deck, each.card)}: {_turns(each.turns)}"
        if len(own) > _ROADS:
            yield f"  and {len(own) - _ROADS} more"


def _promise_lines(story: Story) -> Iterator[str]:
    for word in promises_of(story).words.values():
        if word.made:
            open_ones = word.made - word.kept - word.broken
            rest = f", {open_ones} never called for, or broken by the other side" if open_ones else ""
            yield (
                f"{seat_title(story.deck, word.seat)}: {word.made} made, {word.kept} kept, {word.broken} broken{rest}"
            )


def _fact_lines(story: Story) -> Iterator[str]:
    found = facts_argued(story)
    argued = [fact for fact, each in found.items() if any(mention.way == "argued" for mention in each)]
    shown = [fact for fact, each in found.items() if each and fact not in argued]
    never = [fact for fact, each in found.items() if not each]
    for title, facts in (("Argued on the floor", argued), ("Came up", shown), ("Never came up", never)):
        if facts:
            yield f"{title}, {len(facts)} of {len(found)}"
        for fact in facts:
            yield f"  {fact}: {story.deck.facts[fact].text}"


def _calibration_lines(story: Story) -> Iterator[str]:
    return calibration_lines(story.deck, calibration(forecasts_of(story)))


def calibration_lines(deck: Deck, found: Iterable[Calibration]) -> Iterator[str]:
    """A line for everybody who named chances often enough, and one for how many it would take."""
    known = tuple(found)
    for each in known:
        if each.tells:
            who = "The umpire's odds" if each.who == UMPIRE else seat_title(deck, each.who)
            yield f"{who}: Brier score {float(each.brier):.3f} over {each.forecasts} rulings (a coin gets 0.250)"
    if known and not any(each.tells for each in known):
        most = max(each.forecasts for each in known)
        yield f"{_many(most, 'ruling')} with named chances; a score means something from {ENOUGH_FORECASTS} on"


def _fairness_lines(story: Story) -> Iterator[str]:
    for seat, each in ledger(story.deck, story.log).items():
        yield f"{seat_title(story.deck, seat)}: {', '.join(_given(each))}"


def _given(each: Fairness) -> Iterator[str]:
    """What a seat was given, without what there was none of."""
    yield _many(each.rulings, "move") + ("" if each.odds is None else f", odds {each.odds} % on the mean")
    if each.pros or each.cons:
        yield f"{each.pros} accepted for them and {each.cons} against"
    if each.given:
        yield f"{each.accepted} of the {each.given} reasons that it gave were accepted"
    changed = ((each.raised, "for the better"), (each.lowered, "for the worse"), (each.altered, "otherwise"))
    said = [f"{count} {way}" for count, way in changed if count]
    if said:
        yield f"overridden {listed(said)}"
    if each.floors:
        yield f"{_many(each.floors, 'floor')} of {each.floor // 60}:{each.floor % 60:02} in all"


def _signed(value: Fraction) -> str:
    return f"{float(value):+.1f}".replace("-", "−")


def _many(number: int, noun: str) -> str:
    return f"{number} {noun}{'s' * (number != 1)}"


def _turns(turns: tuple[int, ...]) -> str:
    """`turn 2`, `turns 1 to 6`, `turns 1, 2 and 5`."""
    if len(turns) > 2 and turns == tuple(range(turns[0], turns[-1] + 1)):
        return f"turns {turns[0]} to {turns[-1]}"
    return f"turn{'s' * (len(turns) != 1)} {listed(map(str, turns))}"


_SECTIONS: Mapping[str, tuple[str, str, Callable[[Story], Iterator[str]]]] = {
    "roads": (
        "Roads not taken",
        "cards that lay in a hand and could have been played when a move was handed in, and never were",
        _road_lines,
    ),
    "promises": (
        "Promises",
        "commitments and deals by who made, kept and broke them; a deal counts for both sides",
        _promise_lines,
    ),
    "luck": (
        "Luck",
        "what fell less what the recorded chances give on the mean; triumph 2, success 1, partial 0, −1, disaster −2",
        _luck_lines,
    ),
    "calibration": (
        "Calibration",
        "the mean squared distance between the chances that were named and what happened (Brier 1950)",
        _calibration_lines,
    ),
    "fairness": (
        "Fairness",
        "what each seat was given by the umpire, what a rewind took back included: it was given all the same",
        _fairness_lines,
    ),
    "facts": (
        "Facts argued",
        "facts of the deck by whether a card, modifier, news or report that cites them came up",
        _fact_lines,
    ),
}
