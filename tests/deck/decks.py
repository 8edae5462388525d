"""Any deck: a strategy that builds decks of every section, with odd but legal texts, as values and not as text."""

from __future__ import annotations

from typing import Any

from attrs import evolve
from hypothesis import strategies as st

from wargame.deck.audience import ALL, audience
from wargame.deck.language.binding import amount, condition
from wargame.deck.language.condition import Condition
from wargame.deck.model import (
    BANDS,
    COLORS,
    ICD_203,
    METHODS,
    REUSES,
    Answer,
    AnswerState,
    Arguments,
    Band,
    Card,
    Commitment,
    Cost,
    Deck,
    Draw,
    EarlyEnd,
    Effect,
    Fact,
    Inject,
    Level,
    Limits,
    Modifier,
    Objective,
    Outcome,
    Precedent,
    Seat,
    Shares,
    Source,
    Track,
    Turn,
    Upkeep,
)
from wargame.deck.pace import Pace
from wargame.deck.reading.seminar import LIKELIHOODS
from wargame.deck.reports import CONFIDENCES, Agency, Estimate
from wargame.deck.seminar import EXPLAINED, Policy, Poll, Preference, Question, Target
from wargame.deck.text import find_blemish

Draws = Any

#: What YAML, spreadsheets and this program's own words might take for something else than text.
ODD = (
    *("yes", "no", "null", "~", "true", "False", "on", "1e3", "0x1", "0o7", "12:30", "1_000", "-5", "+5", "5", "3.14"),
    *(".inf", "2024-10-01", "- a", "? a", ": a", "a: b", "a:", "#", "a #b", "'", "''", '"', "\\", "\\n", "&a", "*a"),
    *("!t", "|", ">", ">-", "%", "@a", "`a`", "=1+1", "'=1", "{", "}", "[]", "[a, b]", "{a: b}", ",", "a, b", "---"),
    *(
        "...",
        "--- a",
        "한국어 텍스트",
        "雪",
        "＝1",
        "none",
        "likelihood",
        "designer",
        "x\ty",
        "a  b",
        "a" * 150,
        "é",
        "𝔘",
    ),
    *(
        "The first words of a line that is long enough to be folded, and goes on: " * 2,
        "a " * 60 + "b",
        "<<",
        "=",
        "'+1",
    ),
)
_LINES = (
    "one\ntwo",
    "one\n\ntwo",
    "one\n  two\n\n\nthree",
    "- a\n- b",
    "one\n\ttwo",
    "a: b\n# c",
    "one \n two",
    "x\n" + "y " * 80,
)

_signs = st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Cn"))


def _fit(text: str) -> bool:
    return bool(text.strip()) and find_blemish(text) is None


def lines(most: int = 30) -> st.SearchStrategy[str]:
    """A text of one line, without blanks around it."""
    anything = st.text(_signs, min_size=1, max_size=most)
    return st.one_of(st.sampled_from([each[:most].strip() for each in ODD]), anything).map(str.strip).filter(_fit)


def texts(most: int = 300) -> st.SearchStrategy[str]:
    """A text of any number of lines."""
    several = st.sampled_from([each[:most].strip() for each in _LINES])
    built = st.lists(st.one_of(lines(20), st.just("")), min_size=1, max_size=4).map("\n".join)
    return st.one_of(lines(most), several, built).map(str.strip).filter(_fit)


_ids = st.from_regex(r"[A-Za-z][A-Za-z0-9_-]{0,7}", fullmatch=True)
_TAKEN = {"and", "or", "not", "min", "max", "abs", "round", "turn", ALL, "public", "facilitator", "table", "designer"}
_words = st.sampled_from(["yes", "No", "null", "true", "up", "to", "y", "e3"])
_names = st.one_of(_words, st.from_regex(r"[A-Za-z][a-z0-9_]{0,6}", fullmatch=True))
_names = _names.filter(lambda name: name.casefold() not in _TAKEN)


def _unique(ids: st.SearchStrategy[str], least: int, most: int) -> st.SearchStrategy[list[str]]:
    return st.lists(ids, min_size=least, max_size=most, unique_by=str.casefold)


def _some(draw: Draws, of: Any, most: int = 3) -> tuple[str, ...]:
    known = list(of)
    return tuple(draw(st.lists(st.sampled_from(known), max_size=most))) if known else ()


