"""Tables: what stands in which, and what a mistake in one is told as."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.support import RICH, SMALL, first_hour, small_deck
from wargame.deck import load_text
from wargame.deck.reading.fields import Report
from wargame.deck.reading.loading import read_root
from wargame.deck.reading.parsing import parse
from wargame.deck.reading.problems import Mark
from wargame.deck.reading.shapes import SHAPES
from wargame.deck.tables.cells import NODES, neutral, restored
from wargame.deck.tables.sections import LAYOUTS, NAMES, SINGLES, Table, tables_of, tree_of


def tables(text: str) -> dict[str, Table]:
    root, _ = parse(load_text(text).text, "deck")
    assert root is not None
    return {table.name: table for table in tables_of(root)}


def told(found: dict[str, Table]) -> list[str]:
    report = Report()
    root = tree_of(found.values(), report)
    return [
        f"{each.at.file}:{each.at.line}:{each.at.column} {each.message}"
        for each in (*report.problems, *read_root(root).problems)
    ]


def with_row(table: Table, **cells: str) -> Table:
    return Table(table.name, table.columns, (*table.rows, tuple(cells.get(name, "") for name in table.columns)))


def test_every_key_of_every_shape_has_its_column() -> None:
    columns = {key.name for key in SINGLES.values()} | {
        key.name for layout in LAYOUTS.values() for key in layout.columns.values()
    }
    tabled = {part for layout in LAYOUTS.values() for part in layout.path} | {name.split(".")[0] for name in SINGLES}
    keys = {key.name for shape in SHAPES.values() for key in shape.keys}
    assert keys - columns - tabled == {"extends", "drop", "change", "commits"}
    assert NAMES[0] == "deck"
    assert {"cards", "cards.modifiers", "tracks.levels", "answers.states", "estimates.by", "precedents.given"} <= set(
        NAMES
    )


def test_a_section_is_a_table_with_its_keys_as_columns_and_effects_in_words() -> None:
    cards = tables(RICH)["cards"]
    assert cards.columns[:4] == ("id", "title", "seat", "text")
    assert "commits.if" in cards.columns
    row = dict(zip(cards.columns, cards.rows[0], strict=True))
    assert row["id"] == "N-1"
    assert row["success_do"] == "heat up 1"
    assert row["pros"] == "Warm\nBright"


def test_single_values_stand_as_key_and_value() -> None:
    deck = dict(tables(RICH)["deck"].rows)
    assert deck["title"] == "Rich"
    assert deck["pace.hand_in"] == "1"
    assert deck["common.broken_do"] == "trust down 2"


MISTAKES = {
    "a table that there is not": (
        lambda found: {**found, "cardz": Table("cardz", ("id",), ())},
        "cardz:1:1 no table of a deck is called `cardz`",
    ),
    "a column that there is not": (
        lambda found: {**found, "turns": Table("turns", ("title", "breif"), (("One", "x"),))},
        "turns:1:2 no column of `turns` is called `breif`",
    ),
    "a row without its id": (
        lambda found: {**found, "upkeep": with_row(found["upkeep"], title="Lost", do="heat up 1")},
        "upkeep:4:1 this row of `upkeep` has no `id`",
    ),
    "an id that is given twice": (
        lambda found: {**found, "upkeep": with_row(found["upkeep"], id="rust", title="Again", do="heat up 1")},
        "upkeep:4:1 `rust` is given twice; the first is in row 2",
    ),
    "a row of a card that there is not": (
        lambda found: {**found, "cards.modifiers": with_row(found["cards.modifiers"], card="N-99", because="x")},
        "cards.modifiers:5:1 no row of `cards` is called `N-99`",
    ),
    "a value that is none": (
        lambda found: {
            **found,
            "cards": with_row(found["cards"], id="N-9", title="t", seat="north", text="t", chance="likly", success="s"),
        },
        "cards:8:5 no likelihood is called `likly`",
    ),
}


@pytest.mark.parametrize(("change", "said"), MISTAKES.values(), ids=MISTAKES)
def test_a_mistake_in_a_table_is_told_with_table_row_and_column(change, said: str) -> None:
    assert told(tables(SMALL)) == []
    assert said in told(change(tables(SMALL)))


def test_empty_rows_and_the_order_of_columns_do_not_matter() -> None:
    found = {}
    for name, table in tables(SMALL).items():
        order = sorted(range(len(table.columns)), key=lambda place: table.columns[place])
        if name == "deck":
            order = [0, 1]
        rows = [tuple(row[place] for place in order) for row in table.rows]
        names = tuple(table.columns[place] for place in order)
        columns = names if name == "deck" else tuple(f" {each} " for each in names)
        found[name] = Table(name, columns, (*rows, ("",) * len(order)))
    report = Report()
    assert read_root(tree_of(found.values(), report)).deck == small_deck()
    assert report.problems == []


@given(st.text(st.sampled_from("'=+-@\t\r ＝＋－＠ab\n\xa0"), max_size=8) | st.text(max_size=8))
def test_a_cell_that_a_spreadsheet_would_run_is_made_text_and_given_back(cell: str) -> None:
    safe = neutral(cell)
    assert restored(safe) == cell
    assert safe.lstrip()[:1] not in tuple("=+-@＝＋－＠")
    assert safe[:1] not in ("\t", "\r")


@pytest.mark.parametrize("kind", NODES)
@given(cell=st.text(min_size=1, max_size=30).filter(str.strip))
def test_any_cell_becomes_a_value(kind, cell: str) -> None:
    NODES[kind](cell, Mark("cards", 2, 1))


def test_no_cell_of_a_shipped_deck_is_lost() -> None:
    deck = first_hour()
    root, _ = parse(deck.text, "deck")
    assert root is not None
    found = tables_of(root)
    assert sum(len(table.rows) for table in found if table.name == "cards") == len(deck.cards)
    assert all(any(cells) for table in found for cells in zip(*table.rows, strict=True))
