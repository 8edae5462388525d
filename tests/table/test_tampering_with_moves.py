"""Events of argued moves, promises, deals and the like that were forged are named, without asking the rules."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache

import pytest
from attrs import evolve

from tests.scripts import Script, sure
from tests.table.test_tampering import Forger, Line, Log, again, drop, edit, insert, place
from wargame.deck import Deck
from wargame.rules import (
    AnswerDeal,
    Argue,
    BallotCast,
    Body,
    Break,
    Choose,
    Claim,
    Claimed,
    Close,
    CloseDeal,
    CommitmentBroken,
    CommitmentDue,
    CommitmentKept,
    Committed,
    Deal,
    DealAnswered,
    DealClosed,
    DealOffered,
    Estimated,
    Floor,
    FloorTaken,
    GiveInject,
    GiveNews,
    GiveWord,
    HandedIn,
    InjectGiven,
    Judge,
    Judged,
    Keep,
    Laid,
    MethodChosen,
    OfferDeal,
    Overridden,
    Overrule,
    Play,
    PrecedentSet,
    Reasoned,
    ReasonWeighed,
    Respond,
    Responded,
    Revealed,
    Rewind,
    Rewound,
    Roll,
    Rule,
    Ruled,
    SayClaim,
    SetPrecedent,
    Settle,
    Settled,
    Signal,
    Signalled,
    Sprung,
    TakeBack,
    TakenBack,
    TurnClosed,
    Veto,
    Vetoed,
    Vote,
    VotesShown,
    Weigh,
    WordGiven,
    encode,
)
from wargame.rules.codec import KINDS
from wargame.store import Entry
from wargame.table import Store, verify_game
from wargame.umpire import Dice

CARDS = """
    N-1: {title: Swear, seat: north, text: t, chance: 100, uses: any, success: s,
          commits: {if: heat >= 7, then: N-2, text: We stoke.}}
    N-2: {title: Stoke, seat: north, text: t, chance: 100, success: s}
    N-3: {title: Ask, seat: north, text: t, chance: 100, success: s, umpire: How warm?}
    S-1: {title: Ambush, seat: south, text: t, chance: 100, trigger: heat >= 7, cost: purse 1, success: s}
    S-2: {title: Hang, seat: south, text: t, chance: 100, signal: true, success: s}
    S-3: {title: Scoff, seat: south, text: t, chance: 100, answers: [north], sways: 5, success: s}
    E-1: {title: Warm, seat: east, text: t, chance: 100, uses: any, success: s, success_do: heat +3}
    E-2: {title: Vow, seat: east, text: t, chance: 100, uses: any, success: s,
          commits: {if: heat >= 7, then: E-3, text: We warn.}}
    E-3: {title: Warn, seat: east, text: t, chance: 100, success: s}
"""
MORE = """
    precedents: {each: 2, given: [{seat: north, for: The winter}, {seat: south, against: The gate}]}
    injects: {I-1: {title: A letter, text: t, by_hand: true, to: [south]}}
    scale: {likely: 70, unlikely: 30}
    estimates: {nets: {question: Many?, if: nets >= 2, to: [north], from: 2, by: {watch: {title: Guard, right: 70}}}}