def _track(draw: Draws, name: str, seats: list[str], facts: list[str], systems: list[str]) -> Track:
    sees = draw(st.sampled_from([ALL, ALL, audience([]), audience(seats[:1]), audience(seats)]))
    common = {"audience": sees, "sources": _some(draw, facts), "systems": _some(draw, systems)}
    title, about = draw(lines(30)), draw(st.one_of(st.just(""), lines(60)))
    levels = draw(_unique(_names, 2, 4))
    if draw(st.booleans()):
        found = tuple(
            Level(each, draw(st.one_of(st.just(_titled(each)), lines(30))), at) for at, each in enumerate(levels)
        )
        start, draws = _start(draw, 0, len(found) - 1)
        return Track(name, title, about, 0, len(found) - 1, start, "", found, draws=draws, **common)
    lowest = draw(st.integers(-5, 2))
    highest = lowest + draw(st.integers(1, 20))
    at = sorted(draw(st.lists(st.integers(lowest, highest), max_size=len(levels), unique=True)))
    named = tuple(Level(each, draw(lines(30)), place) for each, place in zip(levels, at, strict=False))
    start, draws = _start(draw, lowest, highest)
    return Track(name, title, about, lowest, highest, start, draw(lines(10)), named, draws=draws, **common)


def _titled(name: str) -> str:
    return name.replace("_", " ").capitalize()


def _start(draw: Draws, lowest: int, highest: int) -> tuple[int, tuple[Draw, ...]]:
    values = draw(st.lists(st.integers(lowest, highest), max_size=3, unique=True))
    if len(values) < 2:
        return values[0] if values else lowest, ()
    draws = tuple(Draw(value, draw(st.integers(1, 9))) for value in values)
    return draws[0].value, draws


def _sums(tracks: list[Track]) -> st.SearchStrategy[str]:
    """Sums over tracks as text, to be bound."""
    atoms = st.one_of(st.integers(0, 20).map(str), st.sampled_from([track.id for track in tracks]))
    return st.recursive(
        atoms,
        lambda below: st.one_of(
            st.tuples(below, st.sampled_from("+-*"), below).map(lambda each: f"({each[0]}) {each[1]} ({each[2]})"),
            below.map(lambda each: f"-({each})"),
            below.map(lambda each: f"({each}) / 2"),
            st.tuples(below, below).map(lambda each: f"max({each[0]}, {each[1]})"),
            below.map(lambda each: f"round({each})"),
        ),
        max_leaves=4,
    )


def _bound(made: Any) -> Any:
    assert made is not None
    return made


def _complain(error: Exception) -> None:
    raise error


def _condition(draw: Draws, tracks: list[Track]) -> Condition:
    """A condition over some tracks, spelled oddly at times."""
    text = " and ".join(draw(st.lists(_tests(tracks), min_size=1, max_size=2)))
    text = draw(
        st.sampled_from([text, f" {text} ", f"not ({text})", text.replace(" ", "  "), f"({text}\n or turn > 1)"])
    )
    return _bound(condition(text, {track.id: track for track in tracks}, _complain))


def _tests(tracks: list[Track]) -> st.SearchStrategy[str]:
    levels = [f"{track.id} >= {level.id}" for track in tracks for level in track.levels]
    numbers = [f"{track.id} {sign} 2" for track in tracks for sign in ("=", "≤", "!=")]
    return st.sampled_from([*levels, *numbers, "turn >= 2"])


def _effects(draw: Draws, tracks: list[Track]) -> tuple[Effect, ...]:
    known = {track.id: track for track in tracks}
    changed = [track for track in tracks if track.derived is None]
    return tuple(
        Effect(
            draw(st.sampled_from(changed)).id,
            draw(st.sampled_from("+-=")),
            _bound(amount(draw(_sums(tracks)), known, _complain)),
        )
        for _ in range(draw(st.integers(0, 2)))
    )


def _optional(draw: Draws, value: Any, otherwise: Any = None) -> Any:
    return value if draw(st.booleans()) else otherwise


