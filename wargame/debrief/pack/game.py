"""The report on one game: how it ended, turn by turn, the board over time, what can be read in it, every decision."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from attrs import frozen

from wargame.debrief.calibration import UMPIRE, Calibration, calibration, forecasts_of
from wargame.debrief.facts import Way, facts_argued
from wargame.debrief.fairness import ledger
from wargame.debrief.luck import luck_of
from wargame.debrief.outlook import Mattered
from wargame.debrief.pack.blocks import Block, Cell, Chart, Charts, Grid, Lines, Part
from wargame.debrief.pack.ending import ending_parts
from wargame.debrief.pack.log import log_entries, turn_lines
from wargame.debrief.pack.rows import day_text
from wargame.debrief.pack.said import said_parts
from wargame.debrief.pack.seen import SeenGame
from wargame.debrief.sections import DECISIONS, Section, mattered_section, sections
from wargame.deck import FACILITATOR, PUBLIC, Deck
from wargame.rules import GameOpened, TrackView
from wargame.words import player_title, seat_title


@frozen
class Played:
    """How the decisions that mattered were found: by so many games that were played on from each position."""

    games: int
    mattered: tuple[Mattered, ...]


def game_parts(game: SeenGame, played: Played | None = None) -> Iterator[Part]:
    """The parts of the report on a game, those without anything in them left out; `played` for whole eyes alone."""
    yield from telling(_parts(game, played))


def telling(parts: Iterable[Part]) -> Iterator[Part]:
    """The parts without blocks that hold nothing, and without those that hold no others."""
    for part in parts:
        blocks = tuple(each for each in part.blocks if _says(each))
        if blocks:
            yield Part(part.id, part.title, blocks, part.how)


def about(game: SeenGame) -> Iterator[str]:
    """Of which deck, seen by whom, and who played."""
    deck = game.deck
    eyes = {PUBLIC: "as everyone saw it", FACILITATOR: "with all that was hidden"}
    yield f"A game of {deck.title}, {eyes.get(game.viewer) or f'as {seat_title(deck, game.viewer)} saw it'}."
    opened = game.story.events[0]
    if game.whole:
        yield f"It began on {day_text(opened.at)}."
    if isinstance(opened.body, GameOpened):
        for seat in deck.seats:
            names = game.names.get(seat)
            yield f"{seat_title(deck, seat)}: {names or player_title(opened.body.players[seat])}"


def _parts(game: SeenGame, played: Played | None) -> Iterator[Part]:
    yield from ending_parts(game)
    yield from said_parts(game)
    yield Part("turns", "Turn by turn", (Lines(tuple(turn_lines(game))),))
    yield Part(
        "board",
        "The board over time",
        _board(game),
        "where each track stood when a turn was over; 0 is before the first",
    )
    if played is not None and game.whole:
        yield _as_part(mattered_section(game.story, played.mattered[:DECISIONS], played.games))
    if game.whole:
        yield from _read(game)
        yield _fairness(game)
    else:
        yield from _read_by_a_seat(game)
    yield Part("log", "The decision log", tuple(log_entries(game)))


def _says(block: Block) -> bool:
    return not isinstance(block, Lines | Grid | Charts) or bool(
        block.lines if isinstance(block, Lines) else block.rows if isinstance(block, Grid) else block.charts
    )


def _board(game: SeenGame) -> tuple[Block, ...]:
    """A chart for each track that moved; those that stood still in a line."""
    courses: dict[str, list[TrackView]] = {}
    for close in game.closes:
        for track in close.view.tracks:
            courses.setdefault(track.id, []).append(track)
    labels = tuple(str(close.turn) for close in game.closes)
    moved = [each for each in courses.values() if len({track.value for track in each}) > 1]
    still = [each[-1] for each in courses.values() if len({track.value for track in each}) == 1]
    charts = tuple(
        course_chart(each[0], labels, {game.name: tuple(float(track.value) for track in each)}) for each in moved
    )
    lines = "; ".join(f"{each.title} {each.level or each.value}" for each in still)
    return Charts(charts), Lines((f"Never moved: {lines}",) if lines else ())


def course_chart(track: TrackView, labels: tuple[str, ...], series: Mapping[str, tuple[float | None, ...]]) -> Chart:
    """One track over the turns, a line for each game."""
    levels = {level.start: level.title for level in track.levels} if track.steps else {}
    return Chart("course", track.title, labels, series, track.minimum, track.maximum, track.unit, levels)


def _read(game: SeenGame) -> Iterator[Part]:
    told = (section for section in sections(game.story) if section.id != "fairness")
    for section in told:
        lines = () if section.id == "facts" else section.lines
        yield Part(section.id, section.title, (*_DRAWN.get(section.id, _nothing)(game), Lines(lines)), section.how)


def _read_by_a_seat(game: SeenGame) -> Iterator[Part]:
    """What can be read without what was hidden: nothing that stands in the deck and never came up."""
    known = {section.id: section for section in sections(game.story, ("roads", "luck", "calibration"))}
    for section in known.values():
        blocks = (*_DRAWN.get(section.id, _nothing)(game), Lines(section.lines))
        yield Part(section.id, section.title, blocks, section.how)
    yield Part("facts", "Facts that came up", _facts(game))


def _as_part(section: Section) -> Part:
    return Part(section.id, section.title, (Lines(section.lines),), section.how)


def _nothing(game: SeenGame) -> tuple[Block, ...]:
    return ()


def _luck(game: SeenGame) -> tuple[Block, ...]:
    """Each seat's luck against the interval that nineteen in twenty have."""
    found = [each for each in luck_of(game.story) if each.rolls]
    if not found:
        return ()
    bounds = tuple((float(each.low), float(each.high)) for each in found)
    values = tuple(float(each.luck) for each in found)
    widest = max(1.0, *(abs(each) for pair in bounds for each in pair), *(abs(each) for each in values))
    labels = tuple(seat_title(game.deck, each.seat) for each in found)
    return (Charts((Chart("luck", "Luck", labels, {"luck": values}, -widest, widest, bounds=bounds),)),)


