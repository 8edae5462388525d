"""Methods of other packages: found by their entry points, kept apart from ours, and named where they are broken."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from importlib import invalidate_caches
from pathlib import Path
from textwrap import dedent

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from tests.scripts import Script, sure
from wargame.rules import Choose, Floor, Roll, Rule, Ruled, decode, encode, view_for
from wargame.table.registry import Foreign, Registry
from wargame.table.umpiring import outlooks
from wargame.umpire import METHODS, Chances

SWING = """
    from wargame.umpire import Chances, METHODS

    class Swing:
        '''A coin: heads is a success.'''
        id, title, variant, by_odds = "acme.swing", "a coin", False, False

        def lacks(self, case):
            return ""

        def sides(self, case):
            return (2,)

        def chances(self, case):
            return Chances.counted(["success", "failure"])

        def throw(self, case, dice, address):
            return (dice.roll(address, 2),)

        def read(self, case, values):
            if len(values) != 1 or values[0] not in (1, 2):
                raise ValueError("a coin shows 1 or 2")
            return "success" if values[0] == 1 else "failure"

    class Other(Swing):
        id = "acme.another_name"

    class Sick(Swing):
        '''What it answers with is no use, or it falls over, as `kind` says.'''
        id, kind = "acme.sick", "chances"

        def lacks(self, case):
            return self.ail("lacks", "")

        def chances(self, case):
            return self.ail("chances", Chances({"success": 3 if self.kind == "chances" else 2}, 2))

        def throw(self, case, dice, address):
            return self.ail("throw", 7)

        def read(self, case, values):
            return self.ail("read", "a draw")

        def ail(self, part, answer):
            if self.kind == "raise " + part:
                raise KeyError("fever")
            return answer

    class Quitter(Swing):
        id = "acme.quitter"

        def __init__(self):
            raise SystemExit("no more")

    class Loud(Swing):
        id, title = "acme.loud", "a coin\\x1b[31m"

    class Mute(Swing):
        id = "acme.mute"
        lacks = None

    swing = Swing()
    number = 7
"""
ENTRIES = """
    [wargame.methods]
    acme.swing = acme_swing:Swing
    acme.made = acme_swing:swing
    acme.missing = acme_swing:Nothing
    acme.absent = acme_nowhere:Swing
    acme.number = acme_swing:number
    acme.mute = acme_swing:Mute
    acme.sick = acme_swing:Sick
    acme.quitter = acme_swing:Quitter
    acme.loud = acme_swing:Loud
    card = acme_swing:Swing
    plain = acme_swing:Swing
