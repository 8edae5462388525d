"""Bodies to text and back. The kind is declared here, once; a class may be renamed without touching a saved game."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, cast

import msgspec

from wargame.rules.events import (
    Body,
    Branched,
    Estimated,
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

if TYPE_CHECKING:
    from wargame.rules.view import View

#: Each kind of event, the version that its body is written in, and its class.
KINDS: dict[str, tuple[int, type[Body]]] = {
    "game_opened": (2, GameOpened),
    "turn_opened": (2, TurnOpened),
    "signalled": (1, Signalled),
    "precedent_set": (1, PrecedentSet),
    "vetoed": (1, Vetoed),
    "inject_given": (3, InjectGiven),
    "estimated": (1, Estimated),
    "handed_in": (2, HandedIn),
    "revealed": (2, Revealed),
    "laid": (1, Laid),
    "sprung": (1, Sprung),
    "responded": (1, Responded),
    "committed": (1, Committed),
    "commitment_due": (1, CommitmentDue),
    "commitment_kept": (1, CommitmentKept),
    "commitment_broken": (1, CommitmentBroken),
    "deal_offered": (1, DealOffered),
    "deal_answered": (1, DealAnswered),
    "deal_closed": (1, DealClosed),
    "floor_taken": (1, FloorTaken),
    "claimed": (1, Claimed),
    "reasoned": (1, Reasoned),
    "reason_weighed": (1, ReasonWeighed),
    "method_chosen": (1, MethodChosen),
    "judged": (1, Judged),
    "ballot_cast": (1, BallotCast),
    "votes_shown": (1, VotesShown),
    "ruled": (2, Ruled),
    "overridden": (2, Overridden),
    "settled": (1, Settled),
    "taken_back": (1, TakenBack),
    "rewound": (1, Rewound),
    "word_given": (1, WordGiven),
    "overtaken": (2, Overtaken),
    "turn_closed": (1, TurnClosed),
    "published": (1, Published),
    "practice_ended": (1, PracticeEnded),
    "seated": (1, Seated),
    "branched": (1, Branched),
    "game_ended": (3, GameEnded),
}

#: How a body of an older version becomes one of the next: (kind, version) -> plain value to plain value.
UPCASTS: dict[tuple[str, int], Callable[[Any], Any]] = {
    ("game_opened", 1): lambda body: {**body, "draws": {}, "practice": False},
    ("turn_opened", 1): lambda body: body,
    ("inject_given", 1): lambda body: {**body, "chance": None, "roll": None},
    ("inject_given", 2): lambda body: body,
    ("handed_in", 1): lambda body: {**body, "free": None},
    ("revealed", 1): lambda body: body,
    ("ruled", 1): lambda body: _one_die(body),
    ("overridden", 1): lambda body: body,
    ("overtaken", 1): lambda body: {**body, "move": body["seat"]},
    ("game_ended", 1): lambda body: {**body, "met": {}},
    ("game_ended", 2): lambda body: body,
}


def _one_die(body: Any) -> Any:
    """Rulings were made with one die, and their bands given in per cent."""
    rest = {key: value for key, value in body.items() if key != "roll"}
    return {**rest, "rolls": [body["roll"]], "of": 100, "move": body["seat"]}


_KIND_OF = {cls: kind for kind, (_, cls) in KINDS.items()}
_DECODERS = {(kind, version): msgspec.json.Decoder(cls).decode for kind, (version, cls) in KINDS.items()}
_ENCODER = msgspec.json.Encoder(order="deterministic")


#: What stands in a viewer's log for something hidden; never stored.
_STAND_INS: dict[type, str] = {
    SealedMove: "sealed_move",
    SealedBallot: "sealed_ballot",
    Unexplained: "unexplained",
}


class UnreadableBody(ValueError):
    """A body that this program can't read; the sentence says why."""


def plain(value: object) -> Any:
    """A view, an odds or any other value of the rules as plain lists, dictionaries, numbers and texts."""
    return msgspec.to_builtins(value)


def plain_view(view: View) -> dict[str, Any]:
    """A view, with the kind of each thing that its viewer saw happen."""
    return {**msgspec.to_builtins(view), "news": [plain_face(each) for each in view.news]}


def plain_face(face: Face) -> dict[str, Any]:
    """What a viewer saw of an event, with its kind."""
    kind = _STAND_INS.get(type(face)) or _KIND_OF[cast("type[Body]", type(face))]
    return {"kind": kind, **msgspec.to_builtins(face)}


def encode(body: Body) -> tuple[str, int, str]:
    """Kind, version and canonical JSON text of a body."""
    kind = _KIND_OF[type(body)]
    return kind, KINDS[kind][0], _ENCODER.encode(body).decode()


def decode(kind: str, version: int, text: str) -> Body:
    """The body that was stored. Raises UnreadableBody for an unknown kind, a newer version or damaged text."""
    decoder = _DECODERS.get((kind, version))
    try:
        return decoder(text) if decoder is not None else _upcast(kind, version, text)
    except (msgspec.DecodeError, UnicodeError, LookupError, TypeError) as error:
        raise UnreadableBody(f"the body of this `{kind}` event can't be read: {error}") from error


def _upcast(kind: str, version: int, text: str) -> Body:
    if kind not in KINDS:
        raise UnreadableBody(f"`{kind}` is no kind of event that this program knows")
    newest, cls = KINDS[kind]
    if version > newest:
        raise UnreadableBody(f"this `{kind}` event was written by a newer program (version {version}, known: {newest})")
    value = msgspec.json.decode(text)
    while version < newest:
        if (kind, version) not in UPCASTS:
            raise UnreadableBody(f"`{kind}` events have no version {version}")
        value = UPCASTS[kind, version](value)
        version += 1
    return msgspec.convert(value, cls)
