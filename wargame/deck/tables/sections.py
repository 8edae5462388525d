"""A deck as tables, and back: one for each section, with its keys as columns; laid out by the declared form.

- `deck` has the single values, a key and a value in each row; keys of keys stand with a dot: `pace.opening`.
- A section of ids, such as `cards`, has a column `id` and one for each key.
- A list below it, such as `cards.modifiers`, is a table of its own, of which a column names the card.

Every cell is text. Lists of ids are parted by commas, lists of texts by lines; effects stand in words.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from collections.abc import Mapping as Mapped

from attrs import define, field, frozen

from wargame.deck.reading.fields import Report
from wargame.deck.reading.problems import Mark
from wargame.deck.reading.shapes import SHAPES, Key, Kind, Shape
from wargame.deck.reading.tree import Mapping, Node, Scalar, Sequence
from wargame.deck.tables.cells import CELLS, NODES

DECK, KEY, VALUE, ID = "deck", "key", "value", "id"

#: The kinds that are tables of their own.
_LISTS: frozenset[Kind] = frozenset({"list", "texts_or_list"})
_TABLES: frozenset[Kind] = _LISTS | {"section", "lines", "numbers", "levels"}
#: What a table can't hold: a deck that is taken over is written with all that it has.
_OUTSIDE: frozenset[Kind] = frozenset({"names", "parts"})


@frozen
class Table:
    """A table of a deck: the names of its columns, and its rows, each as wide as these."""

    name: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@frozen
class Layout:
    """How a table is laid out.

    `path` leads to it from the top: keys, and `owner` is the name of the column for the id between them. `ids` says
    whether its rows have ids of their own. `columns` are the keys by column, dots for keys of keys.
    """

    name: str
    kind: Kind
    path: tuple[str, ...]
    owner: str
    ids: bool
    columns: Mapped[str, Key]

    @property
    def names(self) -> tuple[str, ...]:
        """All columns in order."""
        return (*filter(None, (self.owner, ID if self.ids else "")), *self.columns)


def _columns(shape: Shape, prefix: str = "") -> Iterator[tuple[str, Key]]:
    """The keys that are columns, those of single mappings with a dot."""
    for key in shape.keys:
        if key.kind == "shape":
            yield from _columns(SHAPES[str(key.of)], f"{prefix}{key.name}.")
        elif key.kind not in _TABLES | _OUTSIDE:
            yield f"{prefix}{key.name}", key


def _tables(shape: Shape, path: tuple[str, ...] = (), owner: str = "") -> Iterator[Layout]:
    """The layouts of what a shape has below it."""
    for key in shape.keys:
        here = (*path, key.name)
        if key.kind == "shape":
            yield from _tables(SHAPES[str(key.of)], here, owner)
        if key.kind not in _TABLES:
            continue
        yield Layout(".".join(here), key.kind, here, owner, key.kind not in _LISTS, dict(_columns_of(key)))
        if key.kind == "section" and not owner:
            yield from _tables(SHAPES[str(key.of)], here, str(key.of))


def _columns_of(key: Key) -> Iterator[tuple[str, Key]]:
    if key.kind == "lines":
        yield "text", Key("text", "text", key.about)
    elif key.kind == "numbers":
        yield VALUE, Key(VALUE, "number", key.about)
    elif key.kind == "levels":
        yield from ((name, each) for name, each in _columns(SHAPES[str(key.of)]) if name != ID)
    else:
        yield from _columns(SHAPES[str(key.of)])


#: The table of single values, and all others in the order of the deck's keys.
SINGLES: Mapped[str, Key] = dict(_columns(SHAPES[DECK]))
LAYOUTS: Mapped[str, Layout] = {layout.name: layout for layout in _tables(SHAPES[DECK])}
NAMES = (DECK, *LAYOUTS)


def tables_of(root: Mapping) -> tuple[Table, ...]:
    """The tables of a whole deck's tree; what is empty is left out, columns too."""
    singles = tuple((name, cell) for name, key in SINGLES.items() if (cell := _cell(root, name, key)))
    found = [Table(DECK, (KEY, VALUE), singles)]
    for layout in LAYOUTS.values():
        rows = list(_rows(root, layout))
        used = [name for name in layout.names if any(row.get(name) for row in rows)]
        if rows:
            found.append(Table(layout.name, tuple(used), tuple(tuple(row.get(n, "") for n in used) for row in rows)))
    return tuple(found)


def _rows(root: Mapping, layout: Layout) -> Iterator[dict[str, str]]:
    if not layout.owner:
        yield from _rows_of(_at(root, layout.path), layout)
        return
    section, *below = layout.path
    owners = root.get(section)
    for owner, entry in owners.entries if isinstance(owners, Mapping) else ():
        for row in _rows_of(_at(entry, below), layout):
            yield {layout.owner: owner.text, **row}


def _rows_of(node: Node | None, layout: Layout) -> Iterator[dict[str, str]]:
    match node:
        case Mapping(entries):
            for name, value in entries:
                yield {ID: name.text, **_row(value, layout)}
        case Sequence(items):
            for item in items:
                yield {**_step_id(item, layout), **_row(item, layout)}
        case Scalar() if layout.kind in _LISTS and node.value is not None:
            yield _row(node, layout)


