"""What happened: the bodies of events, and the envelope around them.

An event says what happened, not what to compute. Folding a log never asks the deck what a card does: a ruling's body
holds each change as before → after, so neither a changed card nor a changed program can change the past. Bodies are
never rewritten; a body of an older version is read by `wargame.rules.codec`.
"""

from __future__ import annotations

from collections.abc import Mapping

from attrs import field, frozen

from wargame.deck import Band
from wargame.rules.argument import Argument, FreeMove
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
from wargame.rules.parts import Change, Move, Odds, Offer, Override, Report, Roll, Step

#: The version of the rules in this program. A log says by which it was written.
RULES_VERSION = 6


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
    """A turn begins; moves will be ruled in this order of seats. The practice turn is turn 0.

    `signals` are the seats that show cards before anybody hands in.
    """

    turn: int
    order: tuple[str, ...]
    signals: tuple[str, ...] = ()


@frozen
class InjectGiven:
    """News arrived, and changed something or nothing.

    Where it arrived by chance, `chance` in per cent and the roll that it came up on; to all but the facilitator neither
    is shown. News that the facilitator made up has no id, but a title and a text of its own.
    """

    inject: str
    changes: tuple[Change, ...] = ()
    chance: int | None = None
    roll: Roll | None = None
    title: str = ""
    text: str = ""
    by_hand: bool = False


@frozen
class Estimated:
    """Agencies reported on a question. `truth` is what was so then; None for all but the facilitator before the end."""

    turn: int
    estimate: str
    reports: tuple[Report, ...]
    truth: bool | None = None


@frozen
class HandedIn:
    """A seat handed in its move, sealed, from the hand that it was offered."""

    seat: str
    card: str | None
    offered: tuple[Offer, ...] = ()
    reason: str = ""
    free: FreeMove | None = None


@frozen
class Revealed:
    """All moves lie open."""

    moves: tuple[Move, ...]


@frozen
class Ruled:
    """A ruling: odds and reasons, the chance of each band, the dice, the band, what was paid and what changed.

    `bands` counts, of `of` equally likely falls of the dice, those that give each band. `rolls` are empty where no dice
    decide; with `thrown` they are real dice that somebody typed in, and have no address. `move` names the move among
    those of its turn: the seat, and a number from its second one on. `said` is the chance of success in per cent that
    each other method would have given, None where it would have had to ask first. `against`: the chance of the other
    side of an opposed pair. `off` is the roll-off against an established fact: 4 or more and the fact falls. `asks`:
    what a person has still to decide. `fact`: the result that stands from now on; empty for none. `override` says that
    the band was set by hand before any die fell. Without `by_odds` the method asked nothing of the odds, so that who
    does not know all of them still knows what the dice meant. Of a project of `stages` successes this is number
    `stage`, 0 where none was added. `peeled`: the success took off a layer of protection, and no more. `sways`: by how
    many points it moves the odds of the move that it answers. `facing` are the tracks that the odds of the other side
    of an opposed pair read: who does not see them all can't be told its chance, nor what follows from it.
    """

    seat: str
    card: str
    method: str
    odds: Odds | None
    bands: Mapping[Band, int]
    rolls: tuple[Roll, ...]
    band: Band
    paid: tuple[Change, ...] = ()
    changes: tuple[Change, ...] = ()
    of: int = 100
    move: str = ""
    free: FreeMove | None = None
    argument: Argument | None = None
    said: Mapping[str, int | None] = field(factory=dict)
    against: int | None = None
    off: Roll | None = None
    thrown: bool = False
    asks: str = ""
    fact: str = ""
    override: Override | None = None
    by_odds: bool = True
    stage: int = 0
    stages: int = 1
    peeled: bool = False
    sways: int = 0
    facing: tuple[str, ...] = ()


@frozen
class Laid:
    """A card was laid out of sight: it is ruled when what it waits for happens."""

    seat: str
    card: str
    move: str
    paid: tuple[Change, ...] = ()


@frozen
class Sprung:
    """What a hidden card waited for has happened: it lies open, and is ruled next."""

    seat: str
    card: str
    move: str


