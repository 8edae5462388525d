"""Rulings by methods of other packages hold for a program that lacks them, and what was forged of them is named."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import cache

import pytest
from attrs import evolve

from tests.scripts import Script, sure
from tests.table.test_verify_rulings import BY_2D6, CARDS, Forge, chosen, every_roll, forged, found, otherwise, to
from wargame.deck import Band
from wargame.rules import Choose, Close, Floor, Judge, MethodChosen, Next, Overrule, Roll, Rule, Ruled
from wargame.table import Store
from wargame.umpire import METHODS, Case, Chances, Dice, Method


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    with Store.open(tmp_path_factory.mktemp("methods") / "save.db") as store:
        yield store


class Coin:
    """A method of another package: heads is a success. Its dice lie where `at` says, under the ruling's own address."""

    id, title, variant, by_odds = "acme.coin", "a coin", False, False

    def __init__(self, at: str = "") -> None:
        self.at = at

    def lacks(self, case: Case) -> str:
        return ""

    def sides(self, case: Case) -> tuple[int, ...]:
        return (2,)

    def chances(self, case: Case) -> Chances:
        return Chances.counted(["success", "failure"])

    def throw(self, case: Case, dice: Dice, address: str) -> tuple[Roll, ...]:
        return (dice.roll(f"{address}{self.at}", 2),)

    def read(self, case: Case, values: Sequence[int]) -> Band:
        if len(values) != 1 or values[0] not in (1, 2):
            raise ValueError("a coin shows 1 or 2")
        return "success" if values[0] == 1 else "failure"


def strange(method: Method, thrown: tuple[int, ...] = (), counters: str = "", seed: str = "script") -> Script:
    """A move that is ruled by the method of another package; where it `counters` something, there may be a roll-off."""
    game = Script(sure(CARDS), seed).lay(north="N-1").say(Overrule("north", "x", "success"), Close(), Next())
    game.stakes = evolve(game.stakes, methods={**METHODS, method.id: method})
    game.lay(east="E-1").say(Floor("east"), Choose("east", method.id))
    return game.say(*[Judge("east", counters=counters)] * bool(counters), Rule(thrown=thrown))


@cache
def lost() -> Script:
    """One that succeeds by its coin, and loses its roll-off."""
    games = (strange(Coin(), counters="1.north", seed=str(seed)) for seed in range(99))
    return next(game for game in games if (off := game.all(Ruled)[-1].off) is not None and off.value < 4)


@pytest.mark.parametrize("at", ["", "/heads"])
@pytest.mark.parametrize("thrown", [(), (1,)])
def test_a_ruling_by_a_method_that_is_not_installed_here_is_well_but_for_remarks(
    store: Store, at: str, thrown: tuple[int, ...], request
) -> None:
    game, name = strange(Coin(at), thrown), f"strange {request.node.callspec.id}"
    assert found(store, game, name) == []
    named = found(store, game, f"{name} by the rules", rules=True)
    assert [": remark: this can't be carried out again: " in each for each in named] == [True, True], named


PLACE = "ruling/2/east/1/1"
FORGED = [
    (to(rolls=lambda body: (evolve(body.rolls[0], value=3 - body.rolls[0].value),)), "but its address gives"),
    (to(rolls=every_roll(address="ruling/2/south/1/1")), "which is not this ruling's address"),
    (to(rolls=every_roll(address=f"{PLACE}1")), "which is not this ruling's address"),
    (to(rolls=every_roll(address="")), "which is not this ruling's address"),
    (to(rolls=every_roll(value=3)), "a die with 2 sides is said to have shown 3"),
    (to(off=Roll(f"{PLACE}/off", 6, 5)), "a roll-off is recorded where none was due"),
    (to(method="acme.other"), "by the method `acme.other`, and was to be ruled by `acme.coin`"),
]
#: A roll-off was lost.
FORGED_OFF = [
    (to(off=None, band="success"), "a roll-off is recorded where none was due, or one that was due is missing"),
    (to(band="success"), "does not end in success"),
    (to(off=Roll(f"{PLACE}/off", 6, 5)), "a roll-off of 5 does not end in failure"),
    (to(off=Roll(f"{PLACE}/off", 6, 5), band="success"), "the roll-off is not the one at its address"),
    (to(off=Roll(f"{PLACE}/off", 6, 9), band="success"), "a die with 6 sides is said to have shown 9"),
]


