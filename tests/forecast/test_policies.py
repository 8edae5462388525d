"""Policies of a deck: what bots make of them, against the same opponents and the same dice."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
from click.testing import CliRunner

from tests.support import MemoryGame
from wargame.bots import POLICY, PolicyBot, bots_for
from wargame.cli.main import command
from wargame.deck import Deck, load_text
from wargame.forecast import Casting, interval, judge_policies, play_many, policy_table, try_policies
from wargame.forecast.game import Game, seed_of
from wargame.rules import HandedIn, Pass, Play, Seated, view_for

DUEL = """\
format: 2
id: duel
title: Duel
minutes: 60
seats:
  red: {title: Red, public: Red.}
  blue: {title: Blue, public: Blue.}
tracks:
  heat: {title: Heat, max: 20, start: 10}
  stock: {title: Stock, max: 9, start: 5, seen_by: [red]}
turns: [{title: A}, {title: B}, {title: C}]
systems: {fire: It burns}
cards:
  R-1: {title: Stoke, seat: red, text: T., chance: 95, uses: any, systems: [fire], success: Y., success_do: heat +3}
  R-2: {title: Wait, seat: red, text: T., chance: 95, uses: any, waits: true, success: Y., success_do: heat -2}
  R-3: {title: Store, seat: red, text: T., chance: 95, uses: any, success: Y., success_do: stock +1}
  B-1: {title: Cool, seat: blue, text: T., chance: 95, uses: any, success: Y., success_do: heat -1}
  B-2: {title: Fan, seat: blue, text: T., chance: 95, uses: any, success: Y., success_do: heat +1}
answers:
  hot:
    question: Is it hot?
    states:
      hot: {if: heat >= 11, title: Hot, text: T., good: [red]}
      cool: {title: Cool, text: T., good: [blue]}
policies:
  burn: {title: Burn, seat: red, prefers: [{systems: [fire], weight: 9}, {weight: 0}]}
  sit: {title: Sit, seat: red, prefers: [{waits: true, weight: 1}, {weight: 0}]}
  thrift: {title: Thrift, seat: red, prefers: [{if: stock < 7, cards: [R-3], weight: 9}, {cards: [R-3], weight: 0}]}
  ice: {title: Ice, seat: blue, prefers: [{cards: [B-1], weight: 3}]}