def _step_id(node: Node, layout: Layout) -> dict[str, str]:
    """The id of a step of a track, which is not the key of a mapping."""
    if layout.kind != "levels":
        return {}
    found = node if isinstance(node, Scalar) else _at(node, (ID,))
    return {ID: found.text} if isinstance(found, Scalar) else {}


def _row(node: Node, layout: Layout) -> dict[str, str]:
    if isinstance(node, Scalar):
        first = next(iter(layout.columns))
        return {} if layout.kind == "levels" else {first: node.text}
    return {name: cell for name, key in layout.columns.items() if (cell := _cell(node, name, key))}


def _cell(node: Node, name: str, key: Key) -> str:
    found = _at(node, name.split("."))
    if found is None or (isinstance(found, Scalar) and found.value is None):
        return ""
    return CELLS[key.kind](found)


def _at(node: Node | None, path: Iterable[str]) -> Node | None:
    for part in path:
        node = node.get(part) if isinstance(node, Mapping) else None
    return node


def tree_of(tables: Iterable[Table], report: Report, files: Mapped[str, str] | None = None) -> Mapping:
    """The tree of tables, in the order of the declared form; what can't be placed is noted in `report`.

    Marks in the tree count rows (the names of the columns are row 1) and columns; `files` says what a table's file is
    called where that is not its name.
    """
    given: dict[str, Table] = {}
    for table in tables:
        if report.known(table.name, Mark((files or {}).get(table.name, table.name), 1, 1), NAMES, "table of a deck"):
            given[table.name] = table
    reader = _Reader(report, dict(files or {}))
    tree = _Draft()
    if DECK in given:
        reader.singles(given[DECK], tree)
    for layout in LAYOUTS.values():
        if layout.name in given:
            reader.rows(given[layout.name], layout, tree)
    return tree.node(SHAPES[DECK], Mark(reader.file(DECK), 1, 1))


@define
class _Draft:
    """A mapping that is being filled."""

    values: dict[str, _Draft | Node] = field(factory=dict)
    names: dict[str, Mark] = field(factory=dict)

    def below(self, key: str, at: Mark) -> _Draft:
        """The mapping under a key, made where it is not there."""
        found = self.values.get(key)
        if not isinstance(found, _Draft):
            found = self.values[key] = _Draft()
            self.names[key] = at
        return found

    def put(self, path: list[str], node: Node) -> None:
        """A value at the end of a path of keys."""
        here = self
        for part in path[:-1]:
            here = here.below(part, node.at)
        here.values[path[-1]] = node
        here.names[path[-1]] = node.at

    def node(self, shape: Shape | None, at: Mark) -> Mapping:
        """The mapping, its keys in the order of the shape where it has one."""
        for key in shape.keys if shape is not None and shape.name != DECK else ():
            # A list that is wanted and has no rows is an empty one.
            if key.wanted and key.kind in _LISTS and key.name not in self.values:
                self.values[key.name], self.names[key.name] = Sequence((), at), at
        order = list(self.values) if shape is None else [name for name in shape.names if name in self.values]
        entries = tuple((Scalar(name, False, self.names[name]), self._value(name, shape)) for name in order)
        return Mapping(entries, at)

    def _value(self, name: str, shape: Shape | None) -> Node:
        value = self.values[name]
        if not isinstance(value, _Draft):
            return value
        key = next((each for each in shape.keys if each.name == name), None) if shape is not None else None
        if key is None:
            return value.node(None, self.names[name])
        inner = SHAPES.get(str(key.of))
        if key.kind == "shape":
            return value.node(inner, self.names[name])
        entries = (
            (Scalar(each, False, value.names[each]), below.node(inner, value.names[each]))
            if isinstance(below := value.values[each], _Draft)
            else (Scalar(each, False, value.names[each]), below)
            for each in value.values
        )
        return Mapping(tuple(entries), self.names[name])


