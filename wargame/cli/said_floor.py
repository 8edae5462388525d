"""What is said of a move before its ruling, as it is said on a line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import evolve

from wargame.cli.output import stop, viewer_of
from wargame.deck import BANDS, FACILITATOR, STRENGTHS

if TYPE_CHECKING:
    from wargame.table import Command, Table

from wargame.cli.words import (
    NOTHING,
    Words,
    chance_of,
    facts_of,
    is_number,
    meant_fact,
    meant_move,
    moves_of,
    no_more,
    one_of,
    other_move,
    parted_chance,
    whole,
)


def said_floor_own(table: Table, speaker: str, words: Words) -> Command:
    from wargame.table import Floor

    if not words and speaker not in moves_of(table):
        stop("Say whose move is to be argued: `floor MOVE`; your seat has none on the table.")
    move, rest = meant_move(table, words, own=speaker)
    no_more(rest, "a floor is taken for a move: `floor [MOVE]`")
    return Floor(move, speaker)


def said_floor_given(table: Table, speaker: str, words: Words) -> Command:
    from wargame.table import Floor

    move, rest = meant_move(table, words)
    if len(rest) > 1:
        stop("It goes: wargame do GAME facilitator floor [MOVE] [SEAT], where the seat spends a token.")
    return Floor(move, viewer_of(table, rest[0], what="SEAT", others=()) if rest else "")


_PARTS = ("action", "aim", "effect", "reaction")


def said_claim(table: Table, speaker: str, words: Words) -> Command:
    from wargame.table import SayClaim

    move, rest = meant_move(table, words, own=speaker)
    if len(rest) < 2 or rest[0] not in _PARTS:
        stop(f"A claim has parts: {', '.join(_PARTS)}; such as `claim aim To be believed`.")
    part, text = rest[0], " ".join(rest[1:])
    said_by = "" if speaker == FACILITATOR else speaker
    claim = table.state.argument(move).claim
    if part == "action":
        return SayClaim(move, claim, text, said_by)
    return SayClaim(move, evolve(claim, **{part: text}), "", said_by)


def said_argue(table: Table, speaker: str, words: Words) -> Command:
    from wargame.table import read_reason

    move, rest = meant_move(table, words)
    if len(rest) > 1 and rest[0][:1] not in ("+", "-", "−") and rest[1][:1] in ("+", "-", "−"):
        other_move(table, rest[0])
    said_by = "" if speaker == FACILITATOR else speaker
    read = read_reason(table.deck, move, " ".join(rest), speaker=said_by, facts=facts_of(table, speaker))
    if isinstance(read, str):
        stop(whole(read))
    if said_by and read.seat != said_by:
        stop(f"{table.deck.seats[said_by].title} speaks for itself alone; the facilitator writes down for all.")
    return read


def said_weigh(table: Table, speaker: str, words: Words) -> Command:
    from wargame.table import Weigh

    move, rest = meant_move(table, words)
    if len(rest) != 2 or not is_number(rest[0]) or rest[1] not in (*STRENGTHS, "no"):
        stop(f"A reason is weighed by its number: `weigh [MOVE] 2 {'|'.join(STRENGTHS)}|no`.")
    found = next((each for each in STRENGTHS if each == rest[1]), None)
    return Weigh(move, int(rest[0]), found)


def said_method(table: Table, speaker: str, words: Words) -> Command:
    from wargame.table import Choose

    move, rest = meant_move(table, words)
    if len(rest) != 1:
        stop("It goes: wargame do GAME facilitator method [MOVE] METHOD, or `deck` for the deck's own.")
    return Choose(move, "" if rest[0] == "deck" else rest[0])


def said_odds(table: Table, speaker: str, words: Words) -> Command:
    from wargame.table import Judge

    move, rest = meant_move(table, words)
    chance, because = parted_chance(table.deck, " ".join(rest))
    if not because:
        stop("The odds of a move want a reason: `odds [MOVE] 60 The road is open`.")
    return Judge(move, chance=chance, because=because)


def said_rate(table: Table, speaker: str, words: Words) -> Command:
    from wargame.table import RATINGS, Judge

    move, rest = meant_move(table, words)
    return Judge(move, rating=one_of(rest, RATINGS, "rate [MOVE]"))


def said_leverage(table: Table, speaker: str, words: Words) -> Command:
    from wargame.table import LEVERAGES, Judge

    move, rest = meant_move(table, words)
    return Judge(move, leverage=one_of(rest, LEVERAGES, "leverage [MOVE]"))


def said_decide(table: Table, speaker: str, words: Words) -> Command:
    from wargame.table import Judge

    move, rest = meant_move(table, words)
    return Judge(move, decided=one_of(rest, BANDS, "decide [MOVE]"))


def said_oppose(table: Table, speaker: str, words: Words) -> Command:
    from wargame.table import Judge

    move, rest = meant_move(table, words)
    if len(rest) != 1:
        stop("It goes: wargame do GAME facilitator oppose MOVE OTHER, or `nothing`.")
    return Judge(move, opposes="" if rest[0] == NOTHING else other_move(table, rest[0]))


def said_counter(table: Table, speaker: str, words: Words) -> Command:
    from wargame.table import Judge

    move, rest = meant_move(table, words)
    if len(rest) != 1:
        stop("It goes: wargame do GAME facilitator counter [MOVE] FACT, by its number or id, or `nothing`.")
    return Judge(move, counters="" if rest[0] == NOTHING else meant_fact(table, speaker, rest[0]))


def said_vote(table: Table, speaker: str, words: Words) -> Command:
    from wargame.table import Vote, read_tokens

    move, rest = meant_move(table, words)
    text = " ".join(rest)
    tokens = read_tokens(text)
    if not isinstance(tokens, str) and len(tokens) == 1:
        return Vote(move, speaker, None, tokens[0])
    return Vote(move, speaker, chance_of(table.deck, text))


def said_ballot(table: Table, speaker: str, words: Words) -> Command:
    from wargame.table import Show, read_show, read_tokens

    move, rest = meant_move(table, words)
    text = " ".join(rest)
    if not text.strip():
        stop("A show of hands is typed in: `ballot [MOVE] 546354`; `ballot [MOVE] open` opens the sealed votes.")
    if text == "open":
        return Show(move)
    tokens = read_tokens(text)
    if not isinstance(tokens, str):
        return Show(move, (), tokens)
    shown = read_show(table.deck, text)
    if isinstance(shown, str):
        stop(whole(shown))
    return Show(move, shown)
