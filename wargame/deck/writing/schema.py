"""The form of a deck as a JSON Schema, for editors that complete and check while one types.

It says what the declared form says: keys, kinds, what is wanted. Names that must be known, what seats may see and the
like are for `wargame deck check`.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from wargame.deck.model import FORMAT, METHODS
from wargame.deck.reading.fields import IDENTIFIER, NAME
from wargame.deck.reading.shapes import SHAPES, Key, Kind, Shape

DRAFT = "https://json-schema.org/draft/2020-12/schema"

#: What every deck says for itself, also one that takes over another.
_OWN = ("format", "id", "title")
#: Sections whose ids stand in conditions and effects, and so are words without signs.
_NAMED = ("seats", "tracks")

Schema = dict[str, Any]

_TEXT: Schema = {"type": "string", "minLength": 1}
_ID: Schema = {"type": "string", "pattern": f"^{IDENTIFIER.pattern}$"}
_NAME: Schema = {"type": "string", "pattern": f"^{NAME.pattern}$"}
_WHOLE: Schema = {"type": "integer"}


def deck_schema(*, part: bool = False) -> Schema:
    """The schema of a deck; with `part`, of a further file of a folder, in which nothing is wanted."""
    deck = _shape(SHAPES["deck"])
    wanted = [name for name in deck.pop("required") if name not in _OWN]
    title = "A part of a deck of wargame" if part else "A deck of wargame"
    own: Schema = {"required": list(_OWN), "if": {"not": {"required": ["extends"]}}, "then": {"required": wanted}}
    shapes = {name: _shape(shape) for name, shape in SHAPES.items() if name != "deck"}
    return {"$schema": DRAFT, "title": title, **deck, **({} if part else own), "$defs": shapes}


def _shape(shape: Shape) -> Schema:
    return {
        "description": shape.about,
        "type": "object",
        "additionalProperties": False,
        "properties": {key.name: {"description": key.about, **_value(key)} for key in shape.keys},
        "required": [key.name for key in shape.keys if key.wanted],
    }


def _value(key: Key) -> Schema:
    if key.name == "format":
        return {"const": FORMAT}
    if key.name == "id":
        return _ID
    if key.kind == "section" and key.name in _NAMED:
        return {**_section(key), "propertyNames": {"pattern": _NAME["pattern"]}}
    return _KINDS[key.kind](key)


def _reference(key: Key) -> Schema:
    return {"$ref": f"#/$defs/{key.of}"}


def _section(key: Key) -> Schema:
    return _by_id(_reference(key))


def _by_id(value: Schema) -> Schema:
    return {"type": "object", "propertyNames": {"pattern": _ID["pattern"]}, "additionalProperties": value}


def _list_of(value: Schema) -> Schema:
    return {"type": "array", "items": value}


def _one_or_more(value: Schema) -> Schema:
    """One value alone counts as a list of one."""
    return {"anyOf": [value, _list_of(value)]}


def _word(key: Key) -> Schema:
    if key.of == METHODS:
        # A method of another package has a dot in its name.
        return {"anyOf": [{"enum": list(METHODS)}, {"type": "string", "pattern": r"^[^.\s]+\.[^\s]+$"}]}
    return {"enum": list(key.of)}


def _levels(key: Key) -> Schema:
    level = _shape(SHAPES[str(key.of)])
    step = {**level, "properties": {k: v for k, v in level["properties"].items() if k != "from"}, "required": ["id"]}
    stretch = {**level, "properties": {k: v for k, v in level["properties"].items() if k != "id"}, "required": ["from"]}
    named = {"type": "object", "propertyNames": {"pattern": _NAME["pattern"]}, "additionalProperties": stretch}
    return {"anyOf": [{"type": "array", "minItems": 2, "items": {"anyOf": [_NAME, step]}}, named]}


def _parts(key: Key) -> Schema:
    """What `drop` and `change` name: by section, ids, or keys by id."""
    sections = [each for each in SHAPES["deck"].keys if each.kind in ("section", "lines", "numbers")]
    if key.name == "drop":
        kept: Callable[[Key], Schema] = lambda _: _one_or_more(_ID)  # noqa: E731
    else:
        sections = [each for each in sections if each.kind == "section"]

        def kept(each: Key) -> Schema:
            entry = _shape(SHAPES[str(each.of)])
            del entry["required"]
            return _by_id(entry)

    properties = {each.name: kept(each) for each in sections}
    return {"type": "object", "additionalProperties": False, "properties": properties}


_KINDS: dict[Kind, Callable[[Key], Schema]] = {
    "line": lambda _: {**_TEXT, "pattern": r"^[^\n]*\n?$"},
    "text": lambda _: _TEXT,
    "texts": lambda _: _one_or_more(_TEXT),
    "number": lambda _: _WHOLE,
    "minutes": lambda _: {"type": "number", "minimum": 0},
    "flag": lambda _: {"type": "boolean"},
    "word": _word,
    "condition": lambda _: _TEXT,
    "amount": lambda _: {"type": ["integer", "string"]},
    "effects": lambda _: {"type": "string"},
    "cost": lambda _: {"type": "string"},
    "chance": lambda _: {"anyOf": [{"type": "integer", "minimum": 1, "maximum": 99}, _ID]},
    "likelihood": lambda _: _ID,
    "one": lambda _: _ID,
    "many": lambda _: _one_or_more(_ID),
    "audience": lambda _: _one_or_more(_ID),
    "shape": _reference,
    "list": lambda key: _list_of(_reference(key)),
    "texts_or_list": lambda key: {"anyOf": [_TEXT, _list_of({"anyOf": [_TEXT, _reference(key)]})]},
    "section": _section,
    "lines": lambda _: _by_id(_TEXT),
    "numbers": lambda _: _by_id(_WHOLE),
    "start": lambda _: {
        "anyOf": [_WHOLE, _NAME, {"type": "object", "minProperties": 2, "additionalProperties": _WHOLE}]
    },
    "levels": _levels,
    "uses": lambda _: {"anyOf": [{"type": "integer", "minimum": 1, "maximum": 99}, {"const": "any"}]},
    "choices": lambda _: {"anyOf": [{"const": "likelihood"}, {"type": "array", "items": _TEXT, "minItems": 2}]},
    "names": lambda _: _one_or_more(_TEXT),
    "parts": _parts,
}
