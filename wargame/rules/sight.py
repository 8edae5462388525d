"""What a viewer sees of an event: the body without its hidden parts, a stand-in, or nothing at all.

Hidden things are absent, not masked. An event's audience was fixed when it was written; parts of a body that everyone
hears of (the changes of a ruling, say) follow the audience of the track that they are about. A ruling that lies open
has its roll and its band also where the odds are not complete: who compares them may infer that something hidden
weighed in, as at any table where dice fall openly.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from attrs import evolve, frozen

from wargame.deck import FACILITATOR, Deck, sees
from wargame.rules.argument import Argument
from wargame.rules.events import (
    Branched,
    Estimated,
    Event,
    Face,
    GameEnded,
    GameOpened,
    HandedIn,
    InjectGiven,
    Laid,
    Overridden,
    Overtaken,
    PracticeEnded,
    Published,
    Responded,
    Revealed,
    Rewound,
    Ruled,
    SealedMove,
    Seated,
    Settled,
    Sprung,
    TakenBack,
    TurnClosed,
    TurnOpened,
    Unexplained,
    WordGiven,
)
from wargame.rules.floor_events import (
    BallotCast,
    Claimed,
    FloorTaken,
    Judged,
    MethodChosen,
    Reasoned,
    ReasonWeighed,
    SealedBallot,
    VotesShown,
)
from wargame.rules.history import undone
from wargame.rules.odds import known_part
from wargame.rules.pact_events import (
    CommitmentBroken,
    CommitmentDue,
    CommitmentKept,
    Committed,
    DealAnswered,
    DealClosed,
    DealOffered,
    PrecedentSet,
    Signalled,
    Vetoed,
)
from wargame.rules.parts import Change, Override, Step


@frozen
class Entry:
    """A line of a viewer's log. `number` counts what this viewer sees; the facilitator's numbers are the true ones.

    `undone`: a rewind has taken it back, and it counts no more.
    """

    number: int
    face: Face
    undone: bool = False


def log_for(deck: Deck, events: Iterable[Event], viewer: str) -> tuple[Entry, ...]:
    """The log as `viewer` (a seat, `public` or `facilitator`) may read it, with a numbering of its own."""
    known = tuple(events)
    gone = undone(known)
    found = ((event.seq, face(deck, event, viewer)) for event in known)
    seen = ((seq, each) for seq, each in found if each is not None)
    return tuple(Entry(number, each, seq in gone) for number, (seq, each) in enumerate(seen, 1))


def face(deck: Deck, event: Event, viewer: str) -> Face | None:
    """What `viewer` sees of one event; None where nothing of it shows."""
    return _FACES[type(event.body)](deck, event, event.body, viewer)


def _seen(deck: Deck, changes: Iterable[Change], viewer: str) -> tuple[Change, ...]:
    return tuple(change for change in changes if sees(deck.tracks[change.track].audience, viewer))


def _net(changes: tuple[Change, ...]) -> tuple[Change, ...]:
    """One change for each track that ends elsewhere: a price apart from an effect would tell which card it was."""
    first: dict[str, int] = {}
    last: dict[str, int] = {}
    for change in changes:
        first.setdefault(change.track, change.before)
        last[change.track] = change.after
    return tuple(Change(track, first[track], last[track]) for track in sorted(first) if first[track] != last[track])


def _seen_values(deck: Deck, values: Mapping[str, int], viewer: str) -> dict[str, int]:
    return {track: value for track, value in values.items() if sees(deck.tracks[track].audience, viewer)}


def _game_opened(deck: Deck, event: Event, body: GameOpened, viewer: str) -> Face:
    draws = {track: roll for track, roll in body.draws.items() if sees(deck.tracks[track].audience, viewer)}
    return evolve(body, secret="", values=_seen_values(deck, body.values, viewer), draws=draws)


def _turn_opened(deck: Deck, event: Event, body: TurnOpened, viewer: str) -> Face:
    return body


def _inject_given(deck: Deck, event: Event, body: InjectGiven, viewer: str) -> Face | None:
    changes = _seen(deck, body.changes, viewer)
    if viewer == FACILITATOR:
        return body
    if sees(event.audience, viewer):
        return evolve(body, changes=changes, chance=None, roll=None)
    return Unexplained(changes=changes) if changes else None


def _estimated(deck: Deck, event: Event, body: Estimated, viewer: str) -> Face | None:
    if viewer == FACILITATOR:
        return body
    return as_written(body) if sees(event.audience, viewer) else None


def as_written(body: Estimated) -> Estimated:
    """Reports without the truth, and without how they came about."""
    return evolve(body, reports=tuple(evolve(each, right=None, roll=None) for each in body.reports), truth=None)


def _handed_in(deck: Deck, event: Event, body: HandedIn, viewer: str) -> Face:
    return body if sees(event.audience, viewer) else SealedMove(body.seat)


def _revealed(deck: Deck, event: Event, body: Revealed, viewer: str) -> Face:
    moves = tuple(
        evolve(move, card=None, unseen=True)
        if move.card is not None and deck.cards[move.card].secret and viewer not in (move.seat, FACILITATOR)
        else move
        for move in body.moves
    )
    return Revealed(moves)


def _said(deck: Deck, event: Event, body: Any, viewer: str) -> Face | None:
    """What is told to an audience, as it was told; others hear nothing of it."""
    return body if sees(event.audience, viewer) else None


def _laid(deck: Deck, event: Event, body: Laid, viewer: str) -> Face:
    """To others a card that waits looks like one that was ruled out of sight."""
    paid = _seen(deck, body.paid, viewer)
    return evolve(body, paid=paid) if sees(event.audience, viewer) else Unexplained(body.seat, _net(paid))


def _promised(deck: Deck, event: Event, body: CommitmentKept | CommitmentBroken, viewer: str) -> Face:
    return evolve(body, changes=_seen(deck, body.changes, viewer))


def _ballot_cast(deck: Deck, event: Event, body: BallotCast, viewer: str) -> Face:
    return body if sees(event.audience, viewer) else SealedBallot(body.move, body.seat, body.token is not None)


def _ruled(deck: Deck, event: Event, body: Ruled, viewer: str) -> Face:
    paid, changes = _seen(deck, body.paid, viewer), _seen(deck, body.changes, viewer)
    if not sees(event.audience, viewer):
        return Unexplained(body.seat, _net(paid + changes))
    odds = None if body.odds is None else known_part(deck, body.odds, viewer)
    both_known = all(sees(deck.tracks[track].audience, viewer) for track in body.facing)
    known = (odds is None or odds.complete) and both_known
    clear = known or not body.by_odds
    return evolve(
        body,
        odds=odds,
        bands=body.bands if clear else {},
        of=body.of if clear else 0,
        said=body.said if known else {},
        against=body.against if known else None,
        paid=paid,
        changes=changes,
        argument=None if body.argument is None else known_argument(body.argument, viewer),
        override=_openly(body.override, viewer),
        facing=body.facing if both_known else (),
    )


def known_argument(argument: Argument, viewer: str) -> Argument:
    """What of an argument `viewer` may know: of sealed votes only the own one."""
    if viewer == FACILITATOR:
        return argument
    ballots = {seat: chance for seat, chance in argument.ballots.items() if seat == viewer}
    tokens = {seat: token for seat, token in argument.tokens.items() if seat == viewer}
    return evolve(argument, ballots=ballots, tokens=tokens)


def _openly(override: Override | None, viewer: str) -> Override | None:
    """An override without the note that only facilitators read."""
    return override if override is None or viewer == FACILITATOR else evolve(override, note="")


def _overridden(deck: Deck, event: Event, body: Overridden, viewer: str) -> Face | None:
    undone, changes = _seen(deck, body.undone, viewer), _seen(deck, body.changes, viewer)
    if sees(event.audience, viewer):
        override = _openly(body.override, viewer) or body.override
        return evolve(body, undone=undone, changes=changes, override=override)
    net = _net(undone + changes)
    return Unexplained(changes=net) if net else None


def _settled(deck: Deck, event: Event, body: Settled, viewer: str) -> Face | None:
    changes = _seen(deck, body.changes, viewer)
    if sees(event.audience, viewer):
        return evolve(body, changes=changes)
    return Unexplained(changes=changes) if changes else None


def _taken_back(deck: Deck, event: Event, body: TakenBack, viewer: str) -> Face:
    return body


def _rewound(deck: Deck, event: Event, body: Rewound, viewer: str) -> Face:
    """The number of an event would tell how many there are that a viewer has not seen."""
    return body if viewer == FACILITATOR else evolve(body, to=None)


def _word_given(deck: Deck, event: Event, body: WordGiven, viewer: str) -> Face:
    return body


def _overtaken(deck: Deck, event: Event, body: Overtaken, viewer: str) -> Face:
    if not sees(event.audience, viewer):
        return Unexplained(body.seat)
    known = all(sees(deck.tracks[track].audience, viewer) for track in body.reads)
    return body if known else evolve(body, why="", reads=())


def _turn_closed(deck: Deck, event: Event, body: TurnClosed, viewer: str) -> Face:
    """A step that changes nothing in sight is absent; one whose condition is out of sight has no name."""
    conditions = {each.id: each.condition for each in deck.upkeep}
    steps = []
    for step in body.steps:
        condition = conditions[step.upkeep]
        known = condition is None or all(sees(deck.tracks[track].audience, viewer) for track in condition.reads)
        steps.append(Step(step.upkeep if known else "", _seen(deck, step.changes, viewer)))
    return TurnClosed(body.turn, tuple(step for step in steps if step.changes))


def _published(deck: Deck, event: Event, body: Published, viewer: str) -> Face:
    return body


def _practice_ended(deck: Deck, event: Event, body: PracticeEnded, viewer: str) -> Face:
    return PracticeEnded(_seen_values(deck, body.values, viewer))


def _seated(deck: Deck, event: Event, body: Seated, viewer: str) -> Face:
    return body


def _branched(deck: Deck, event: Event, body: Branched, viewer: str) -> Face:
    """The number and the hash of an event would tell what a viewer has not seen; the secret is nobody's."""
    shown = evolve(body, secret="")
    return shown if viewer == FACILITATOR else evolve(shown, to=None, hash="")


