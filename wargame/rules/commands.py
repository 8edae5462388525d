"""What may be asked of a game: each command a value, who asks is part of it."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from attrs import frozen

from wargame.deck import Band, Strength
from wargame.rules.argument import Claim, Leverage, Rating, Side, Tie, Token


@frozen
class Play:
    """A seat hands in a card, sealed until all have handed in. `reason` is kept with the move."""

    seat: str
    card: str
    reason: str = ""


@frozen
class Pass:
    """A seat hands in nothing this turn."""

    seat: str
    reason: str = ""


@frozen
class PlayFree:
    """A seat hands in a move of its own, sealed; what it does may be told later, when the moves lie open."""

    seat: str
    action: str = ""
    reason: str = ""


@frozen
class TakeBack:
    """A seat takes back its sealed move, or the last reason that it gave for a move that is not ruled yet."""

    seat: str


@frozen
class Floor:
    """A move gets the floor: `seat` spends a token for it; without a seat the facilitator gives it."""

    move: str
    seat: str = ""


@frozen
class SayClaim:
    """What a move on the table is for; `action` tells what a free move does.

    `seat` says it for its own move, and its action only once; without a seat the facilitator writes it down.
    """

    move: str
    claim: Claim
    action: str = ""
    seat: str = ""


@frozen
class Argue:
    """A reason for or against a move that has the floor.

    `suggested`: the place of one of the card's own reasons on that side, from 1, whose text is then taken. `cites`: the
    id of an established fact.
    """

    move: str
    seat: str
    side: Side
    text: str = ""
    strength: Strength = "solid"
    tie: Tie = "causal"
    cites: str = ""
    suggested: int = 0


@frozen
class Weigh:
    """The umpire finds a reason of this strength; without one it is not accepted."""

    move: str
    number: int
    strength: Strength | None


@frozen
class Choose:
    """This one move is ruled by another method; an empty one is the deck's own again."""

    move: str
    method: str


@frozen
class Judge:
    """What the umpire says of a move, or is told about it; what is None stays as it was.

    `chance` sets the odds in per cent, `because` of something that all may read; `decided` is the band that people
    agree on, or that the umpire decides; `opposes` sets another move of the table against this one, and `counters`
    names the established fact that it contradicts; empty texts take these back.
    """

    move: str
    chance: int | None = None
    because: str = ""
    rating: Rating | None = None
    leverage: Leverage | None = None
    decided: Band | None = None
    opposes: str | None = None
    counters: str | None = None


@frozen
class Vote:
    """A seat's sealed ballot on a move: what it thinks the chance is, in per cent; or what it puts into the bag."""

    move: str
    seat: str
    chance: int | None = None
    token: Token | None = None


@frozen
class Show:
    """Votes as the room shows them, one a voter; without any, the sealed ballots are opened."""

    move: str
    chances: tuple[int, ...] = ()
    tokens: tuple[Token, ...] = ()


@frozen
class Rule:
    """A move is ruled: the dice fall. Without `move` it is the next one in order, and with it that one must be next.

    `thrown` are real dice, as they lie, instead of the game's own. `anyway`: also where the ballots lie far apart.
    """

    move: str = ""
    thrown: tuple[int, ...] = ()
    anyway: bool = False


@frozen
class Overrule:
    """The umpire sets a move's outcome by hand, for a reason that everyone may read.

    Before the dice fall, `band` says how it ends. Afterwards the ruling is undone, and the outcome of `band` takes its
    place; with `effects`, in the deck's language, these are what it does instead. `note` is for facilitators alone.
    """

    move: str
    because: str
    band: Band | None = None
    effects: str | None = None
    note: str = ""


@frozen
class Settle:
    """What a person decides where a ruling left it to one: what moves, in the deck's language, and why."""

    move: str
    effects: str = ""
    text: str = ""


@frozen
class Signal:
    """A seat shows cards of its hand before anybody hands in; none at all is an answer too."""

    seat: str
    cards: tuple[str, ...] = ()


@frozen
class SetPrecedent:
    """A seat sets something down before play that may be cited for moves, or against them."""

    seat: str
    side: Side
    text: str


@frozen
class Veto:
    """The umpire does not let a precedent stand."""

    fact: str
    because: str = ""


@frozen
class Respond:
    """A seat plays a card in answer to a move that waits for its ruling."""

    seat: str
    card: str
    move: str


@frozen
class Keep:
    """A seat keeps the promise that is due: its card is played at no cost."""

    seat: str


@frozen
class Break:
    """A seat breaks the promise that is due."""

    seat: str


@frozen
class OfferDeal:
    """A seat offers another one a deal, to be done by the turn `due`; `secret` from all others."""

    seat: str
    other: str
    give: str
    get: str
    due: int
    secret: bool = False


@frozen
class AnswerDeal:
    """The seat that a deal was offered to takes it, or does not."""

    seat: str
    deal: str
    agreed: bool


@frozen
class CloseDeal:
    """A deal is found kept, or broken `by` one of the two."""

    deal: str
    kept: bool
    by: str = ""
    because: str = ""


@frozen
class GiveInject:
    """The facilitator gives news of the deck now, whatever it waits for."""

    inject: str


@frozen
class GiveNews:
    """The facilitator gives news of his own, to everybody or to some seats, with effects in the deck's language."""

    title: str
    text: str = ""
    to: tuple[str, ...] = ()
    effects: str = ""


@frozen
class Rewind:
    """The game goes on from where it stood after the event with this number."""

    to: int
    because: str = ""


@frozen
class GiveWord:
    """A team's word goes into the key of the dice, before the first move of the game."""

    seat: str
    word: str


@frozen
class Close:
    """The turn is closed: upkeep is done, and its front page is due."""


@frozen
class Publish:
    """The front page of the closed turn, as everyone shall read it; a later one takes its place."""

    headline: str
    lines: tuple[str, ...] = ()


@frozen
class Next:
    """The next turn opens, or the game ends."""


#: How a log names people who play a seat.
PERSON = "person"


@frozen
class Sit:
    """Who plays a seat from now on: `person`, or `bot:` and a bot's id."""

    seat: str
    player: str


Command = (
    Play
    | PlayFree
    | Pass
    | TakeBack
    | Signal
    | SetPrecedent
    | Veto
    | Respond
    | Keep
    | Break
    | OfferDeal
    | AnswerDeal
    | CloseDeal
    | GiveInject
    | GiveNews
    | Floor
    | SayClaim
    | Argue
    | Weigh
    | Choose
    | Judge
    | Vote
    | Show
    | Rule
    | Overrule
    | Settle
    | Rewind
    | GiveWord
    | Close
    | Publish
    | Next
    | Sit
)

#: What moves a game on, by phase, once all moves of a turn are in.
GO_ON: Mapping[str, Command] = MappingProxyType({"rule": Rule(), "close": Close(), "page": Next()})