@st.composite
def decks(draw: Draws) -> Deck:
    """Any deck that could be read from some file."""
    sources = draw(_unique(_ids, 1, 2))
    facts = {
        name: Fact(name, draw(st.sampled_from(sources)), draw(texts()))
        for name in draw(_unique(_ids, 0, 3))
        if name != "designer"
    }
    cited = [*facts, "designer"]
    systems = {name: draw(lines(60)) for name in draw(_unique(_ids, 0, 2))}
    research = {name: draw(lines(60)) for name in draw(_unique(_ids, 0, 2))}
    seat_ids = draw(_unique(_names, 1, 3))
    tracks = [_track(draw, name, seat_ids, cited, list(systems)) for name in draw(_unique(_names, 1, 3))]
    open_ones = [track for track in tracks if track.audience == ALL]
    if open_ones and draw(st.booleans()):
        shown = _bound(amount(draw(_sums(open_ones)), {track.id: track for track in open_ones}, _complain))
        tracks.append(Track("z_sum", draw(lines(30)), "", -9, 99, -9, audience=audience(seat_ids), derived=shown))
    scale = draw(st.sampled_from([dict(ICD_203), {"unlikely": 20, "likely": 70, "true": 55, "no": 45}]))
    limits = draw(st.sampled_from([Limits(), Limits(1, 99), Limits(20, 80)]))
    turns = tuple(Turn(draw(lines(40)), draw(st.one_of(st.just(""), texts()))) for _ in range(draw(st.integers(1, 3))))
    seats = {
        name: Seat(
            name,
            f"{name} {draw(lines(8))}"[:30].strip(),
            draw(st.sampled_from([name[0].upper(), "▲", "#", '"', ":"])),
            draw(st.sampled_from(COLORS)),
            draw(texts()),
            draw(st.one_of(st.just(""), texts())),
            tuple(
                Objective(draw(texts(100)), _optional(draw, _condition(draw, tracks)))
                for _ in range(draw(st.integers(0, 2)))
            ),
            _some(draw, cited),
        )
        for name in seat_ids
    }
    setback = Outcome(draw(texts()), _effects(draw, tracks))
    usual = {band: Outcome(draw(texts()), _effects(draw, tracks)) for band in ("failure", "disaster")}
    cards = {
        f"{seat}{number}x{draw(_ids)}": (seat, number) for seat in seat_ids for number in range(draw(st.integers(1, 3)))
    }
    made = {
        name: _card(draw, name, seat, tracks, scale, limits, setback, usual, cited, systems, research)
        for name, (seat, _) in cards.items()
    }
    _link(draw, made, open_ones)
    answers = tuple(_answer(draw, name, tracks, seat_ids) for name in draw(_unique(_ids, 0, 2)))
    pace = Pace.within(60, len(seats), len(turns))
    if draw(st.booleans()):
        pace = Pace(*(draw(st.integers(0, 90)) for _ in range(6)), draw(st.integers(0, 2)), 31, 7, 1)
    return Deck(
        draw(_ids),
        draw(lines(60)),
        draw(lines(20)),
        draw(lines(20)),
        60,
        draw(st.one_of(st.just(""), texts())),
        draw(st.one_of(st.just(""), texts(1000))),
        {
            name: Source(name, draw(lines(60)), *(draw(st.one_of(st.just(""), lines(60))) for _ in range(3)))
            for name in sources
        },
        facts,
        systems,
        scale,
        limits,
        draw(st.sampled_from([Shares(), Shares((0, 100, 0), (1, 99)), Shares((20, 50, 30), (50, 50))])),
        seats,
        {track.id: track for track in tracks},
        tuple(track.id for track in open_ones if track.steps)[:2],
        turns,
        made,
        {
            name: _inject(draw, name, tracks, len(turns), seat_ids, cited, systems, research)
            for name in draw(_unique(_ids, 0, 2))
        },
        tuple(
            Upkeep(
                name,
                draw(lines(60)),
                _effects(draw, tracks),
                _optional(draw, draw(lines(60)), ""),
                _optional(draw, _condition(draw, tracks)),
                _some(draw, cited),
                _some(draw, systems),
            )
            for name in draw(_unique(_ids, 0, 2))
        ),
        tuple(
            EarlyEnd(name, draw(lines(60)), draw(texts()), _condition(draw, tracks))
            for name in draw(_unique(_ids, 0, 2))
        ),
        answers,
        _some(draw, [track.id for track in tracks]),
        pace,
        draw(
            st.sampled_from(
                [
                    Arguments(),
                    Arguments("acme.swing", "once_per_team", 0, (1, 2, 3), 1, 0, 100, False),
                    *(Arguments(each) for each in METHODS),
                    *(Arguments(reasons=each) for each in REUSES),
                ]
            )
        ),
        draw(st.integers(1, 9)),
        draw(st.integers(0, 9)),
        tuple(
            Precedent(draw(st.sampled_from(seat_ids)), draw(st.sampled_from(["for", "against"])), draw(lines(60)))
            for _ in range(draw(st.integers(0, 2)))
        ),
        {name: _estimate(draw, name, tracks, len(turns), seat_ids, scale) for name in draw(_unique(_ids, 0, 1))},
        research,
        tuple(
            Question(draw(lines(60)), _optional(draw, draw(st.sampled_from(seat_ids)), ""))
            for _ in range(draw(st.integers(0, 2)))
        ),
        {name: _poll(draw, name) for name in draw(_unique(_ids, 0, 2))},
        _targets(draw, answers, seats),
        {name: _policy(draw, name, made, tracks, systems) for name in draw(_unique(_ids, 0, 1))},
        {screen: draw(texts()) for screen in EXPLAINED if draw(st.integers(0, 4)) == 0},
    )


