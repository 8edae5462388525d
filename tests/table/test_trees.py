"""Games and their branches as a tree."""

from __future__ import annotations

from wargame.table import GameSummary, parted_text, tree


def game(name: str, parent: str = "", parted: int = 1) -> GameSummary:
    return GameSummary(name, name, "Deck", 0, 1, 2, "plan", {}, parent=parent, parent_name=parent, parted=parted)


def drawn(*games: GameSummary) -> list[str]:
    return [f"{leaf.head}{leaf.game.id}" for leaf in tree(games)]


def test_branches_stand_under_their_game_and_theirs_under_them() -> None:
    found = drawn(game("c", "b"), game("new"), game("b", "a"), game("d", "a"), game("e", "b"), game("a"))
    assert found == ["new", "a", "├ b", "│ ├ c", "│ └ e", "└ d"]


def test_what_runs_down_beside_a_branch_leads_to_those_that_follow() -> None:
    leaves = tree((game("a"), game("b", "a"), game("c", "b"), game("d", "a")))
    assert [(leaf.above, leaf.tail) for leaf in leaves] == [("", ""), ("│", "│ "), ("│ │", "│   "), ("│", "  ")]


def test_a_branch_whose_game_is_not_listed_stands_alone_and_says_of_what_it_is_one() -> None:
    (leaf,) = tree((game("b", "gone", 3),))
    assert (leaf.head, leaf.under) == ("", False)
    assert parted_text(leaf.game, under=leaf.under) == "a branch of gone, from turn 3"
    assert parted_text(leaf.game, under=True) == "from turn 3"
    assert parted_text(game("x", "a", 0), under=True) == "from the practice turn"
    assert parted_text(game("a"), under=False) == ""


def test_every_game_is_listed_once() -> None:
    games = [game("a"), *(game(f"{number}", "a" if number % 2 else "0") for number in range(1, 9)), game("0", "a")]
    assert sorted(leaf.game.id for leaf in tree(games)) == sorted(each.id for each in games)
