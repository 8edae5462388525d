"""What happened is told as a colleague would tell it: by titles and turns, and who decided what."""

from __future__ import annotations

import pytest

from tests.scripts import Script, sure
from tests.support import rich_deck
from wargame.rules import (
    Argue,
    Choose,
    Close,
    Established,
    FloorTaken,
    InjectGiven,
    Judge,
    Judged,
    Next,
    Overrule,
    PrecedentSet,
    Reason,
    Reasoned,
    Rewound,
    Rule,
    Ruled,
    Signalled,
    Vetoed,
    view_for,
)
from wargame.rules import Floor as TakeFloor
from wargame.table.umpiring import outlooks
from wargame.words import board_lines, fact_line, fact_title, move_title, odds, outlook_lines, tell


def argued() -> Script:
    """The move of North has the floor."""
    return Script(sure()).lay(north="N-0").say(TakeFloor("north"))


def ruling(game: Script) -> str:
    """The last ruling as it is told."""
    return "\n".join(tell(game.deck, game.all(Ruled)[-1]))


@pytest.mark.parametrize(
    ("method", "told", "other"),
    [
        ("consensus", "The room agreed: partial success.", "The umpire decided"),
        ("umpire", "The umpire decided: partial success.", "The room agreed"),
    ],
)
def test_what_the_room_agreed_on_is_told_apart_from_what_the_umpire_decided(method: str, told: str, other: str) -> None:
    game = argued().say(Choose("north", method), Judge("north", decided="partial"))
    outlook = outlooks(game.deck, view := view_for(game.deck, game.state, "public"))["north"]
    before = outlook_lines(game.deck, view.moves[0], outlook)
    after = ruling(game.say(Rule()))
    assert told in before
    for text in ("\n".join(before), after):
        assert told in text
        assert other not in text
        assert "consensus 100 %" not in text
        assert "decision 100 %" not in text
    assert "No dice" not in after


def test_a_decision_that_lost_its_roll_off_tells_both() -> None:
    game = Script(sure()).lay(north="N-0").say(Rule(), Close(), Next()).lay(south="S-0")
    game.say(TakeFloor("south"), Choose("south", "consensus"), Judge("south", decided="success", counters="1.north"))
    outlook = outlooks(game.deck, view := view_for(game.deck, game.state, "public"))["south"]
    move = next(each for each in view.moves if each.id == "south")
    before = outlook_lines(game.deck, move, outlook)
    assert "The room agreed: success. A success has to win a roll-off as well, with 4 or more on a d6." in before
    body = game.say(Rule()).all(Ruled)[-1]
    assert body.off is not None
    told = f"The room agreed: success; then {body.off.value} in the roll-off, where 4 or more wins."
    assert told in "\n".join(tell(game.deck, body))


@pytest.mark.parametrize(
    ("because", "told"),
    [
        ("The weather held", "The weather held. s"),
        ("The weather held.", "The weather held. s"),
        ("Why not?", "Why not? s"),
        ("They said “Enough.”", "They said “Enough.” s"),
    ],
)
def test_what_the_umpire_sets_beforehand_has_its_reason_apart_from_what_comes_of_it(because: str, told: str) -> None:
    game = Script(sure()).lay(north="N-0").say(Overrule("north", because, "success"))
    assert f"Set by the umpire before any die fell: {told}" in ruling(game).splitlines()[-2]


def test_a_decision_that_is_written_down_before_its_method_is_known_claims_neither() -> None:
    told = tell(rich_deck(), Judged("north", decided="success"))
    assert told == ["How the move of North is to end is written down: success."]


@pytest.mark.parametrize(
    ("name", "title"),
    [
        ("1.north", "the result of North in turn 1"),
        ("0.north", "the result of North in the practice turn"),
        ("3.south.2", "the result of the second move of South in turn 3"),
        ("given.1", "the precedent “The winter of the stoves”"),
        ("own.east.1", "the precedent of East"),
        ("given.²", "the precedent"),
        ("given.9", "the precedent"),
        ("nonsense", "nonsense"),
    ],
)
def test_a_result_goes_by_whose_it_is_and_its_turn(name: str, title: str) -> None:
    assert fact_title(rich_deck(), name) == title


def test_who_knows_the_text_of_a_result_reads_it() -> None:
    texts = {"1.north": "Stoke", "own.east.1": "The mill"}
    assert fact_title(rich_deck(), "1.north", texts) == "the result “Stoke” of North in turn 1"
    assert fact_title(rich_deck(), "own.east.1", texts) == "the precedent “The mill”"