def _seen(tracks: list[Track], seat: str) -> list[Track]:
    return [track for track in tracks if track.audience == ALL or seat in track.audience.split()]


def _card(
    draw: Draws,
    name: str,
    seat: str,
    tracks: list[Track],
    scale: Any,
    limits: Limits,
    setback: Outcome,
    usual: Any,
    cited: Any,
    systems: Any,
    research: Any,
) -> Card:
    seen = _seen(tracks, seat)
    success = Outcome(draw(texts()), _effects(draw, tracks))
    more = _effects(draw, tracks)
    outcomes: dict[Band, Outcome] = {
        "triumph": Outcome(_optional(draw, draw(texts()), success.text), success.effects + more),
        "success": success,
        "partial": Outcome(f"{success.text} {setback.text}", success.effects + setback.effects),
        **usual,
    }
    for band in BANDS[2:]:
        if draw(st.booleans()):
            outcomes[band] = Outcome(draw(texts()), _effects(draw, tracks))
    words = [word for word, chance in scale.items() if limits.lowest <= chance <= limits.highest]
    word = draw(st.sampled_from(["", *words]))
    hidden = [track for track in tracks if track not in seen]
    modifiers = (
        [Modifier(_condition(draw, hidden), 10, draw(lines(60)), True)] if hidden and draw(st.booleans()) else []
    )
    if modifiers and not modifiers[0].condition.reads:
        modifiers = []
    if seen:
        modifiers += [Modifier(_condition(draw, seen), -90, draw(lines(60)), False, _some(draw, cited))]
    trigger = _optional(draw, _condition(draw, seen)) if seen else None
    return Card(
        name,
        draw(lines(60)),
        seat,
        draw(texts()),
        scale[word] if word else draw(st.integers(limits.lowest, limits.highest)),
        outcomes,
        word,
        _optional(draw, _condition(draw, seen)) if seen else None,
        tuple(Cost(each.id, draw(st.integers(0, 9))) for each in seen if each.derived is None and draw(st.booleans())),
        draw(st.sampled_from([None, 1, 99])),
        trigger is not None or draw(st.booleans()),
        _some(draw, cited),
        _some(draw, systems),
        tuple(modifiers),
        tuple(draw(st.lists(texts(60), max_size=3))),
        tuple(draw(st.lists(lines(60), max_size=3))),
        _optional(draw, draw(texts()), ""),
        draw(st.booleans()),
        _optional(draw, draw(texts()), ""),
        trigger,
        draw(st.sampled_from([1, 2, 3])),
        _optional(draw, draw(st.sampled_from([track.id for track in tracks if track.derived is None])), ""),
        research=_some(draw, research),
    )


