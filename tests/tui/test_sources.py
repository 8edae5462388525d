"""Rules that the sources of the screens keep, read from the sources."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

import wargame.tui

ROOM = Path(wargame.tui.__file__).parent
SOURCES = sorted(ROOM.rglob("*.py"))
#: The only widgets of Textual that may be used: two show what a person types, one our own help pages.
WIDGETS = {"Input", "Markdown", "TextArea"}
#: Ways from text to a screen that read it as markup, or take text that nobody cleaned.
FORBIDDEN_CALLS = {"from_markup", "from_text", "from_rich_text", "styled", "assemble", "Static", "Label", "Text"}
FORBIDDEN_ATTRIBUTES = {"border_title", "border_subtitle", "tooltip", "sub_title", "loading"}


def nodes(path: Path) -> Iterator[ast.AST]:
    return ast.walk(ast.parse(path.read_text(encoding="utf-8")))


def called(node: ast.Call) -> str:
    return getattr(node.func, "id", getattr(node.func, "attr", ""))


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: path.stem)
def test_text_has_one_door_to_the_screen(path: Path) -> None:
    for node in nodes(path):
        if isinstance(node, ast.ImportFrom) and node.module == "textual.widgets":
            assert {each.name for each in node.names} <= WIDGETS
        if isinstance(node, ast.Attribute) and isinstance(node.ctx, ast.Store):
            assert node.attr not in FORBIDDEN_ATTRIBUTES
        if not isinstance(node, ast.Call):
            continue
        assert called(node) not in FORBIDDEN_CALLS, f"line {node.lineno}"
        if called(node) == "Content" and path.name != "text.py":
            assert all(isinstance(each, ast.Constant) for each in node.args), f"line {node.lineno}"
        if called(node) == "notify":
            markup = [each.value for each in node.keywords if each.arg == "markup"]
            assert [getattr(each, "value", None) for each in markup] == [False], f"line {node.lineno}"
        if called(node) == "Markdown":
            assert {each.arg: ast.unparse(each.value) for each in node.keywords}["open_links"] == "False"


def loaded(statement: str) -> set[str]:
    """The modules that a fresh interpreter has after a statement."""
    code = f"import sys; {statement}; print(' '.join(sys.modules))"
    return set(subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.split())


def test_the_room_can_be_entered_without_textual() -> None:
    assert not {"textual", "rich"} & loaded("import wargame.tui; wargame.tui.help_page('table')")


def test_the_lobby_does_not_wait_for_other_screens() -> None:
    modules = loaded("import wargame.tui.app")
    late = {"textual.widgets._markdown", "markdown_it", "wargame.tui.screens.table"}
    assert not late & modules
