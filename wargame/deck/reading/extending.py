"""`extends`: a deck that takes another and adds to it, replaces, changes or drops parts, as one tree.

What the deck itself writes wins. Where both have a list of keys, they are joined key by key and an entry that is given
again is replaced whole; anything else replaces what was there. Of the facts and documents that are taken over, those
that nothing cites are left out: a deck carries the facts that it cites.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path

from attrs import define, evolve, field

from wargame.deck.reading.fields import Report
from wargame.deck.reading.files import read_tree
from wargame.deck.reading.migrating import migrated
from wargame.deck.reading.parsing import MOST_NODES
from wargame.deck.reading.problems import Mark
from wargame.deck.reading.shipped import shipped_folder
from wargame.deck.reading.tree import Mapping, Node, Scalar, Sequence, count
from wargame.deck.text import nearest

#: A deck may stand on another that stands on another, so many deep; and on so many in all.
MOST_DEEP = 8
MOST_TAKEN = 20
#: What they may have together: twice what a deck may have.
MOST_VALUES = 2 * MOST_NODES
OWN = ("extends", "drop", "change")
#: What names a deck and says how it is written: never taken over.
_KEPT_BACK = ("format", "id")


def extended(root: Mapping, report: Report) -> Mapping:
    """The tree with all that it extends; what can't be taken is noted in `report`."""
    if not any(key.text in OWN for key, _ in root.entries):
        return root
    return _prune(_Extending(report).resolve(root, ()), root)


@define
class _Extending:
    report: Report
    taken: int = field(default=0)
    values: int = field(default=0)

    def resolve(self, root: Mapping, above: tuple[Path, ...]) -> Mapping:
        """The tree with what it extends; `above` are the decks on the way here."""
        own = Mapping(tuple((key, value) for key, value in root.entries if key.text not in OWN), root.at)
        given = root.get("extends")
        bases = [self._base(name, above) for name in self._names(given)]
        found = [base for base in bases if base is not None]
        if given is None:
            slip = nearest("extends", [key.text for key, _ in root.entries if key.text not in OWN])
            hint = f"`{slip}` is no key; is it `extends`?" if slip else ""
            for key, _ in root.entries:
                if key.text in OWN:
                    self.report.error(key.at, f"`{key.text}` wants `extends`: the deck that it is taken from", hint)
        if len(found) < len(bases) or given is None:
            return own
        base = Mapping((), root.at)
        for each in found:
            base = _joined(base, each)
        base = self._dropped(base, root.get("drop"))
        return _joined(self._changed(base, root.get("change")), own)

    def _names(self, node: Node | None) -> Iterator[Scalar]:
        for each in node.items if isinstance(node, Sequence) else () if node is None else (node,):
            if (
                isinstance(each, Scalar)
                and isinstance(each.value, str)
                and each.value.strip()
                and "\0" not in each.value
            ):
                yield each
            else:
                self.report.error(each.at, "`extends` names a deck, or lists several", "`extends: seoul`")

    def _base(self, name: Scalar, above: tuple[Path, ...]) -> Mapping | None:
        path = base_place(name)
        if path is None:
            shipped = [each.name for each in shipped_folder().iterdir() if each.is_dir()]
            guess = nearest(name.text, shipped)
            hint = f"did you mean `{guess}`?" if guess else "a shipped deck's name, or a path from this file"
            self.report.error(name.at, f"there is no deck `{name.text[:80]}` to extend", hint)
            return None
        self.taken += 1
        if path in above:
            self.report.error(name.at, f"`{name.text[:80]}` extends itself, by way of what it extends")
        elif len(above) >= MOST_DEEP or self.taken > MOST_TAKEN:
            message = f"decks extend each other {MOST_DEEP} deep and {MOST_TAKEN} in all at most"
            self.report.error(name.at, message)
        else:
            return self._tree(path, name.at, above)
        return None

    def _tree(self, path: Path, at: Mark, above: tuple[Path, ...]) -> Mapping | None:
        known = len(self.report.problems)
        root = read_tree(path, self.report)
        if root is None:
            if len(self.report.problems) == known:
                self.report.error(at, f"{path.name} can't be read")
            return None
        self.values += count(root)
        if self.values > MOST_VALUES:
            self.report.error(at, f"the decks that are extended have more than {MOST_VALUES} values together")
            return None
        base = self.resolve(migrated(root), (*above, path))
        return Mapping(tuple((key, value) for key, value in base.entries if key.text not in _KEPT_BACK), base.at)

    def _sections(self, node: Node | None, what: str) -> Iterator[tuple[Scalar, Node]]:
        if node is None:
            return
        if not isinstance(node, Mapping):
            self.report.error(node.at, f"`{what}` is a list of sections", f"`{what}: {{cards: …}}`")
            return
        yield from node.entries

    def _dropped(self, base: Mapping, node: Node | None) -> Mapping:
        for section, names in self._sections(node, "drop"):
            there = self._section(base, section)
            if there is None:
                continue
            listed = names.items if isinstance(names, Sequence) else (names,)
            gone = {each.text for each in listed if isinstance(each, Scalar) and self._known(there, section, each)}
            left = tuple((key, value) for key, value in there.entries if key.text not in gone)
            base = _put(base, section.text, evolve(there, entries=left))
        return base

    def _changed(self, base: Mapping, node: Node | None) -> Mapping:
        for section, changes in self._sections(node, "change"):
            there = self._section(base, section)
            if there is None:
                continue
            for name, keys in self._sections(changes, f"change: {section.text}"):
                entry = there.get(name.text) if self._known(there, section, name) else None
                if entry is None:
                    continue
                if isinstance(entry, Mapping) and isinstance(keys, Mapping):
                    there = _put(there, name.text, _joined(entry, keys))
                else:
                    self.report.error(keys.at, f"a change of `{name.text}` is a list of `key: value` lines")
            base = _put(base, section.text, there)
        return base

    def _section(self, base: Mapping, section: Scalar) -> Mapping | None:
        there = base.get(section.text)
        if isinstance(there, Mapping):
            return there
        sections = [key.text for key, value in base.entries if isinstance(value, Mapping)]
        self.report.known(section.text, section.at, sections, "section of the extended deck")
        return None

    def _known(self, there: Mapping, section: Scalar, name: Scalar) -> bool:
        ids = [key.text for key, _ in there.entries]
        return self.report.known(name.text, name.at, ids, f"entry of `{section.text}` in the extended deck")


