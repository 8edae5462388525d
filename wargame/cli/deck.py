"""`wargame deck`: everything about decks, before anybody plays one."""

from __future__ import annotations

import click

from wargame.cli.lazy import LazyGroup

#: Each command: its module in this room, what it is called there, and its line in the list of commands.
_COMMANDS = {
    "list": ("deck_show", "list_decks", "List the shipped decks."),
    "show": ("deck_show", "show_deck", "Show a deck in words, its systems, or its facts."),
    "browse": ("deck_browse", "browse_command", "Look into a deck on the screens: its cards as they will look."),
    "edit": ("deck_edit", "edit_command", "Edit a deck, on the screens or in your own editor, and check it."),
    "check": ("deck_check", "check_decks", "Say what is wrong with decks, read and played."),
    "diff": ("deck_diff", "diff_decks", "Say what has changed between two decks."),
    "print": ("deck_print", "print_deck", "Write a deck as pages to print and cut."),
    "new": ("deck_new", "new_deck", "Make a deck, blank or from another one."),
    "export": ("deck_tables", "export_deck", "Write a deck as tables, for a spreadsheet."),
    "import": ("deck_import", "import_tables", "Make a deck, or cards of one, from tables."),
    "schema": ("deck_schema", "deck_schema", "Print the form of a deck, for an editor."),
    "policies": ("deck_policies", "deck_policies", "Play the policies of a deck side by side."),
}


@click.group("deck", cls=LazyGroup.of(_COMMANDS))
def deck_command() -> None:
    """List, show, check, compare and print decks."""