@pytest.mark.parametrize(
    ("fact", "line"),
    [
        (Established("1.north", "north", 1, "Stoke", "all"), "#5 Established by North in turn 1: Stoke"),
        (
            Established("1.north", "north", 1, "Stoke", "all", countered_by="2.south"),
            "#5 Established by North in turn 1: Stoke; countered by the result of South in turn 2",
        ),
        (
            Established("given.2", "south", 0, "Gates", "all", countered_by="veto", side="against"),
            "#5 A precedent against moves of South: Gates; the umpire has not let it stand",
        ),
    ],
    ids=["stands", "countered", "vetoed"],
)
def test_an_established_result_says_whose_it_is_and_what_became_of_it(fact: Established, line: str) -> None:
    assert fact_line(rich_deck(), "#5", fact) == line


@pytest.mark.parametrize(
    ("body", "line"),
    [
        (Vetoed("given.2"), "The umpire does not let the precedent “Nobody opens gates” stand."),
        (FloorTaken("south.2", ""), "The facilitator gives the floor: the second move of South is argued."),
        (FloorTaken("north", "north"), "North takes the floor: its move is argued."),
        (Judged("south", counters="1.north"), "The move of South contradicts the result of North in turn 1."),
        (Judged("south", opposes="east.2"), "The move of South is set against the second move of East."),
        (Rewound(9, 2, "signal"), "The game is rewound to turn 2, entry 9: seats show which cards they may play."),
        (Rewound(9, 0, "plan"), "The game is rewound to the practice turn, entry 9: the teams choose."),
        (Signalled("south", ("S-3",)), "South shows what it may play: Hang nets [S-3]."),
        (PrecedentSet("own.east.1", "east", "for", "The mill"), "A precedent for moves of East: The mill"),
        (
            Reasoned("east.2", Reason(1, "north", "for", "As then", cites="1.south")),
            "About the second move of East: + As then (North; builds on the result of South in turn 1)",
        ),
    ],
    ids=lambda each: type(each).__name__ if not isinstance(each, str) else "",
)
def test_an_event_is_told_by_titles(body: InjectGiven, line: str) -> None:
    assert tell(rich_deck(), body)[0] == line


@pytest.mark.parametrize("number", [2, 3, 7])
def test_a_later_move_of_a_seat_says_which_it_is(number: int) -> None:
    assert (
        move_title(rich_deck(), f"south.{number}")
        == {
            2: "the second move of South",
            3: "the third move of South",
            7: "the 7th move of South",
        }[number]
    )


@pytest.mark.parametrize(
    ("chance", "told"),
    [
        (100, "100 %; counted as 95, this deck's highest."),
        (0, "0 %; counted as 5, this deck's lowest."),
        (95, "95 % (almost certain)."),
        (60, "60 % (likely)."),
    ],
)
def test_odds_beyond_the_limits_of_the_deck_say_what_they_count_as(chance: int, told: str) -> None:
    deck = rich_deck()
    assert tell(deck, Judged("north", chance=chance, because="x"))[0].endswith(f": {told}")


def test_odds_that_a_limit_holds_say_so_with_their_factors() -> None:
    game = Script(rich_deck()).lay(north="N-1").say(Judge("north", chance=99, because="x"))
    move = view_for(game.deck, game.state, "public").moves[0]
    assert move.odds is not None
    assert odds(move.odds) == "95 % (almost certain): base 99; counted as 95, this deck's highest"


def test_a_reason_that_builds_on_a_result_shows_its_text_where_the_board_is_read() -> None:
    game = Script(sure()).lay(north="N-0").say(Rule(), Close(), Next()).lay(north="N-0")
    first = game.state.pending[0]
    game.say(TakeFloor(first), Argue(first, "north", "for", "As then", cites="1.north"))
    view = view_for(game.deck, game.state, "public")
    told = "\n".join(board_lines(game.deck, view))
    assert "As then (North; builds on the result “Rest” of North in turn 1)" in told


def test_only_who_leads_reads_the_ids_of_tracks_beside_their_titles() -> None:
    game = Script(sure())
    lines = {who: "\n".join(board_lines(game.deck, view_for(game.deck, game.state, who))) for who in VIEWERS}
    assert "Heat [heat]" in lines["facilitator"]
    assert "[heat]" not in lines["public"] + lines["north"]


VIEWERS = ("public", "north", "facilitator")