@frozen
class Responded:
    """A seat answers a move out of turn; its answer is ruled before that move."""

    seat: str
    card: str
    move: str
    to: str


@frozen
class Overridden:
    """A ruling of this turn was changed by hand: what it had done is undone, and something else done instead.

    `band` is the band from now on, which may be what it was. `fact`, `asks` and `peeled` are as in a ruling, `stage` is
    how many successes a project has had from now on, and `sways` moves the odds of the move that was answered. With
    `typed` the changes are those that the umpire named, and not what the card says of the band.
    """

    move: str
    was: Band
    band: Band
    undone: tuple[Change, ...]
    changes: tuple[Change, ...]
    override: Override
    fact: str = ""
    asks: str = ""
    stage: int = 0
    sways: int = 0
    peeled: bool = False
    typed: bool = False


@frozen
class Settled:
    """What a person decided where the deck, or a free move, left it to one."""

    move: str
    text: str
    changes: tuple[Change, ...] = ()


@frozen
class TakenBack:
    """A seat took back its sealed move; or, with `move` and the number of a `reason`, what was said for a move."""

    seat: str
    move: str = ""
    reason: int | None = None


@frozen
class Rewound:
    """The game goes on from where it stood after an earlier event; what came after it counts no more.

    `to` is that event's number, None for those who can't know it. `turn` and `phase` are where the game stands again.
    """

    to: int | None
    turn: int
    phase: str
    because: str = ""


@frozen
class WordGiven:
    """A team's word for the dice, before the first move of the game."""

    seat: str
    word: str


@frozen
class Overtaken:
    """A move that could no longer be made when its time came; nothing is paid. `why` is a sentence over `reads`."""

    seat: str
    card: str
    why: str
    reads: tuple[str, ...] = ()
    move: str = ""


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
class Branched:
    """What stands before was played in another game; from here on it is a game of its own, to see what if.

    `parent` is the other game's id and `name` what it was called then; `to` the number of its last event that was taken
    over, and `hash` that event's hash. The dice are new ones where there is a `secret`: `commitment` and `seed` are
    then as in the opening of a game. Else they fall as they would have fallen there.
    """

    parent: str
    name: str
    to: int | None
    hash: str
    commitment: str = ""
    secret: str = ""
    seed: str | None = None


@frozen
class GameEnded:
    """The game is over: why, what each question is answered by, what was hidden, and the secret of the dice.

    `met` says for each seat, objective by objective, whether the board agrees that it was reached; None where the deck
    leaves that to the seat alone. Like the answers this is open to all, and so tells that much of any hidden track that
    the deck's author has it read. So do the `reports` of the whole game, which now stand beside the truth.
    """

    cause: str
    answers: Mapping[str, str]
    values: Mapping[str, int]
    secret: str
    met: Mapping[str, tuple[bool | None, ...]] = field(factory=dict)
    reports: tuple[Estimated, ...] = ()


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
    | Estimated
    | HandedIn
    | Signalled
    | PrecedentSet
    | Vetoed
    | Revealed
    | Laid
    | Sprung
    | Responded
    | Committed
    | CommitmentDue
    | CommitmentKept
    | CommitmentBroken
    | DealOffered
    | DealAnswered
    | DealClosed
    | FloorTaken
    | Claimed
    | Reasoned
    | ReasonWeighed
    | MethodChosen
    | Judged
    | BallotCast
    | VotesShown
    | Ruled
    | Overridden
    | Settled
    | TakenBack
    | Rewound
    | WordGiven
    | Overtaken
    | TurnClosed
    | Published
    | PracticeEnded
    | Seated
    | Branched
    | GameEnded
)

#: What a viewer sees of an event: the body without its hidden parts, or one of the stand-ins.
Face = Body | Unexplained | SealedMove | SealedBallot


@frozen
class Event:
    """A body in its envelope: its number in the game, who caused it, and who sees all of it."""

    seq: int
    at: int
    actor: str
    audience: str
    body: Body