def _game_ended(deck: Deck, event: Event, body: GameEnded, viewer: str) -> Face:
    shown = {track: value for track, value in body.values.items() if track in deck.reveals}
    return evolve(body, values={**_seen_values(deck, body.values, viewer), **shown})


_FACES: dict[type, Callable[[Deck, Event, Any, str], Face | None]] = {
    GameOpened: _game_opened,
    TurnOpened: _turn_opened,
    InjectGiven: _inject_given,
    Estimated: _estimated,
    HandedIn: _handed_in,
    Revealed: _revealed,
    Signalled: _said,
    PrecedentSet: _said,
    Vetoed: _said,
    Laid: _laid,
    Sprung: _said,
    Responded: _said,
    Committed: _said,
    CommitmentDue: _said,
    CommitmentKept: _promised,
    CommitmentBroken: _promised,
    DealOffered: _said,
    DealAnswered: _said,
    DealClosed: _said,
    FloorTaken: _said,
    Claimed: _said,
    Reasoned: _said,
    ReasonWeighed: _said,
    MethodChosen: _said,
    Judged: _said,
    BallotCast: _ballot_cast,
    VotesShown: _said,
    Ruled: _ruled,
    Overridden: _overridden,
    Settled: _settled,
    TakenBack: _taken_back,
    Rewound: _rewound,
    WordGiven: _word_given,
    Overtaken: _overtaken,
    TurnClosed: _turn_closed,
    Published: _published,
    PracticeEnded: _practice_ended,
    Seated: _seated,
    Branched: _branched,
    GameEnded: _game_ended,
}
