"""The command line: one command for each job, each in a module that is imported when it is called.

Every job of the screens can be done in plain lines. Nothing here imports Textual but the starting of the screens.
"""

from __future__ import annotations

import io
import sys
from typing import Any

import click

from wargame import __version__
from wargame.cli.lazy import LazyGroup
from wargame.cli.output import PROBLEMS

#: Each command: its module in this room, and its line in the list of commands.
_COMMANDS = {
    "play": ("play", "Start a new game of a deck."),
    "do": ("do", "Make a move, rule it, close the turn or open the next one, without the screens."),
    "slip": ("slip", "Type in a team's paper slip, unseen; turn all of them over."),
    "desk": ("desk", "Show and change how the room sits, its clock, names and code."),
    "join": ("join", "Open the screens as the terminal of one team, or of the facilitator."),
    "watch": ("join", "Open the screens only to look on."),
    "games": ("games", "List the saved games."),
    "show": ("games", "Show the board of a saved game."),
    "log": ("games", "Tell what happened in a saved game."),
    "injects": ("injects", "Show the news that can be given by hand; put a list of it on the desk."),
    "assess": ("assess", "Say how far each seat got with its objectives, once the game is over."),
    "hotwash": ("hotwash", "Lead the debrief of a game, step by step; take down what is said."),
    "poll": ("poll", "Show what people answered to the deck's poll before and after; count their answers."),
    "note": ("notes", "Write something down beside a game."),
    "mark": ("marks", "Mark an entry of a game: !! brilliant, !? interesting, ?? a blunder, and so on."),
    "bookmark": ("marks", "Put a bookmark at an entry of a game."),
    "notes": ("notes", "Read what was written down, marked and bookmarked beside a game."),
    "replay": ("replay", "Look back on a saved game, entry by entry, through anybody's eyes."),
    "branch": ("branch", "What if: play on from any entry of a game, as a game of its own."),
    "reading": ("reading", "Show what mattered in a game, and its roads not taken, promises, luck and facts."),
    "compare": ("compare", "Set several games of one deck side by side."),
    "debrief": ("debrief", "Write a report, the decision log and tables of one game or several."),
    "calibration": ("calibration", "Show how often it came off that was called so likely, over many games."),
    "fairness": ("fairness", "Show what each seat was given by the umpire."),
    "verify": ("verify", "Check that saved games are what was played."),
    "print": ("print", "Print a packet for each team, and sheets for the wall and the facilitator."),
    "rename": ("care", "Give a game another name."),
    "archive": ("care", "Put games away, or fetch them back."),
    "delete": ("care", "Delete a game for good."),
    "export": ("exchange", "Write games with their branches and notes into one file."),
    "import": ("exchange", "Take the games of such a file into this save."),
    "backup": ("care", "Copy the whole save into a file."),
    "deck": ("deck", "List, show, check and print decks."),
    "settings": ("settings", "Show and change what is settled: theme, colours, motion and more."),
    "completion": ("completion", "Print what teaches a shell to complete commands and names."),
    "help": ("guide", "Read the guides."),
}


@click.group(
    cls=LazyGroup.of({name: (module, f"{name}_command", line) for name, (module, line) in _COMMANDS.items()}),
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
