"""The command line: one command for each job, each in a module that is imported when it is called.

Every job of the screens can be done in plain lines. Nothing here imports Textual but the starting of the screens.
"""

from __future__ import annotations

import io
import sys
from importlib import import_module
from typing import Any

import click

from wargame import __version__
from wargame.cli.output import PROBLEMS

#: Each command: its module in this room, and its line in the list of commands.
_COMMANDS = {
    "play": ("play", "Start a new game of a deck."),
    "do": ("do", "Make a move, rule it or open the next turn, without the screens."),
    "games": ("games", "List the saved games."),
    "show": ("games", "Show the board of a saved game."),
    "log": ("games", "Tell what happened in a saved game."),
    "verify": ("verify", "Check that saved games are what was played."),
    "deck": ("deck", "List, show and check decks."),
    "help": ("guide", "Read the guides."),
}


class _Commands(click.Group):
    """A group whose commands are imported only when they are wanted."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(_COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in _COMMANDS:
            return None
        module = import_module(f"wargame.cli.{_COMMANDS[cmd_name][0]}")
        found: click.Command = getattr(module, f"{cmd_name}_command")
        return found

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:  # fmt: skip
        from wargame.deck.text import nearest

        if args and args[0] not in _COMMANDS and not args[0].startswith("-"):
            guess = nearest(args[0], _COMMANDS)
            hint = f" Did you mean `{guess}`?" if guess else ""
            ctx.fail(f"There is no command `{args[0]}`.{hint}")
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl([(name, line) for name, (_, line) in _COMMANDS.items()])


@click.group(
    cls=_Commands,
    invoke_without_command=True,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
@click.option("--saves", metavar="URL", help="The save to use, as an SQLAlchemy URL (default: WARGAME_SAVES).")
@click.version_option(__version__, prog_name="wargame")
@click.pass_context
def command(ctx: click.Context, saves: str | None) -> None:
    """A tabletop companion for seminar wargames. Without a command: the lobby, with your saved games.

    GAME is a game's name or the start of its id. DECK is a shipped deck's id, or a path.
    """
    if ctx.invoked_subcommand is None:
        from wargame.cli.play import lobby

        lobby()


def main(args: list[str] | None = None) -> Any:
    """The entry point of the program."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")
    try:
        return command.main(args=args, prog_name="wargame")
    except OSError as error:
        # Standard output may be a full disk; standard error usually is not.
        print(f"The output can't be written: {error.strerror}.", file=sys.stderr)  # noqa: T201
        sys.stdout = None
        raise SystemExit(PROBLEMS) from error
