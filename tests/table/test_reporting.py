"""Agencies report on what is hidden: sometimes wrongly, always apart from each other, and never with the truth."""

from __future__ import annotations

from collections import Counter

from tests.scripts import Script, sure
from tests.support import MemoryGame, rich_deck
from wargame.deck import Deck
from wargame.rules import Close, Estimated, GameEnded, Next, Rewind, Rule, face, view_for
from wargame.words import board_lines, tell

SCALE = "scale: {likely: 68, unlikely: 32, very_likely: 88, very_unlikely: 12}\n"


def watched(agencies: str, *, keys: str = "to: [north]", turns: int = 4) -> Deck:
    """A deck in which nets hang, and agencies are asked whether they do."""
    estimate = f"estimates: {{nets: {{question: Do nets hang?, if: nets >= 1, {keys}, by: {{{agencies}}}}}}}\n"
    return sure(turns=turns, more=SCALE + estimate)


def test_an_agency_that_is_always_right_writes_what_is_so() -> None:
    game = Script(watched("watch: {title: The watch, right: 100, yes: very_likely, no: unlikely}"))
    (report,) = game.all(Estimated)[0].reports
    assert (report.likelihood, report.confidence) == (88, "high")


def test_reports_are_right_as_often_as_the_deck_says() -> None:
    deck = watched("watch: {title: The watch, right: 50 + 5 * trust}", turns=2)
    found: Counter[int] = Counter()
    for seed in range(400):
        found[Script(deck, f"seed {seed}").all(Estimated)[0].reports[0].likelihood] += 1
    assert set(found) == {68, 32}
    assert 400 * 65 <= found[68] * 100 <= 400 * 85


def test_how_right_an_agency_is_follows_the_board_and_stays_between_a_coin_and_certainty() -> None:
    for right, known, confidence in (("10", 50, "low"), ("60 + trust", 65, "moderate"), ("999", 100, "high")):
        written = right if not right.isdigit() else f"{right} * 1"
        game = Script(watched(f"watch: {{title: The watch, right: {written}}}"))
        (report,) = game.all(Estimated)[0].reports
        assert (report.right, report.confidence) == (known, confidence)


def test_confidence_is_what_the_deck_says_where_it_says_so() -> None:
    game = Script(watched("watch: {title: The watch, right: 50, confidence: high}"))
    assert game.all(Estimated)[0].reports[0].confidence == "high"


def test_confidence_gives_nothing_away_that_its_readers_do_not_see() -> None:
    found = {}
    for reader in ("north", "south"):
        estimate = (
            f"nets: {{question: Do nets hang?, if: nets >= 1, to: [{reader}], "
            "by: {watch: {title: The watch, right: 90 - 15 * nets + trust}}}"
        )
        deck = sure(
            "S-9: {title: Take in, seat: south, text: t, chance: 100, success: s, success_do: nets = 0}",
            more=f"{SCALE}estimates: {{{estimate}}}\n",
        )
        game = Script(deck).lay(north="N-0", south="S-9", east="E-0").say(Rule(), Rule(), Rule(), Close(), Next())
        reports = [each.reports[0] for each in game.all(Estimated)]
        found[reader] = [(each.right, each.confidence) for each in reports]
    assert found == {"north": [(65, "moderate"), (95, "moderate")], "south": [(65, "moderate"), (95, "high")]}


def test_two_agencies_part_on_the_same_question() -> None:
    deck = watched("watch: {title: The watch, right: 60}, guests: {title: The guests, right: 60}")
    said = {tuple(each.likelihood for each in Script(deck, str(seed)).all(Estimated)[0].reports) for seed in range(60)}
    assert said == {(68, 68), (68, 32), (32, 68), (32, 32)}


def test_who_gets_a_report_reads_likelihood_and_confidence_and_not_the_truth() -> None:
    game = Script(watched("watch: {title: The watch, right: 70}"))
    event = next(each for each in game.events if isinstance(each.body, Estimated))
    seen = face(game.deck, event, "north")
    assert isinstance(seen, Estimated)
    assert (seen.truth, seen.reports[0].right, seen.reports[0].roll) == (None, None, None)
    assert face(game.deck, event, "south") is None
    assert face(game.deck, event, "public") is None
    told = tell(game.deck, seen)
    assert told[0] == "Reports: Do nets hang?"
    assert told[1].endswith("Its confidence is moderate.")
    assert "truth" not in " ".join(told)
    assert "truth" in " ".join(tell(game.deck, event.body))


def test_a_seat_finds_the_latest_reports_on_its_board_and_others_do_not() -> None:
    game = Script(watched("watch: {title: The watch, right: 70}"))
    rest = {"north": "N-0", "south": "S-0", "east": "E-0"}
    game.lay(**rest).say(Rule(), Rule(), Rule(), Close(), Next())
    view = view_for(game.deck, game.state, "north")
    assert [(each.question, each.turn) for each in view.estimates] == [("Do nets hang?", 2)]
    assert "Reports of turn 2: Do nets hang?" in board_lines(game.deck, view)
    assert view_for(game.deck, game.state, "south").estimates == ()


def test_reports_come_only_in_the_turns_that_the_deck_names() -> None:
    deck = watched("watch: {title: The watch, right: 70}", keys="to: [north], from: 2, until: 3")
    game = MemoryGame(deck, "turns").play()
    assert [each.body.turn for each in game.events if isinstance(each.body, Estimated)] == [2, 3]


def test_after_a_rewind_agencies_look_again_with_another_throw() -> None:
    game = Script(watched("watch: {title: The watch, right: 70}", keys="to: [north], from: 2"))
    rest = {"north": "N-0", "south": "S-0", "east": "E-0"}
    game.lay(**rest)
    stands = game.events[-1].seq
    game.say(Rule(), Rule(), Rule(), Close(), Next(), Rewind(stands, "Again"))
    game.say(Rule(), Rule(), Rule(), Close(), Next())
    addresses = [each.reports[0].roll.address for each in game.all(Estimated) if each.reports[0].roll]
    assert addresses == ["estimate/2/nets/watch", "estimate/2/nets/watch/2"]
    assert len(game.state.reported) == 1


def test_the_end_sets_all_reports_beside_the_truth() -> None:
    game = MemoryGame(rich_deck(), "end").play()
    ending = next(each.body for each in game.events if isinstance(each.body, GameEnded))
    assert [each.turn for each in ending.reports] == [2, 3]
    assert all(each.truth is not None for each in ending.reports)
    told = "\n".join(tell(game.deck, ending))
    assert "Turn 2: Does the south plot? In truth " in told