"""


def duel(more: str = "") -> Deck:
    return load_text(DUEL + more)


def played(deck: Deck, seed: str, **bots: str) -> list[str | None]:
    """The cards that red hands in."""
    events = Game(deck, seed, {seat: f"{POLICY}{policy}" for seat, policy in bots.items()}).play()
    return [each.body.card for each in events if isinstance(each.body, HandedIn) and each.body.seat == "red"]


@pytest.mark.parametrize(("policy", "card"), [("burn", "R-1"), ("sit", "R-2")])
def test_a_card_of_weight_0_is_never_played_while_there_is_another(policy: str, card: str) -> None:
    for seed in "abcdef":
        assert played(duel(), seed, red=policy) == [card] * 3


def test_the_first_line_that_fits_gives_the_weight_and_a_condition_reads_the_board() -> None:
    assert played(duel(), "a", red="thrift")[:1] in (["R-3"], ["R-1"], ["R-2"])
    drawn = Counter(card for seed in range(60) for card in played(duel(), str(seed), red="thrift")[:1])
    assert drawn["R-3"] > drawn["R-1"] + drawn["R-2"]
    full = load_text(DUEL.replace("max: 9, start: 5", "max: 9, start: 8"))
    assert all(played(full, str(seed), red="thrift").count("R-3") == 0 for seed in range(20))


def test_a_policy_passes_where_all_that_it_could_play_weighs_nothing() -> None:
    deck = duel("  idle: {title: Idle, seat: red, prefers: [{weight: 0}]}\n")
    assert played(deck, "a", red="idle") == [None] * 3
    bot = PolicyBot(deck.policies["idle"])
    move = bot.choose(view_for(deck, MemoryGame(deck, "a").state, "red"), lambda below: 0)
    assert isinstance(move, Pass)
    assert move.reason == "Idle would play none of 3 cards"


def test_a_move_says_with_what_weight_it_was_drawn() -> None:
    deck = duel()
    bot = PolicyBot(deck.policies["ice"])
    move = bot.choose(view_for(deck, MemoryGame(deck, "a").state, "blue"), lambda below: below - 1)
    assert isinstance(move, Play)
    assert (move.card, move.reason) == ("B-2", "Ice: weight 1 of 4")


def test_a_policy_sits_only_in_its_own_seat() -> None:
    assert list(bots_for(duel(), "red")) == ["random", "policy.burn", "policy.sit", "policy.thrift"]
    assert list(bots_for(duel(), "blue")) == ["random", "policy.ice"]


def test_every_policy_meets_the_same_opponents() -> None:
    deck = duel()
    for number in range(1, 30):
        cast = {policy: Casting(policy, mixed=True).bots(deck, number) for policy in ("burn", "sit")}
        assert cast["burn"]["blue"] == cast["sit"]["blue"]
        assert (cast["burn"]["red"], cast["sit"]["red"]) == ("policy.burn", "policy.sit")
    blues = Counter(Casting("burn", mixed=True).bots(deck, number)["blue"] for number in range(400))
    assert set(blues) == {"random", "policy.ice"}
    assert min(blues.values()) > 140


def test_the_table_counts_the_states_that_the_seat_of_a_policy_calls_good() -> None:
    deck = duel()
    tried = {each.policy.id: each for each in try_policies(deck, 40, workers=1)}
    survey = play_many(deck, 40, Casting("burn", mixed=True), workers=1)
    assert tried["burn"].good == {"hot": survey.answers["hot"]["hot"]}
    assert tried["burn"].good["hot"] == 40
    assert tried["sit"].good["hot"] < 10
    lines = "\n".join(policy_table(deck, tuple(tried.values()), 100))
    assert "Burn (Red)" in lines
    assert "100 % (91–100)" in lines
    assert "Hot is good for Red" in lines


def test_a_policy_that_settles_everything_or_nothing_is_named() -> None:
    verdicts = {each.about: each for each in judge_policies(duel(), try_policies(duel(), 40, workers=1))}
    assert verdicts["burn"].sentence.startswith("Burn (Red) does well on the one answer that it cares for in more than")
    more = "".join(
        f"  also{n}: {{question: Q{n}?, states: {{a: {{if: heat >= 11, title: A, text: T., good: [red]}}, "
        "b: {title: B, text: T.}}}\n"
        for n in range(2)
    )
    deck = load_text(DUEL.replace("policies:\n", f"{more}policies:\n"))
    verdicts = {each.about: each.code for each in judge_policies(deck, try_policies(deck, 40, workers=1))}
    assert verdicts["burn"] == "always_wins"
    assert verdicts["sit"] == "never_wins"


def test_the_interval_of_a_share_is_the_published_one() -> None:
    assert interval(81, 263) == (26, 37)
    assert interval(15, 148) == (6, 16)
    assert interval(0, 20) == (0, 16)


def test_a_game_with_a_policy_is_played_again_from_its_seed() -> None:
    deck = duel()
    assert (
        Game(deck, seed_of(3), {"red": "policy.burn"}).play() == Game(deck, seed_of(3), {"red": "policy.burn"}).play()
    )


def run(*arguments: str) -> tuple[int, str]:
    result = CliRunner().invoke(command, list(arguments))
    return result.exit_code, result.output


def test_the_command_prints_the_table_and_fails_where_a_policy_always_wins(tmp_path: Path) -> None:
    path = tmp_path / "duel.yaml"
    path.write_text(DUEL, encoding="utf-8")
    code, output = run("deck", "policies", str(path), "--games", "20")
    assert code == 1
    assert "Duel: 20 games of each policy, seeds check-1 to check-20." in output
    assert "Sit (Red) does well on no answer in more than 35 % of games." in output


def test_a_deck_without_policies_says_so(tmp_path: Path) -> None:
    path = tmp_path / "duel.yaml"
    path.write_text(DUEL[: DUEL.index("policies:")], encoding="utf-8")
    code, output = run("deck", "policies", str(path))
    assert code == 2
    assert "Duel has no policies." in output


def test_a_bot_with_a_policy_is_seated_by_the_command_line_and_by_the_desk(tmp_path: Path, monkeypatch) -> None:
    monkeypatch.setenv("WARGAME_HOME", str(tmp_path))
    path = tmp_path / "duel.yaml"
    path.write_text(DUEL, encoding="utf-8")
    assert run("play", str(path), "--no-screen", "--bot", "red=burn", "--name", "g")[0] == 0
    assert "Red: bot (burn)" in run("show", "g")[1]
    assert run("do", "g", "facilitator", "seat", "red", "sit")[0] == 0
    assert "Red: bot (sit)" in run("show", "g")[1]
    code, output = run("play", str(path), "--no-screen", "--bot", "red=ice")
    assert (code, "No bot for Red is called `ice`. There is: random, burn, sit, thrift." in output) == (2, True)
    code, output = run("play", str(path), "--no-screen", "--bot", "green=ice")
    assert "--bot names a seat and a policy" in output


def test_a_seated_policy_goes_on_in_a_running_game() -> None:
    deck = duel()
    game = MemoryGame(deck, "sit", player="person")
    from wargame.rules import Sit

    assert game.ask(Sit("red", "bot:policy.burn"))
    assert isinstance(game.events[-1].body, Seated)