"""


@cache
def deck() -> Deck:
    return sure(CARDS, more=MORE)


@cache
def played() -> Script:
    """Two turns in which nearly everything happens that people can bring about."""
    game = Script(deck(), "tamper")
    game.say(GiveWord("north", "RIVER"), SetPrecedent("east", "for", "The mill"), Veto("given.2", "No"))
    game.say(Signal("south"), Play("north", "N-1"), TakeBack("north"), Play("north", "N-1"), Play("south", "S-1"))
    game.say(Play("east", "E-2"), Floor("north", "north"), SayClaim("north", Claim("an aim")))
    game.say(Argue("north", "north", "for", "One"), Argue("north", "east", "for", "Two"), TakeBack("east"))
    game.say(Weigh("north", 1, "strong"), Choose("north", "ballot"), Vote("north", "north", 90))
    game.say(
        Vote("north", "south", 95), Vote("north", "east", 100), Judge("north", 60, "So it is"), Choose("north", "")
    )
    game.say(Overrule("north", "It is heard", "success"), Rule(), Rule(), Close(), _next())
    game.say(OfferDeal("north", "south", "Wood", "Water", 2), AnswerDeal("south", "north-south-1", True))
    game.say(OfferDeal("north", "east", "Salt", "Bread", 2, secret=True), GiveInject("I-1"), GiveNews("A thaw"))
    game.say(Signal("south", ("S-2",)), Play("north", "N-3"), Play("south", "S-2"), Play("east", "E-1"))
    game.say(Respond("south", "S-3", "north"), Rule(), Rule())
    assert game.state.pending[0] == "south.3"
    game.rule().say(Settle("north", "trust +1", "Warm"), Break("east"), Keep("north"), Rule())
    game.say(Overrule("east", "Not so warm", "failure"), CloseDeal("north-south-1", False, "south", "No water"))
    closing = game.ends[-1]
    return game.say(Close(), Rewind(closing), Close())


def _next():
    from wargame.rules import Next

    return Next()


@cache
def honest() -> tuple[Line, ...]:
    return tuple(Line(each.body, each.actor, each.audience, 7) for each in played().events)


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    with Store.open(tmp_path_factory.mktemp("tampering") / "save.db") as store:
        yield store


def findings(store: Store, log: Log, name: str) -> list[str]:
    """What verification says of a log that was chained anew, without the rules."""
    entries = []
    for number, line in enumerate(log):
        kind, version, body = encode(line.body)
        entries.append(Entry(line.at, line.actor, line.audience, f"command {number}", kind, version, body))
    store.create_game(name, name, deck().text, entries, created_at=log[0].at)
    return [str(finding) for finding in verify_game(store, name)]


def marked(kind: type[Body], nth: int = 0, **parts: str) -> Forger:
    """Change who did it, or who hears of it."""

    def forge(log: Log) -> Log:
        at = place(log, kind, nth)
        return [*log[:at], evolve(log[at], **parts), *log[at + 1 :]]

    return forge


def to(value: object) -> Callable[[Body], object]:
    return lambda body: value


def reports(**parts: object) -> Callable[[Estimated], object]:
    return lambda body: tuple(evolve(each, **parts) for each in body.reports)


def reason(**parts: object) -> Callable[[Reasoned], object]:
    return lambda body: evolve(body.reason, **parts)


def deal(**parts: object) -> Callable[[DealOffered], Deal]:
    return lambda body: evolve(body.deal, **parts)


def sprung(body: Ruled) -> bool:
    return body.card == "S-1"


def ground(log: Log) -> Log:
    """A hidden card comes to the table under another name, and is ruled by the better dice at that address."""
    at, ruling = place(log, Sprung), place(log, Ruled, where=sprung)
    named = evolve(log[at].body, move="south.7")
    body = log[ruling].body
    assert isinstance(body, Ruled)
    dice = Dice(bytes.fromhex(played().stakes.secret), "RIVER")
    better = evolve(body, move="south.7", rolls=(dice.roll("ruling/2/south/7/1"),))
    log = [*log[:at], evolve(log[at], body=named), *log[at + 1 :]]
    return [*log[:ruling], evolve(log[ruling], body=better), *log[ruling + 1 :]]


SAID = [
    (again(WordGiven), "the word of north comes too late, or is its second one"),
    (insert(WordGiven("south", "LAKE"), Ruled), "can't happen in the phase `rule`"),
    (again(PrecedentSet), "has the name of another"),
    (edit(PrecedentSet, seat=to("west")), "is that of a seat which the deck does not have"),
    (insert(PrecedentSet("own.east.9", "east", "for", "x"), HandedIn, 2), "is set after play has begun"),
    (again(Vetoed), "`given.2` is vetoed, which is no precedent"),
    (again(Signalled), "can't happen in the phase `plan`"),
    (edit(Signalled, 1, cards=to(("S-1",))), "south shows cards that are not its own"),
    (edit(Signalled, 1, seat=to("north")), "north shows cards that are not its own"),
    (again(TakenBack), "north takes back a move that it has not handed in"),
    (edit(TakenBack, 1, reason=to(9)), "a reason is taken back that was not given"),
    (edit(TakenBack, 1, seat=to("north")), "a reason is taken back that was not given"),
    (again(FloorTaken), "has the floor already"),
    (edit(FloorTaken, seat=to("west")), "`west`"),
    (edit(FloorTaken, move=to("west")), "the move `west`, which waits for no ruling"),
    (edit(FloorTaken, move=to("south")), "is shown to others than its card says"),
    (drop(FloorTaken), "which has no floor"),
    (edit(Claimed, move=to("west")), "the move `west`, which waits for no ruling"),
    (again(Reasoned), "is given under the number of another"),
    (edit(Reasoned, reason=reason(seat="west")), "`west`"),
    (edit(Reasoned, reason=reason(cites="9.north")), "rests on `9.north`"),
    (edit(Reasoned, reason=reason(cites="given.2")), "rests on `given.2`, which does not stand"),
    (edit(Reasoned, reason=reason(text="Other")), "rests on other words"),
    (edit(ReasonWeighed, number=to(9)), "no reason 9"),
    (edit(MethodChosen, 1, method=to("2d6")), "rests on other words"),
    (edit(Judged, chance=to(99)), "rests on other words"),
    (edit(Judged, chance=to(101)), "odds are set that are no chance from 0 to 100"),
    (edit(Judged, opposes=to("west")), "is set against `west`, which is no move of another seat that waits"),
    (edit(Judged, opposes=to("north")), "is set against `north`, which is no move of another seat that waits"),
    (edit(Judged, counters=to("given.2")), "is set against `given.2`, which does not stand"),
    (marked(BallotCast, audience="all"), "a sealed vote is not marked as its seat's own"),
    (edit(VotesShown, chances=to((1, 2, 3))), "rests on other words"),
]  # fmt: skip
MOVES = [
    (edit(Laid, card=to("S-3")), "`S-3` is ruled, which south did not play"),
    (marked(Laid, audience="all"), "is shown to others than its card says"),
    (again(Sprung), "`S-1` is said to spring, and was not laid"),
    (edit(Sprung, card=to("S-3")), "`S-3` is said to spring, and was not laid"),
    (edit(Sprung, move=to("south")), "goes by the name `south`"),
    (ground, "goes by the name `south.7`"),
    (edit(Responded, to=to("west")), "answers a move that does not wait for its ruling"),
    (edit(Responded, card=to("S-2")), "`S-2` is no answer that south could give"),
    (edit(Responded, move=to("south")), "goes by the name `south`"),
    (edit(Committed, then=to("N-3")), "`N-1` does not promise this"),
    (edit(Committed, seat=to("east")), "`N-1` does not promise this"),
    (edit(Committed, id=to("1.east")), "`N-1` does not promise this"),
    (again(Committed), "`N-1` does not promise this"),
    (insert(Committed("2.north", "north", "N-1", "N-2"), Settled), "`N-1` does not promise this"),
    (edit(CommitmentDue, id=to("9.north")), "the promise `9.north` is said to be due, and is not open"),
    (again(CommitmentDue), "is said to be due, and is not open"),
    (again(CommitmentKept), "is answered, and is not due"),
    (edit(CommitmentKept, card=to("N-3")), "is kept by `N-3`"),
    (edit(CommitmentKept, move=to("north")), "goes by the name `north`"),
    (edit(CommitmentBroken, seat=to("north")), "is answered, and is not due"),
    (edit(DealOffered, deal=deal(audience="south")), "is shown to others than it says"),
    (edit(DealOffered, deal=deal(other="west")), "made by others than seats"),
    (edit(DealOffered, 1, deal=deal(id="north-south-1")), "has the name of another"),
    (marked(DealOffered, actor="east"), "is offered or answered by another seat"),
    (again(DealAnswered), "is not offered"),
    (marked(DealAnswered, actor="north"), "is offered or answered by another seat"),
    (marked(DealAnswered, audience="north"), "or told to others than it says"),
    (again(DealClosed), "is not agreed"),
    (edit(DealClosed, by=to("east")), "is broken by `east`"),
    (marked(InjectGiven, audience="all"), "`I-1` is no news of the deck, or is shown to others"),
    (edit(InjectGiven, roll=to(Roll("x", 100, 1))), "a die is recorded for news that somebody gave by hand"),
    (edit(Overridden, was=to("partial")), "is said to have ended in partial"),
    (edit(Overridden, move=to("west")), "which has not been ruled in this turn"),
    (edit(Overridden, undone=to(())), "is not what the ruling had done"),
    (edit(Settled, move=to("south")), "is settled, which waits for nobody"),
    (again(Settled), "is settled, which waits for nobody"),
    (marked(Estimated, audience="all"), "are shown to others than the deck says"),
    (again(Estimated), "a second time in one turn"),
    (edit(Estimated, turn=to(1)), "do not belong to turn 2"),
    (edit(Estimated, estimate=to("weather")), "the deck has no question `weather` for agencies"),
    (edit(Estimated, reports=to(())), "are not those of the deck's agencies"),
    (edit(Estimated, truth=lambda body: not body.truth), "is not what its throw makes of the truth"),
    (edit(Estimated, truth=to(None)), "is not what its throw makes of the truth"),
    (edit(Estimated, reports=reports(right=40)), "right in 40 of a hundred"),
    (edit(Estimated, reports=reports(likelihood=1)), "is not what its throw"),
    (edit(Estimated, reports=reports(roll=None)), "is not the one at its"),
    (edit(Rewound, to=to(1)), "which is none of its own"),
    (edit(Rewound, to=to(999)), "which is none of its own"),
    (edit(Rewound, turn=to(1)), "is said to stand elsewhere"),
    (edit(Rewound, phase=to("plan")), "is said to stand elsewhere"),
]  # fmt: skip
OPEN = (
    *(PrecedentSet, Vetoed, Signalled, TakenBack, Revealed, Sprung, Responded, Committed, CommitmentDue),
    *(CommitmentKept, CommitmentBroken, Rewound, WordGiven, TurnClosed),
)


def test_the_honest_game_is_well_and_has_every_kind_of_event_of_a_move(store: Store) -> None:
    assert findings(store, list(honest()), "honest") == []
    missing = {kind for _, kind in KINDS.values()} - {type(line.body) for line in honest()}
    others = {"Overtaken", "Published", "PracticeEnded", "Seated", "Branched", "GameEnded"}
    assert {kind.__name__ for kind in missing} == others


@pytest.mark.parametrize(("forge", "said"), [*SAID, *MOVES])
def test_what_was_forged_is_named(store: Store, forge: Forger, said: str, request) -> None:
    found = findings(store, forge(list(honest())), f"forged {request.node.callspec.indices['forge']}")
    assert any(said in each for each in found), found


@pytest.mark.parametrize("kind", OPEN, ids=lambda kind: kind.__name__)
def test_what_belongs_to_all_can_not_be_kept_from_some(store: Store, kind: type[Body]) -> None:
    found = findings(store, marked(kind, audience="north")(list(honest())), f"kept {kind.__name__}")
    assert any("is told to some, and belongs to all" in each for each in found), found


def test_the_outcome_of_a_hidden_move_that_was_overruled_or_settled_in_the_open_is_named(store: Store) -> None:
    cards = "S-1: {title: Murmur, seat: south, text: t, chance: 100, secret: true, success: s, umpire: How loud?}"
    game = (
        Script(sure(cards)).lay(south="S-1").rule().say(Settle("south", "heat +1"), Overrule("south", "x", "failure"))
    )
    log = [Line(each.body, each.actor, each.audience, 7) for each in game.events]
    for kind in (Settled, Overridden, Ruled):
        entries = []
        for number, line in enumerate(marked(kind, audience="all")(log)):
            name, version, body = encode(line.body)
            entries.append(Entry(line.at, line.actor, line.audience, f"command {number}", name, version, body))
        title = f"open {kind.__name__}"
        store.create_game(title, title, game.deck.text, entries, created_at=7)
        assert any("is shown to others than its card says" in str(each) for each in verify_game(store, title)), kind


def test_an_argued_log_that_stops_anywhere_is_well(store: Store) -> None:
    for length in range(1, len(honest()), 3):
        assert findings(store, list(honest()[:length]), f"stopped {length}") == []