@pytest.mark.parametrize(("forge", "said"), FORGED)
def test_what_was_forged_of_a_ruling_by_a_method_that_is_not_installed_here_is_named(
    store: Store, forge: Forge, said: str, request
) -> None:
    game, name = strange(Coin()), f"strange forged {request.node.callspec.indices['forge']}"
    named = found(store, game, name, forged(game, Ruled, -1, forge))
    assert any(said in each for each in named), named


@pytest.mark.parametrize(("forge", "said"), FORGED_OFF)
def test_what_was_forged_of_its_roll_off_is_named(store: Store, forge: Forge, said: str, request) -> None:
    game, name = lost(), f"off forged {request.node.callspec.indices['forge']}"
    assert found(store, game, f"{name} honest") == []
    named = found(store, game, name, forged(game, Ruled, -1, forge))
    assert any(said in each for each in named), named


def test_a_move_is_not_ruled_by_a_method_of_another_package_that_nobody_chose(store: Store) -> None:
    game, other = otherwise("2d6"), strange(Coin())
    coin = evolve(game.all(Ruled)[-1], method="acme.coin", rolls=other.all(Ruled)[-1].rolls)
    named = found(store, game, "nobody chose", forged(game, Ruled, -1, lambda body: coin))
    assert any("by the method `acme.coin`, and was to be ruled by `2d6`" in each for each in named), named


def asked_too(method: Method | None) -> Script:
    """A move that is argued where a method of another package is installed, or is not."""
    game = Script(sure(CARDS, more=BY_2D6)).lay(north="N-1")
    game.stakes = evolve(game.stakes, methods={**METHODS, **({method.id: method} if method else {})})
    return game.say(Floor("north"), Rule())


class Faulty(Coin):
    """It can't say anything, and fails where it is asked."""

    def chances(self, case: Case) -> Chances:
        raise ValueError("a coin without sides")


@pytest.fixture
def installed(monkeypatch: pytest.MonkeyPatch) -> Callable[[Method], None]:
    """Install a method of another package here."""

    def install(method: Method) -> None:
        for module in ("verify", "recorded_base"):
            monkeypatch.setattr(f"wargame.table.{module}.known_methods", {**METHODS, method.id: method})

    return install


def test_a_method_that_was_asked_too_and_is_not_installed_here_is_a_remark(store: Store) -> None:
    game = asked_too(Coin())
    assert "acme.coin" in game.all(Ruled)[-1].said
    assert found(store, game, "asked") == []
    (remark,) = found(store, game, "by rules", rules=True)
    told = "methods that are not installed here were asked too, and are not compared: acme.coin"
    assert remark == f"by rules: remark: {told}"


def test_what_others_were_asked_is_compared_beside_a_method_that_is_not_installed_here(store: Store) -> None:
    game = asked_too(Coin())
    events = forged(game, Ruled, -1, lambda body: evolve(body, said={**body.said, "3d6": 1}))
    assert any("is said to give 1 per cent" in each for each in found(store, game, "asked and forged", events))
    left_out = forged(game, Ruled, -1, lambda body: evolve(body, said={"acme.coin": 50}))
    named = found(store, game, "asked and left out", left_out, rules=True)
    assert any(": error: today's rules would have written something else: `said`" in each for each in named), named


@pytest.mark.parametrize("method", [Coin(), Faulty()], ids=["coin", "faulty"])
def test_a_method_that_is_installed_here_is_compared_where_it_was_asked(
    store: Store, installed: Callable[[Method], None], method: Method, request
) -> None:
    with_it, without, name = asked_too(method), asked_too(None), request.node.callspec.id
    installed(method)
    assert found(store, with_it, f"with {name}", rules=True) == []
    assert found(store, without, f"without {name}", rules=True) == []
    events = forged(with_it, Ruled, -1, lambda body: evolve(body, said={**body.said, "acme.coin": 51}))
    assert any("a coin is said to give 51 per cent" in each for each in found(store, with_it, f"51 {name}", events))


def test_a_method_that_nobody_ever_had_is_no_excuse(store: Store) -> None:
    """Only the name of a method of another package has a dot in it."""
    game = chosen()
    other = Script(game.deck)
    assert other.code(Choose("north", "3d7")) != ""
    events = [
        evolve(each, body=evolve(each.body, method="3d7"))
        if isinstance(each.body, MethodChosen)
        else evolve(each, body=evolve(each.body, method="3d7", argument=evolve(each.body.argument, method="3d7")))
        if isinstance(each.body, Ruled)
        else each
        for each in game.events
    ]
    named = found(store, game, "3d7", events, rules=True)
    assert any(": error: today's rules refuse this: no method is called `3d7`" in each for each in named), named