@define
class _Reader:
    report: Report
    files: dict[str, str]

    def file(self, table: str) -> str:
        """What the file of a table is called."""
        return self.files.get(table, table)

    def singles(self, table: Table, tree: _Draft) -> None:
        """The table of single values."""
        if table.columns[:2] != (KEY, VALUE):
            message = f"the columns of `{DECK}` are `{KEY}` and `{VALUE}`"
            self.report.error(Mark(self.file(DECK), 1, 1), message)
            return
        seen: dict[str, int] = {}
        for line, row in enumerate(table.rows, 2):
            name, cell = row[0].strip(), row[1]
            at = Mark(self.file(DECK), line, 1)
            if not name and not cell.strip():
                continue
            if name in seen:
                self.report.error(at, f"`{name}` is given twice; the first is in row {seen[name]}")
            elif self.report.known(name, at, SINGLES, "single value of a deck") and cell.strip():
                seen[name] = line
                tree.put(name.split("."), NODES[SINGLES[name].kind](cell, Mark(self.file(DECK), line, 2)))

    def rows(self, table: Table, layout: Layout, tree: _Draft) -> None:
        """The rows of a table, put where they belong."""
        columns = self._columns(table, layout)
        lists: dict[str, list[Node]] = {}
        homes: dict[str, tuple[_Draft, Mark]] = {}
        for line, cells in enumerate(table.rows, 2):
            at = Mark(self.file(table.name), line, 1)
            row = {name: (cell, place) for place, name, cell in _cells(columns, cells) if cell.strip()}
            if not row:
                continue
            home = self._home(layout, row, tree, at)
            if home is None:
                continue
            values = _Draft()
            for name, key in layout.columns.items():
                if name in row:
                    cell, place = row[name]
                    values.put(name.split("."), NODES[key.kind](cell, Mark(at.file, line, place)))
            owner = row[layout.owner][0].strip() if layout.owner else ""
            homes[owner] = (home, at)
            if layout.kind in _LISTS or layout.kind == "levels":
                lists.setdefault(owner, []).append(_entry(values, row, layout, at))
            else:
                self._put(home.below(layout.path[-1], at), values, row, layout, at)
        for owner, items in lists.items():
            home, at = homes[owner]
            home.values[layout.path[-1]] = _levels(items, at) if layout.kind == "levels" else Sequence(tuple(items), at)
            home.names[layout.path[-1]] = at

    def _columns(self, table: Table, layout: Layout) -> list[str]:
        found: list[str] = []
        for place, name in enumerate(table.columns, 1):
            plain, at = name.strip(), Mark(self.file(table.name), 1, place)
            if plain and plain in found:
                self.report.error(at, f"two columns of `{table.name}` are called `{plain}`")
            elif plain:
                self.report.known(plain, at, layout.names, f"column of `{table.name}`")
            found.append(plain)
        return found

    def _home(self, layout: Layout, row: Mapped[str, tuple[str, int]], tree: _Draft, at: Mark) -> _Draft | None:
        """The mapping that a row's key stands in; None where nobody can tell which."""
        path = list(layout.path[:-1])
        here = tree
        if layout.owner:
            if layout.owner not in row:
                self.report.error(
                    at, f"this row of `{layout.name}` does not say whose it is: `{layout.owner}` is empty"
                )
                return None
            section = tree.values.get(path[0])
            owner = row[layout.owner][0].strip()
            known = list(section.values) if isinstance(section, _Draft) else []
            if not self.report.known(owner, at, known, f"row of `{path[0]}`"):
                return None
            here = tree.below(path[0], at).below(owner, at)
            path = path[1:]
        for part in path:
            here = here.below(part, at)
        return here

    def _put(
        self, section: _Draft, values: _Draft, row: Mapped[str, tuple[str, int]], layout: Layout, at: Mark
    ) -> None:
        if ID not in row:
            self.report.error(at, f"this row of `{layout.name}` has no `{ID}`")
            return
        name = row[ID][0].strip()
        if name in section.values:
            message = f"`{name}` is given twice; the first is in row {section.names[name].line}"
            self.report.error(at, message, "keep one of them")
            return
        section.names[name] = at
        only = layout.kind in ("lines", "numbers")
        single = next(iter(values.values.values()), None) if only else None
        section.values[name] = single if isinstance(single, Scalar) else values


def _cells(columns: list[str], cells: Iterable[str]) -> Iterator[tuple[int, str, str]]:
    for place, (name, cell) in enumerate(zip(columns, cells, strict=False), 1):
        yield place, name, cell


def _entry(values: _Draft, row: Mapped[str, tuple[str, int]], layout: Layout, at: Mark) -> Node:
    """An entry of a list: a text alone where it has no more than that and may be that."""
    if layout.kind == "levels":
        name = Scalar(row[ID][0].strip() if ID in row else "", False, at)
        entry = Mapping(((Scalar(ID, False, at), name), *values.node(SHAPES["level"], at).entries), at)
        return name if not values.values else entry
    only = values.values.get("text")
    if layout.kind == "texts_or_list" and len(values.values) == 1 and isinstance(only, Scalar):
        return only
    return values.node(_shape(layout), at)


def _shape(layout: Layout) -> Shape | None:
    shape: Shape = SHAPES[DECK]
    for part in layout.path:
        key = next(each for each in shape.keys if each.name == part)
        if str(key.of) not in SHAPES:
            return None
        shape = SHAPES[str(key.of)]
    return shape


def _levels(items: list[Node], at: Mark) -> Node:
    """Stretches by id where any has a beginning, else a list of steps."""
    if not any(isinstance(item, Mapping) and item.get("from") is not None for item in items):
        return Sequence(tuple(items), at)
    entries: list[tuple[Scalar, Node]] = []
    for item in items:
        if isinstance(item, Mapping):
            name = item.get(ID)
            rest = Mapping(tuple(each for each in item.entries if each[0].text != ID), item.at)
            entries.append((name if isinstance(name, Scalar) else Scalar("", False, item.at), rest))
        elif isinstance(item, Scalar):
            entries.append((item, Mapping((), item.at)))
    return Mapping(tuple(entries), at)
