"""`wargame completion`, and what the shell is offered: commands, options, games, seats, cards, decks, settings.

A press of Tab must be quick and must do no harm: a save is only read, with nothing but the standard library, and
whatever goes wrong on the way offers nothing and says nothing. What is offered may have been written by anybody, so
the scripts hand it to the shell quoted.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from contextlib import closing, suppress
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
from click.shell_completion import CompletionItem

from wargame.cli.output import say
from wargame.cli.places import save_place
from wargame.deck import BANDS, FACILITATOR, METHODS, PUBLIC, find_blemish, find_deck, shipped_decks

if TYPE_CHECKING:
    from wargame.deck import Deck

Completer = Callable[[click.Context, click.Parameter, str], list[CompletionItem]]

_VARIABLE = "_WARGAME_COMPLETE"

#: Quoted by the shell itself, so that a game called `$(reboot)` is a name and nothing else.
_BASH = """\
_wargame_completion() {
    local kind value
    COMPREPLY=()
    while IFS=, read -r kind value; do
        case $kind in
            plain) COMPREPLY+=("$(printf %q "$value")") ;;
            file) compopt -o default ;;
            dir) compopt -o dirnames ;;
        esac
    done < <(env COMP_WORDS="${COMP_WORDS[*]}" COMP_CWORD="$COMP_CWORD" \\
        _WARGAME_COMPLETE=bash_complete "$1" 2>/dev/null)
}
complete -o nosort -F _wargame_completion wargame
"""


@click.command("completion")
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]))
def completion_command(shell: str) -> None:
    """Print what teaches SHELL to complete `wargame`.

    \b
    bash: eval "$(wargame completion bash)"      in ~/.bashrc
    zsh:  eval "$(wargame completion zsh)"       in ~/.zshrc, after compinit
    fish: wargame completion fish | source       in ~/.config/fish/config.fish
    """
    say(_script(shell).splitlines())


def _script(shell: str) -> str:
    """Click's script with its complaints silenced; for bash one of our own, since Click's does not quote."""
    from click.shell_completion import get_completion_class

    from wargame.cli.main import command

    if shell == "bash":
        return _BASH
    shells = get_completion_class(shell)
    if shells is None:
        raise LookupError(shell)
    return shells(command, {}, "wargame", _VARIABLE).source().replace(" wargame)", " wargame 2>/dev/null)").strip()


def silent(offer: Completer) -> Completer:
    """Offers nothing where it can't: a press of Tab is no moment to explain."""

    @wraps(offer)
    def offered(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
        with suppress(Exception):
            return offer(ctx, param, incomplete)
        return []

    return offered


@silent
def complete_games(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """The names of the saved games, the newest first."""
    taken = ctx.params.get(param.name or "") or ()
    names = [row[0] for row in _rows(ctx, "SELECT name FROM game ORDER BY created_at DESC")]
    return _items((name for name in names if name not in taken), incomplete)


@silent
def complete_decks(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """The ids of the shipped decks; what begins like none of them may be a path."""
    return _items(shipped_decks(), incomplete) or [CompletionItem(incomplete, type="file")]


@silent
def complete_people(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """The seats of the deck that is named, after those that stand there already and a comma."""
    from wargame.deck import read

    deck = read(find_deck(ctx.params.get("deck") or "first-hour")).deck
    if deck is None:
        return []
    before, comma, begun = incomplete.rpartition(",")
    free = [seat for seat in deck.seats if seat not in before.split(",")]
    return _items((f"{before}{comma}{seat}" for seat in free if seat.startswith(begun)), incomplete)


@silent
def complete_seats(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """Who may speak in a game: its seats and the facilitator."""
    return _items([*_deck(ctx).seats, FACILITATOR], incomplete)


@silent
def complete_viewers(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """Whose eyes a game can be seen through."""
    return _items([*_deck(ctx).seats, PUBLIC, FACILITATOR], incomplete)


@silent
def complete_teams(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """The seats of a game."""
    return _items(_deck(ctx).seats, incomplete)


@silent
def complete_questions(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """The questions of the poll."""
    return _items(_deck(ctx).poll, incomplete)


@silent
def complete_choices(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """The choices of the question that is named."""
    return _items(_deck(ctx).poll[str(ctx.params.get("question"))].choices, incomplete)


@silent
def complete_verbs(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """What the one who speaks can say."""
    from wargame.cli.verbs import FACILITATORS, SEATS

    return _items(FACILITATORS if ctx.params.get("seat") == FACILITATOR else SEATS, incomplete)


@silent
def complete_words(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """What may follow the verb: the cards of the seat that speaks, methods, bands, seats."""
    verb, deck = ctx.params.get("verb"), _deck(ctx)
    if verb == "play":
        return _items([card.id for card in deck.hand(str(ctx.params.get("seat")))], incomplete)
    if verb == "method":
        return _items(["deck", *METHODS], incomplete)
    if verb in ("override", "decide"):
        return _items([*deck.seats, *BANDS], incomplete)
    return _items(deck.seats if verb in ("floor", "claim", "rule", "oppose", "seat", "settle") else (), incomplete)


@silent
def complete_settings(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """The keys of the settings."""
    from wargame.settings import SETTINGS

    return _items((setting.key for setting in SETTINGS), incomplete)


@silent
def complete_values(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """The values that the setting which is named may have."""
    from wargame.settings import setting_called

    return _items(setting_called(str(ctx.params.get("key"))).choices, incomplete)


def _items(values: Iterable[str], incomplete: str) -> list[CompletionItem]:
    fit = (value for value in values if value.startswith(incomplete) and find_blemish(value) is None)
    return [CompletionItem(value) for value in fit if value.isprintable()]


def _deck(ctx: click.Context) -> Deck:
    """The deck of the game that is named on the line; the one whose name it is, else the first whose id begins so."""
    from wargame.deck import load_saved

    # Before an option that still waits for its value Click leaves what stands there unsorted.
    name = str(ctx.params.get("game") or next(iter(ctx.args), ""))
    rows = _rows(
        ctx,
        "SELECT deck.text FROM game JOIN deck ON deck.hash = game.deck "
        "WHERE game.name = ? OR substr(game.id, 1, length(?)) = ? ORDER BY game.name = ? DESC LIMIT 1",
        name,
        name,
        name,
        name,
    )
    return load_saved(rows[0][0])


def _rows(ctx: click.Context, query: str, *values: str) -> list[tuple[Any, ...]]:
    """What an SQLite save answers, which is opened for reading only and never waited for."""
    import sqlite3

    place = save_place(ctx.find_root().params.get("saves")).removeprefix("sqlite:///")
    uri = f"{Path(place).expanduser().absolute().as_uri()}?mode=ro"
    with closing(sqlite3.connect(uri, uri=True, timeout=0)) as connection:
        return connection.execute(query, values).fetchall()