def base_place(name: Scalar) -> Path | None:
    """Where a deck lies that is named beside the file that extends it, or among the shipped ones."""
    shipped = shipped_folder() / name.text
    beside = Path(name.at.file).parent / name.text
    with suppress(OSError, ValueError):
        if name.text.replace("-", "").isalnum() and shipped.is_dir() and not beside.exists():
            return shipped.resolve()
        if beside.exists():
            return beside.resolve()
    return None


def _joined(base: Mapping, own: Mapping) -> Mapping:
    """Both as one; what `own` has wins, in the place where the base had it."""
    theirs = {key.text: value for key, value in base.entries}
    ours = {key.text: (key, value) for key, value in own.entries}
    entries: list[tuple[Scalar, Node]] = []
    for key, value in base.entries:
        entries.append((ours[key.text][0], _one(value, ours[key.text][1])) if key.text in ours else (key, value))
    entries += [(key, value) for key, value in own.entries if key.text not in theirs]
    return Mapping(tuple(entries), own.at)


def _one(base: Node, own: Node) -> Node:
    """A section of both: entry by entry where both are lists of keys."""
    if not isinstance(base, Mapping) or not isinstance(own, Mapping):
        return own
    ours = {key.text: (key, value) for key, value in own.entries}
    theirs = {key.text for key, _ in base.entries}
    kept = tuple(ours.get(key.text, (key, value)) for key, value in base.entries)
    return Mapping((*kept, *((key, value) for key, value in own.entries if key.text not in theirs)), own.at)


def _put(mapping: Mapping, key: str, value: Node) -> Mapping:
    return evolve(mapping, entries=tuple((name, value if name.text == key else old) for name, old in mapping.entries))


def _prune(tree: Mapping, own: Mapping) -> Mapping:
    """The tree without the facts and documents that were taken over and that nothing cites."""
    cited = set(_cited(tree))
    facts = tree.get("facts")
    if isinstance(facts, Mapping):
        kept = tuple(each for each in facts.entries if each[0].text in cited or _has(own, "facts", each[0].text))
        facts = evolve(facts, entries=kept)
        tree = _put(tree, "facts", facts)
    sources = tree.get("sources")
    if isinstance(sources, Mapping) and isinstance(facts, Mapping):
        named = {_text(value.get("source")) for _, value in facts.entries if isinstance(value, Mapping)}
        kept = tuple(each for each in sources.entries if each[0].text in named or _has(own, "sources", each[0].text))
        tree = _put(tree, "sources", evolve(sources, entries=kept))
    empty = {key.text for key, value in tree.entries if isinstance(value, Mapping) and not value.entries}
    return evolve(tree, entries=tuple(each for each in tree.entries if each[0].text not in empty))


def _has(tree: Mapping, section: str, name: str) -> bool:
    there = tree.get(section)
    return isinstance(there, Mapping) and there.get(name) is not None


def _text(node: Node | None) -> str:
    return node.text if isinstance(node, Scalar) else ""


def _cited(node: Node) -> Iterator[str]:
    """What stands under `sources` anywhere below the top of a tree."""
    if isinstance(node, Mapping):
        for _, value in node.entries:
            yield from _cites(value)


def _cites(node: Node) -> Iterator[str]:
    below: Iterable[Node] = ()
    if isinstance(node, Sequence):
        below = node.items
    elif isinstance(node, Mapping):
        for key, value in node.entries:
            if key.text == "sources" and not isinstance(value, Mapping):
                listed = value.items if isinstance(value, Sequence) else (value,)
                yield from (each.text for each in listed if isinstance(each, Scalar))
        below = (value for key, value in node.entries)
    for each in below:
        yield from _cites(each)