def _link(draw: Draws, cards: dict[str, Card], tracks: list[Track]) -> None:
    """Answers, signals and one promise, where the rules for them allow it."""
    for card in list(cards.values()):
        others = [each.id for each in cards.values() if each.seat != card.seat]
        if card.secret or not draw(st.booleans()):
            continue
        if others and draw(st.booleans()):
            answered = tuple(draw(st.lists(st.sampled_from(others), min_size=1, max_size=2)))
            cards[card.id] = evolve(card, answers=answered, sways=draw(st.sampled_from([0, -15, 90])))
        else:
            cards[card.id] = evolve(card, signal=True)
    promising = [card for card in cards.values() if not card.secret and not card.answers]
    if promising and tracks and draw(st.booleans()):
        card = promising[0]
        then = [each.id for each in promising if each.seat == card.seat]
        promise = Commitment(
            _condition(draw, tracks), draw(st.sampled_from(then)), draw(lines(60)), _effects(draw, tracks)
        )
        cards[card.id] = evolve(card, commits=promise)


def _when(draw: Draws, turns: int) -> tuple[int, int]:
    first = draw(st.integers(1, turns))
    return first, draw(st.integers(first, turns))


def _inject(
    draw: Draws, name: str, tracks: list[Track], turns: int, seats: list[str], cited: Any, systems: Any, research: Any
) -> Inject:
    first, last = _when(draw, turns)
    to = draw(st.sampled_from([ALL, audience([]), audience(seats[:1]), audience(seats)]))
    return Inject(
        name,
        draw(lines(60)),
        draw(texts()),
        first,
        last,
        _optional(draw, _condition(draw, tracks)),
        _optional(draw, draw(st.integers(1, 99))),
        draw(st.booleans()),
        to,
        _effects(draw, tracks),
        _some(draw, cited),
        draw(st.booleans()),
        _some(draw, systems),
        _some(draw, research),
    )


def _answer(draw: Draws, name: str, tracks: list[Track], seats: list[str]) -> Answer:
    ids = draw(_unique(_ids, 1, 3))
    states = [
        AnswerState(each, draw(lines(60)), draw(texts()), _condition(draw, tracks), _some(draw, seats))
        for each in ids[:-1]
    ]
    return Answer(name, draw(lines(60)), (*states, AnswerState(ids[-1], draw(lines(60)), draw(texts()))))


def _estimate(draw: Draws, name: str, tracks: list[Track], turns: int, seats: list[str], scale: Any) -> Estimate:
    first, last = _when(draw, turns)
    known = {track.id: track for track in tracks}
    rights = st.one_of(st.integers(50, 100).map(str), _sums(tracks).map(lambda each: f"{each} + {tracks[0].id}"))
    agencies = tuple(
        Agency(
            each,
            draw(lines(40)),
            _bound(amount(draw(rights), known, _complain)),
            scale["likely"],
            scale["unlikely"],
            draw(st.sampled_from([None, *CONFIDENCES])),
        )
        for each in draw(_unique(_ids, 1, 2))
    )
    return Estimate(name, draw(lines(60)), _condition(draw, tracks), audience(seats[:1]), first, last, agencies)


def _poll(draw: Draws, name: str) -> Poll:
    if draw(st.booleans()):
        return Poll(name, draw(lines(60)), LIKELIHOODS, True)
    return Poll(name, draw(lines(60)), tuple(draw(st.lists(lines(60), min_size=2, max_size=7))))


def _targets(draw: Draws, answers: tuple[Answer, ...], seats: Any) -> tuple[Target, ...]:
    found = [Target(10, 90, answer.id, state.id) for answer in answers for state in answer.states]
    found += [Target(0, 100, seat=each.id) for each in seats.values() if any(o.condition for o in each.objectives)]
    return tuple(draw(st.lists(st.sampled_from(found), max_size=2))) if found else ()


def _policy(draw: Draws, name: str, cards: Any, tracks: list[Track], systems: Any) -> Policy:
    seat = next(iter(cards.values())).seat
    seen = _seen(tracks, seat)
    prefers = tuple(
        Preference(
            draw(st.integers(0, 1000)),
            _condition(draw, seen) if seen and draw(st.booleans()) else None,
            _some(draw, [card.id for card in cards.values() if card.seat == seat]),
            _some(draw, systems),
            draw(st.sampled_from([None, True, False])),
        )
        for _ in range(draw(st.integers(0, 2)))
    )
    return Policy(name, draw(lines(30)), _optional(draw, draw(lines(60)), ""), seat, prefers, draw(st.integers(0, 100)))
