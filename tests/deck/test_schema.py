"""The JSON Schema for editors agrees with decks that are good, and finds what authors mistype."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from tests.deck.test_guide import EXAMPLES
from tests.support import SMALL
from wargame.deck import find_deck, shipped_decks
from wargame.deck.reading.fields import Report
from wargame.deck.reading.files import deck_files
from wargame.deck.reading.parsing import parse
from wargame.deck.reading.shapes import SHAPES
from wargame.deck.reading.shipped import shipped_folder
from wargame.deck.writing.plain import plain
from wargame.deck.writing.schema import deck_schema

WHOLE, PART = Draft202012Validator(deck_schema()), Draft202012Validator(deck_schema(part=True))
FILES = [file for name in shipped_decks() for file in deck_files(find_deck(name), Report())]
FILES += deck_files(shipped_folder() / "articles", Report())


def read(text: str) -> Any:
    root, problems = parse(text, "deck")
    assert problems == []
    assert root is not None
    return plain(root)


def faults(validator: Draft202012Validator, deck: Any) -> list[str]:
    return [f"{error.json_path}: {error.message}" for error in validator.iter_errors(deck)]


def test_the_schema_is_one() -> None:
    Draft202012Validator.check_schema(deck_schema())
    Draft202012Validator.check_schema(deck_schema(part=True))


@pytest.mark.parametrize("example", EXAMPLES, ids=range(len(EXAMPLES)))
def test_an_example_of_the_guide_is_valid(example: str) -> None:
    assert faults(WHOLE, read(example)) == []


@pytest.mark.parametrize("file", FILES, ids=lambda file: f"{file.parent.name}/{file.name}")
def test_each_file_of_a_shipped_deck_is_valid_as_a_part(file: Any) -> None:
    assert faults(PART, read(file.read_text(encoding="utf-8"))) == []


def test_a_deck_that_extends_another_wants_only_a_format_an_id_and_a_title() -> None:
    own = "format: 2\nid: own\ntitle: Own\n"
    assert faults(WHOLE, read(own + "extends: seoul\n")) == []
    assert (
        faults(WHOLE, read(own + "extends: [a.yaml, ../b]\ndrop: {cards: [A-1]}\nchange: {cards: {A: {uses: any}}}\n"))
        == []
    )
    assert any("'seats' is a required property" in fault for fault in faults(WHOLE, read(own)))
    assert any(
        "'title' is a required property" in fault for fault in faults(WHOLE, read("format: 2\nid: own\nextends: x\n"))
    )


def test_every_key_is_explained_to_who_types_it() -> None:
    schema = deck_schema()
    for name, shape in SHAPES.items():
        properties = schema["properties"] if name == "deck" else schema["$defs"][name]["properties"]
        assert {key: value["description"] for key, value in properties.items()} == {
            key.name: key.about for key in shape.keys
        }


def put(*path: str, value: Any) -> Callable[[Any], None]:
    def change(deck: Any) -> None:
        for part in path[:-1]:
            deck = deck[part]
        deck[path[-1]] = value

    return change


MISTAKES = {
    "a key that there is not": put("surprise", value=1),
    "a slip in a key of a card": put("cards", "N-1", "succes", value="x"),
    "a seat without a title": lambda deck: deck["seats"]["north"].pop("title"),
    "a card without odds": lambda deck: deck["cards"]["N-1"].pop("chance"),
    "odds of more than a hundred": put("cards", "N-1", "chance", value=120),
    "a bare number as an effect": put("cards", "N-1", "success_do", value=2),
    "a number as a version": put("version", value=1),
    "a text as a number": put("minutes", value="an hour"),
    "a word as a truth": put("cards", "N-1", "secret", value="yes"),
    "an id with blanks": put("id", value="my deck"),
    "a card's id with blanks": lambda deck: deck["cards"].update({"N 9": deck["cards"]["N-1"]}),
    "a track's id with a dash": lambda deck: deck["tracks"].update({"a-b": deck["tracks"]["heat"]}),
    "an unknown method": put("arguments", value={"method": "dice"}),
    "an unknown way to use reasons": put("arguments", value={"reasons": "twice"}),
    "an unknown colour": put("seats", "north", "color", value="pink"),
    "an unknown confidence": put(
        "estimates",
        value={
            "E": {"question": "q", "if": "heat > 1", "by": {"a": {"title": "A", "right": 60, "confidence": "sure"}}}
        },
    ),
    "a list where a mapping belongs": put("cards", value=[]),
    "a mapping where a list belongs": put("turns", value={"one": {}}),
    "a level of a number without its beginning": put("tracks", "heat", "levels", value={"warm": {"title": "Warm"}}),
    "an older format": put("format", value=1),
    "a screen that there is not": put("tutorial", value={"tabel": "x"}),
    "one choice of a poll": put("poll", value={"p": {"question": "q", "choices": ["Yes"]}}),
}


@pytest.mark.parametrize("mistake", MISTAKES.values(), ids=MISTAKES)
def test_a_common_mistake_is_found(mistake: Callable[[Any], Any]) -> None:
    deck = read(SMALL.replace("format: 1", "format: 2"))
    assert faults(WHOLE, deck) == []
    mistake(deck)
    assert faults(WHOLE, deck)