def _calibration(game: SeenGame) -> tuple[Block, ...]:
    return calibration_blocks(game.deck, calibration(forecasts_of(game.story)))


def calibration_blocks(deck: Deck, found: Iterable[Calibration]) -> tuple[Block, ...]:
    """How often it happened that was called so likely, for whoever named chances often enough."""
    telling = [each for each in found if each.tells]
    return (Charts(tuple(_reliability(deck, each) for each in telling)),) if telling else ()


def _reliability(deck: Deck, each: Calibration) -> Chart:
    who = "The umpire's odds" if each.who == UMPIRE else seat_title(deck, each.who)
    labels = tuple(str(round(100 * float(part.mean))) for part in each.bins)
    shares = tuple(100 * float(part.share) for part in each.bins)
    return Chart("scatter", f"{who}: named chance and how often it came off", labels, {who: shares}, 0, 100, "%")


def _facts(game: SeenGame) -> tuple[Block, ...]:
    """Which facts came up, by what, and in which turns; those that never did only for who may read the whole deck."""
    rows: list[tuple[Cell, ...]] = []
    for fact, mentions in facts_argued(game.story).items():
        if mentions or game.whole:
            text, ways = game.deck.facts[fact].text, dict.fromkeys(_WAYS[each.way] for each in mentions)
            turns = sorted({each.turn for each in mentions})
            rows.append((fact, text, ", ".join(ways) or "never", ", ".join(map(str, turns))))
    return (Grid(("fact", "what it says", "came up with", "turns"), tuple(rows)),)


_WAYS: Mapping[Way, str] = {
    "card": "a card",
    "argued": "a card that was argued over",
    "modifier": "a modifier",
    "inject": "news",
    "upkeep": "what happened by itself",
    "estimate": "a report",
}
_DRAWN = {"luck": _luck, "calibration": _calibration, "facts": _facts}


def _fairness(game: SeenGame) -> Part:
    head = ("seat", "moves", "mean odds, %", "pros", "cons", "reasons given", "accepted", "raised", "lowered", "other")
    rows = [
        (
            *(seat_title(game.deck, seat), each.rulings, each.odds, each.pros, each.cons, each.given, each.accepted),
            *(each.raised, each.lowered, each.altered),
        )
        for seat, each in ledger(game.deck, game.eyes.recording.events).items()
    ]
    key = "Pros, cons: accepted on its own moves. Raised, lowered, other: overrides better, worse, other than the dice."
    how = "what the umpire gave each seat; what a rewind took back was given all the same, and counts"
    return Part("fairness", "The fairness ledger", (Grid(head, tuple(rows), key),), how)
