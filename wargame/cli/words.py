"""What the words of a line mean, whatever the verb: a move, a chance, a choice, a result."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from attrs import frozen

from wargame.cli.output import meant, stop
from wargame.deck import FACILITATOR, Deck

if TYPE_CHECKING:
    from wargame.table import Established, Table


Words = tuple[str, ...]

#: The word for taking something back that was set before.
NOTHING = "nothing"
#: More digits than any number has that is asked for.
_LONGEST_NUMBER = 9


@frozen
class Noted:
    """Something to be written down beside the game, which moves nothing in it."""

    text: str


@frozen
class RuleAll:
    """Every move that waits is ruled, as far as none wants anything first."""


def is_number(word: str) -> bool:
    """Whether a word is a number that anything here is counted by; others than digits make `int` stumble."""
    return word.isascii() and word.isdigit() and len(word) <= _LONGEST_NUMBER


def moves_of(table: Table) -> tuple[str, ...]:
    """The ids of the moves that lie on the table."""
    return tuple(table.state.table)


def meant_move(table: Table, words: Words, *, own: str = "") -> tuple[str, Words]:
    """The move that is meant, and the words after it: named first, or else the one that is being talked about.

    That is the seat's `own` where it is given, else the next one with the floor, else the next one.
    """
    known = moves_of(table)
    titles = {move: table.deck.seats[table.state.table[move].seat].title for move in known}
    named = meant(words[0], titles) if words else ""
    if named in known:
        return named, words[1:]
    pending = table.state.pending
    floored = [move for move in pending if move in table.state.floors]
    present = [own] if own in known else [*floored, *pending]
    if not present:
        stop("No move waits for its ruling; `wargame show GAME` says where the game stands.")
    return present[0], words


def no_more(rest: Words, sentence: str) -> None:
    """End the program where words are left over; `sentence` says how it goes."""
    if rest:
        stop(f"`{rest[0]}` was not expected here; {sentence}.")


def facts_of(table: Table, speaker: str) -> tuple[Established, ...]:
    """The established results as who speaks may number them; the facilitator as everybody does."""
    from wargame.deck import PUBLIC

    return table.view(PUBLIC if speaker == FACILITATOR else speaker).established


def chance_of(deck: Deck, word: str) -> int:
    """A chance in per cent, from a number or a word of the deck's scale; anything else ends the program."""
    from wargame.table import read_chance

    chance = read_chance(deck, word)
    if isinstance(chance, str):
        stop(f"{chance[:1].upper()}{chance[1:]}.")
    return chance


def one_of(words: Words, choices: tuple[Any, ...], how: str) -> Any:
    """The choice that the words are; anything else ends the program with how it goes."""
    text = "_".join(words).casefold()
    if text not in choices:
        stop(f"It goes: wargame do GAME facilitator {how} {'|'.join(choices)}")
    return text
