"""What happened: the bodies of events, and the envelope around them.

An event says what happened, not what to compute. Folding a log never asks the deck what a card does: a ruling's body
holds each change as before → after, so neither a changed card nor a changed program can change the past. Bodies are
never rewritten; a body of an older version is read by `wargame.rules.codec`.
"""

from __future__ import annotations

from collections.abc import Mapping

from attrs import field, frozen

from wargame.deck import Band

#: The version of the rules in this program. A log says by which it was written.
RULES_VERSION = 2


@frozen
class Change:
    """One track moved from `before` to `after`, in the track's own unit."""

    track: str
    before: int
    after: int


@frozen
class Offer:
    """A card that lay in the hand when a move was chosen; `refusal` is the code of why it could not be played."""

    card: str
    refusal: str = ""


@frozen
class Weighed:
    """A modifier as it stood when odds were taken: its points of per cent, its reason, and whether it applied."""

    points: int
    because: str
    reads: tuple[str, ...]
    applied: bool


@frozen
class Odds:
    """The chance of success in per cent: the card's own, each modifier, and what they come to within the limits.

    `complete` is false where not all factors are known to whom it is shown; `chance` then counts the known ones.
    """

    base: int
    chance: int
    modifiers: tuple[Weighed, ...] = ()
    word: str = ""
    complete: bool = True


@frozen
class Roll:
    """A die that fell: the address that its value was drawn from, its sides, and the value from 1 to `sides`."""

    address: str
    sides: int
    value: int


@frozen
class Move:
    """A seat's move at the reveal: a card, or a pass. An unseen move is one whose card is not shown."""

    seat: str
    card: str | None = None
    unseen: bool = False


@frozen
class Step:
    """One upkeep rule that ran, and what it changed. To those who can't know its condition it has no name."""

    upkeep: str
    changes: tuple[Change, ...]


@frozen
class GameOpened:
    """The table is laid.

    `commitment` is SHA-256 of the secret that all rolls are drawn from; the secret itself is shown to nobody before
    the game has ended. `seed` is the text that the secret was made from, where the game is an open one. `draws` are
    the rolls that drew the starts which the deck leaves to chance, by track. With `practice`, a turn is played
    first that counts for nothing.
    """

    deck: str
    title: str
    deck_hash: str
    rules: int
    players: Mapping[str, str]
    values: Mapping[str, int]
    commitment: str
    secret: str = ""
    seed: str | None = None
    draws: Mapping[str, Roll] = field(factory=dict)
    practice: bool = False


@frozen
class TurnOpened:
    """A turn begins; moves will be ruled in this order of seats. The practice turn is turn 0."""

    turn: int
    order: tuple[str, ...]


@frozen
class InjectGiven:
    """News arrived, and changed something or nothing.

    Where it arrived by chance, `chance` in per cent and the roll that it came up on; to all but the facilitator neither
    is shown.
    """

    inject: str
    changes: tuple[Change, ...] = ()
    chance: int | None = None
    roll: Roll | None = None


@frozen
class HandedIn:
    """A seat handed in its move, sealed, from the hand that it was offered."""

    seat: str
    card: str | None
    offered: tuple[Offer, ...] = ()
    reason: str = ""


@frozen
class Revealed:
    """All moves lie open."""

    moves: tuple[Move, ...]


@frozen
class Ruled:
    """A ruling: odds, the chance of each band in per cent, the roll, the band, what was paid and what changed."""

    seat: str
    card: str
    method: str
    odds: Odds
    bands: Mapping[Band, int]
    roll: Roll
    band: Band
    paid: tuple[Change, ...] = ()
    changes: tuple[Change, ...] = ()


@frozen
class Overtaken:
    """A move that could no longer be made when its time came; nothing is paid. `why` is a sentence over `reads`."""

    seat: str
    card: str
    why: str
    reads: tuple[str, ...] = ()


@frozen
class TurnClosed:
    """A turn is over, upkeep done."""

    turn: int
    steps: tuple[Step, ...] = ()


@frozen
class Published:
    """The front page of a closed turn."""

    turn: int
    headline: str
    lines: tuple[str, ...] = ()


@frozen
class PracticeEnded:
    """The practice turn is over, and the board stands as it stood before."""

    values: Mapping[str, int]


@frozen
class Seated:
    """Somebody else plays a seat from now on."""

    seat: str
    player: str


@frozen
class GameEnded:
    """The game is over: why, what each question is answered by, what was hidden, and the secret of the dice.

    `met` says for each seat, objective by objective, whether the board agrees that it was reached; None where the deck
    leaves that to the seat alone. Like the answers this is open to all, and so tells that much of any hidden track that
    the deck's author has it read.
    """

    cause: str
    answers: Mapping[str, str]
    values: Mapping[str, int]
    secret: str
    met: Mapping[str, tuple[bool | None, ...]] = field(factory=dict)


@frozen
class Unexplained:
    """What others see of something hidden: that a seat acted, if one did, and what moved in the open."""

    seat: str = ""
    changes: tuple[Change, ...] = ()


@frozen
class SealedMove:
    """What others see of a sealed hand-in."""

    seat: str


Body = (
    GameOpened
    | TurnOpened
    | InjectGiven
    | HandedIn
    | Revealed
    | Ruled
    | Overtaken
    | TurnClosed
    | Published
    | PracticeEnded
    | Seated
    | GameEnded
)

#: What a viewer sees of an event: the body without its hidden parts, or one of the two stand-ins.
Face = Body | Unexplained | SealedMove


@frozen
class Event:
    """A body in its envelope: its number in the game, who caused it, and who sees all of it."""

    seq: int
    at: int
    actor: str
    audience: str
    body: Body
