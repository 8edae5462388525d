"""What the words of a line mean, whatever the verb: a move, a chance, a choice, a result."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from attrs import frozen

from wargame.cli.output import meant, stop
from wargame.deck import FACILITATOR, PUBLIC, Deck, nearest

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


def whole(text: str) -> str:
    """A sentence from its first letter to its last stop."""
    from wargame.words import sentence, upper_first

    return sentence(upper_first(text))


def is_number(word: str) -> bool:
    """Whether a word is a number that anything here is counted by; others than digits make `int` stumble."""
    return word.isascii() and word.isdecimal() and len(word) <= _LONGEST_NUMBER


def moves_of(table: Table) -> tuple[str, ...]:
    """The ids of the moves that lie on the table."""
    return tuple(table.state.table)


def named_move(table: Table, word: str) -> str | None:
    """The move on the table that a word names, by its id or by the title of its seat; None where it names none."""
    known = moves_of(table)
    first = {move: table.deck.seats[table.state.table[move].seat].title for move in known if "." not in move}
    named = meant(word, {**dict.fromkeys(known, ""), **first})
    return named if named in known else None


def meant_move(table: Table, words: Words, *, own: str = "") -> tuple[str, Words]:
    """The move that is meant, and the words after it: named first, or else the one that is being talked about.

    That is the seat's `own` where it is given, else the next one with the floor, else the next one; of those that lie
    open, since what is said of a hidden one is to be meant.
    """
    from wargame.rules import unseen

    known = moves_of(table)
    named = named_move(table, words[0]) if words else None
    if named is not None:
        return named, words[1:]
    if words:
        moveless(table, words[0])
    opened = [move for move in table.state.pending if not unseen(table.deck, table.state.table[move])]
    floored = [move for move in opened if move in table.state.floors]
    present = [own] if own in known else [*floored, *opened]
    if not present:
        where = f"`wargame show {table.game.name}` says where the game stands"
        stop(f"No move that lies open waits for its ruling; {where}, and a hidden move is named.")
    return present[0], words


def moveless(table: Table, word: str) -> None:
    """End the program where a word names a seat that has no move on the table."""
    seats = table.deck.seats
    seat = meant(word, {each.id: each.title for each in seats.values()})
    if seat in seats and table.state.phase not in ("signal", "plan"):
        stop(f"{seats[seat].title} has no move on the table that could be ruled.")


def other_move(table: Table, word: str) -> str:
    """The move that a word names where a move has to be named; any other word ends the program with a guess."""
    named = named_move(table, word)
    if named is None:
        known = moves_of(table)
        titles = {table.deck.seats[table.state.table[move].seat].title: move for move in known if "." not in move}
        near = nearest(word, [*known, *titles])
        there = f"there is: {', '.join(known)}" if known else "none lies on the table"
        guess = f"Did you mean `{titles.get(near, near)}`?" if near is not None else f"{there[:1].upper()}{there[1:]}."
        stop(f"No move is called `{word}`. {guess}")
    return named


def no_more(rest: Words, sentence: str) -> None:
    """End the program where words are left over; `sentence` says how it goes."""
    if rest:
        stop(f"`{rest[0]}` was not expected here; {sentence}.")


def facts_of(table: Table, speaker: str) -> tuple[Established, ...]:
    """The established results as who speaks may number them; the facilitator as everybody does."""
    return table.view(PUBLIC if speaker == FACILITATOR else speaker).established


def meant_fact(table: Table, speaker: str, word: str) -> str:
    """The established result that a word names: by its number in `show`, as 2 or #2, or by its id.

    Anything else ends the program with those that there are; of the hidden ones the facilitator knows the ids.
    """
    from wargame.words import fact_lines

    facts = {str(place): each for place, each in enumerate(facts_of(table, speaker), 1)}
    view = table.view(speaker)
    ids = {each.id for each in view.established}
    if not ids:
        stop("Nothing is established yet.")
    if word not in ids and word.removeprefix("#") not in facts:
        there = fact_lines(table.deck, view if speaker != FACILITATOR else table.view(PUBLIC))
        stop("\n".join((f"No result is called `{word}`. Name one by its number:", *there)))
    return word if word in ids else facts[word.removeprefix("#")].id


def chance_of(deck: Deck, word: str) -> int:
    """A chance in per cent, from a number or a word of the deck's scale; anything else ends the program."""
    from wargame.table import read_chance

    chance = read_chance(deck, word)
    if isinstance(chance, str):
        stop(whole(chance))
    return chance


def parted_chance(deck: Deck, text: str) -> tuple[int, str]:
    """A chance and the reason for it, as `60 because of the road`; what begins with no chance ends the program."""
    from wargame.table import read_odds

    read = read_odds(deck, text)
    if isinstance(read, str):
        stop(whole(read))
    return read


def one_of(words: Words, choices: tuple[Any, ...], how: str) -> Any:
    """The choice that the words are; anything else ends the program with how it goes."""
    text = "_".join("_".join(words).split()).casefold()
    if text not in choices:
        stop(f"It goes: wargame do GAME facilitator {how} {'|'.join(choices)}")
    return text