"""


@pytest.fixture
def registry(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Registry]:
    """What is known where a package with methods is installed, some of them broken."""
    (tmp_path / "acme_swing.py").write_text(dedent(SWING), encoding="utf-8")
    info = tmp_path / "acme_swing-1.0.dist-info"
    info.mkdir()
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: acme-swing\nVersion: 1.0\n", encoding="utf-8")
    (info / "entry_points.txt").write_text(dedent(ENTRIES), encoding="utf-8")
    monkeypatch.syspath_prepend(str(tmp_path))
    invalidate_caches()
    yield Registry()
    sys.modules.pop("acme_swing", None)


def game(registry: Registry, method: str = "") -> Script:
    deck = sure(more=f"arguments: {{method: {method}}}\n" if method else "")
    found = Script(deck)
    found.stakes = evolve(found.stakes, methods=registry)
    return found


def test_a_method_of_another_package_is_found_by_its_name_with_a_dot(registry: Registry) -> None:
    assert "acme.swing" in registry
    assert registry["acme.swing"].title == "a coin"
    assert {*METHODS, "acme.swing"} <= set(registry)
    assert len(registry) == len(list(registry))


def test_no_other_package_takes_the_place_of_a_method_of_ours(registry: Registry) -> None:
    assert registry["card"] is METHODS["card"]
    assert "plain" not in registry


def test_a_deck_may_rule_by_it(registry: Registry) -> None:
    found = game(registry, "acme.swing").lay(north="N-0").say(Floor("north"), Rule())
    ruling = found.all(Ruled)[-1]
    assert (ruling.method, ruling.of, ruling.rolls[0].sides) == ("acme.swing", 2, 2)
    other = game(registry).lay(north="N-0").say(Floor("north"))
    assert other.say(Choose("north", "2d6"), Rule()).all(Ruled)[-1].said["acme.swing"] == 50


def test_real_dice_may_be_thrown_for_it(registry: Registry) -> None:
    found = game(registry, "acme.swing").lay(north="N-0").say(Floor("north"))
    assert found.why(Rule(thrown=(3,))) == ("dice", "3 is no fall of d2")
    assert found.say(Rule(thrown=(1,))).all(Ruled)[-1].band == "success"


@pytest.mark.parametrize("kind", ["missing", "absent", "number", "mute", "made", "quitter", "loud"])
def test_a_method_that_is_broken_spoils_no_other_and_is_named_with_what_is_wrong(registry: Registry, kind: str) -> None:
    """`acme.made` calls itself by another name, by which no log could find it again."""
    name = f"acme.{kind}"
    assert name not in registry
    assert name in registry.broken
    found = game(registry).lay(north="N-0").say(Floor("north"))
    code, sentence = found.why(Choose("north", name)) or ("", "")
    assert code == "unknown_method"
    assert registry.broken[name] in sentence
    assert found.say(Rule()).all(Ruled)[-1].method == "card"


def test_a_deck_that_wants_a_broken_one_is_told_why(registry: Registry) -> None:
    found = game(registry, "acme.absent").lay(north="N-0").say(Floor("north"))
    code, sentence = found.why(Rule()) or ("", "")
    assert code == "unknown_method"
    assert "acme_nowhere" in sentence


@pytest.mark.parametrize("kind", ["chances", "raise lacks", "raise chances"])
def test_one_that_falls_over_is_not_asked_where_the_others_are_and_is_named_where_it_was_chosen(
    registry: Registry, kind: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(registry["acme.sick"].method, "kind", kind)
    found = game(registry).lay(north="N-0", south="S-0").say(Floor("north"), Floor("south"), Rule())
    assert found.all(Ruled)[-1].said["acme.sick"] is None
    found.say(Choose("south", "acme.sick"))
    code, sentence = found.why(Rule()) or ("", "")
    assert (code, sentence.startswith("the method `acme.sick` of another package fails: ")) == ("dice", True)
    view = view_for(found.deck, found.state, "public")
    assert "south" not in outlooks(found.deck, view, registry)
    assert found.say(Choose("south", "card"), Rule()).all(Ruled)[-1].method == "card"


@pytest.mark.parametrize("kind", ["throw", "read", "raise throw", "raise read"])
def test_one_whose_dice_can_not_be_thrown_or_read_is_named_before_anything_has_happened(
    registry: Registry, kind: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(registry["acme.sick"].method, "kind", kind)
    found = game(registry).lay(north="N-0").say(Floor("north"), Choose("north", "acme.sick"))
    code, sentence = found.why(Rule()) or ("", "")
    assert (code, sentence.startswith("the method `acme.sick` of another package fails: ")) == ("dice", True)


# Whatever a method answers


class Coin:
    """A coin of another package, some of whose parts answer as they are told to."""

    id, title, variant, by_odds = "acme.coin", "a coin", False, False

    def __init__(self, **answers) -> None:
        self._answers = answers

    def _answer(self, part: str, usual):
        found = self._answers.get(part, usual)
        if isinstance(found, BaseException):
            raise found
        return found

    def lacks(self, case):
        return self._answer("lacks", "")

    def chances(self, case):
        return self._answer("chances", Chances.counted(["success", "failure"]))

    def sides(self, case):
        return self._answer("sides", (2,))

    def throw(self, case, dice, address):
        return self._answer("throw", (dice.roll(address, 2),))

    def read(self, case, values):
        return self._answer("read", "success" if list(values) == [1] else "failure")


PARTS = ("lacks", "chances", "sides", "throw", "read")
PLACE = "ruling/1/north/1/1"
FAILS = "the method `acme.coin` of another package fails: "


class Unsaid(Exception):
    def __str__(self) -> str:
        raise RuntimeError


class Faithless(Chances):
    def __getattribute__(self, name: str):
        if name in ("counts", "of"):
            raise KeyError(name)
        return super().__getattribute__(name)


class Other(str):
    """A text of a kind of its own."""


def by_coin(**answers) -> Script:
    """A move that waits to be ruled by such a coin."""
    found = Script(sure()).lay(north="N-0")
    found.stakes = evolve(found.stakes, methods={**METHODS, "acme.coin": Foreign.of(Coin(**answers))})
    return found.say(Floor("north"), Choose("north", "acme.coin"))


@pytest.mark.parametrize(
    ("part", "answer"),
    [
        ("lacks", None),
        ("lacks", "a\nline"),
        ("lacks", "\x1b[31mred"),
        ("lacks", "x" * 5000),
        ("chances", None),
        ("chances", Chances({"win": 1, "lose": 1}, 2)),
        ("chances", Chances({"success": 1}, "x")),
        ("chances", Chances({"success": 1}, None)),
        ("chances", Chances(None, 2)),
        ("chances", Chances({}, 0)),
        ("chances", Chances({"success": 0.5, "failure": 0.5}, 1)),
        ("chances", Chances({"success": 1.0}, 1)),
        ("chances", Chances({"success": True}, True)),
        ("chances", Chances({"success": 3, "failure": -1}, 2)),
        ("chances", Chances({"success": 2}, 3)),
        ("chances", Chances({"success": 2**64}, 2**64)),
        ("chances", Chances({("success",): 1}, 1)),
        ("chances", Faithless({"success": 1}, 1)),
        ("chances", ValueError("unlucky")),
        ("chances", Unsaid()),
        ("chances", SystemExit("no more")),
        ("chances", RecursionError()),
        ("sides", ("six",)),
        ("sides", (True,)),
        ("sides", (1,)),
        ("sides", (1001,)),
        ("sides", (6.0,)),
        ("sides", [6]),
        ("sides", (2,) * 5000),
        ("sides", ()),
        ("sides", (6,)),
        ("throw", (5,)),
        ("throw", ()),
        ("throw", [Roll(PLACE, 2, 1)]),
        ("throw", (Roll(PLACE, 2, 0),)),
        ("throw", (Roll(PLACE, 2, 3),)),
        ("throw", (Roll(PLACE, 2, 1.0),)),
        ("throw", (Roll(PLACE, 2, True),)),
        ("throw", (Roll(PLACE, 2, "1"),)),
        ("throw", (Roll(PLACE, "2", 1),)),
        ("throw", (Roll(PLACE, 3, 1),)),
        ("throw", (Roll(PLACE, 0, 0),)),
        ("throw", (Roll(None, 2, 1),)),
        ("throw", (Roll("ruling/1/south/1/1", 2, 1),)),
        ("throw", (Roll(f"{PLACE}1", 2, 1),)),
        ("throw", (Roll(f"{PLACE}/off", 2, 1),)),
        ("throw", (Roll(f"{PLACE}/\ud800", 2, 1),)),
        ("throw", (Roll(f"{PLACE}/{'x' * 5000}", 2, 1),)),
        ("throw", ValueError("unlucky")),
        ("read", None),
        ("read", "a draw"),
        ("read", ["success"]),
        ("read", KeyError("fever")),
        ("read", ValueError("I can't read my own dice")),
    ],
    ids=lambda each: each if isinstance(each, str) and each in PARTS else type(each).__name__,
)
def test_what_no_ruling_can_rest_on_is_refused_and_names_the_method(part: str, answer: object) -> None:
    game = by_coin(**{part: answer})
    code, sentence = game.why(Rule()) or ("", "")
    assert (code, sentence[: len(FAILS)]) == ("dice", FAILS)
    assert "\n" not in sentence
    assert len(sentence) < 500
    shown = outlooks(game.deck, view_for(game.deck, game.state, "public"), game.stakes.methods)
    assert "north" not in shown or part not in ("lacks", "chances")
    assert game.say(Choose("north", "card"), Rule()).all(Ruled)[-1].method == "card"


@pytest.mark.parametrize("sides", [("six",), (1,), None])
def test_nothing_is_foreseen_of_dice_that_there_can_not_be(sides: object) -> None:
    """A screen may ask what dice to throw wherever it shows a chance."""
    game = by_coin(sides=sides)
    assert "north" not in outlooks(game.deck, view_for(game.deck, game.state, "public"), game.stakes.methods)


def test_what_a_coin_has_against_typed_dice_is_its_own_sentence() -> None:
    method = Foreign.of(Coin(read=ValueError("a coin shows\n1 or 2")))
    with pytest.raises(ValueError, match=r"\Aa coin shows 1 or 2\Z"):
        method.read(None, (3,))


@pytest.mark.parametrize("thrown", [(3,), (0,), (1, 2, 3)])
def test_typed_dice_that_do_not_exist_are_refused_also_where_the_method_takes_anything(thrown: tuple[int, ...]) -> None:
    code, sentence = by_coin(read="success").why(Rule(thrown=thrown)) or ("", "")
    assert (code, sentence) == ("dice", f"{' '.join(map(str, thrown))} is no fall of d2")


def test_no_dice_are_typed_for_a_method_without_dice() -> None:
    game = by_coin(sides=(), throw=(), read="success")
    assert game.code(Rule(thrown=(1,))) == "dice"
    assert game.code(Rule(thrown=(1, 4))) == "dice"
    assert game.say(Rule()).all(Ruled)[-1].rolls == ()


def test_chances_of_some_bands_are_made_whole_and_texts_of_another_kind_are_plain() -> None:
    game = by_coin(chances=Chances({Other("failure"): 1, "success": 1}, 2), read=Other("success"))
    body = game.say(Rule()).all(Ruled)[-1]
    assert list(body.bands.items()) == [("triumph", 0), ("success", 1), ("partial", 0), ("failure", 1), ("disaster", 0)]
    assert {type(each) for each in (*body.bands, body.band)} == {str}


SCALARS = st.none() | st.booleans() | st.integers(-3, 2000) | st.floats() | st.text(max_size=3) | st.just("success")
JUNK = st.recursive(
    SCALARS, lambda each: st.lists(each, max_size=3) | st.lists(each, max_size=3).map(tuple), max_leaves=6
)
BANDS_SO = st.dictionaries(SCALARS | st.sampled_from(["success", "failure"]), SCALARS, max_size=3) | SCALARS
ANSWERS = {
    "lacks": SCALARS,
    "chances": JUNK | st.builds(Chances, BANDS_SO, SCALARS | st.just(2)),
    "sides": JUNK | st.lists(st.integers(0, 7), max_size=3).map(tuple),
    "throw": JUNK
    | st.lists(st.builds(Roll, SCALARS | st.just(PLACE), SCALARS | st.just(2), SCALARS), max_size=2).map(tuple),
    "read": JUNK,
}


@given(st.fixed_dictionaries({}, optional=ANSWERS), st.sampled_from([(), (1,), (2, 5)]))
def test_whatever_a_method_answers_its_ruling_can_be_read_again_or_is_refused(answers, thrown: tuple[int, ...]) -> None:
    game = by_coin(**answers)
    refusal = game.why(Rule(thrown=thrown))
    if refusal is not None:
        assert refusal[0] in ("dice", "lacks")
        assert refusal[1]
        return
    body = game.say(Rule(thrown=thrown)).all(Ruled)[-1]
    assert decode(*encode(body)) == body
