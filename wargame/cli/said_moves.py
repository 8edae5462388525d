"""Moves, answers, promises, deals and news, as they are said on a line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wargame.cli.output import meant, stop, viewer_of
from wargame.deck import Deck

if TYPE_CHECKING:
    from wargame.table import Command, Table

from wargame.cli.words import NOTHING, Noted, Words, is_number, meant_fact, meant_move, no_more, other_move


def said_play(table: Table, speaker: str, words: Words) -> Command:
    from wargame.table import Play

    return Play(speaker, card_of(table.deck, speaker, words[0]))


def card_of(deck: Deck, seat: str, text: str) -> str:
    """The card that is meant: by its id or title, or by its code as on a slip; else what was typed."""
    from wargame.table import read_slip

    hand = {card.id: card.title for card in deck.hand(seat)}
    card = meant(text, hand)
    slip = None if card in hand else read_slip(deck, seat, card)
    return slip.card if slip is not None and slip.card is not None else card


def said_free(table: Table, speaker: str, words: Words) -> Command:
    from wargame.table import PlayFree

    return PlayFree(speaker, " ".join(words))


def said_pass(table: Table, speaker: str, words: Words) -> Command:
    from wargame.table import Pass

    return Pass(speaker)


def said_undo(table: Table, speaker: str, words: Words) -> Command:
    from wargame.table import TakeBack

    return TakeBack(speaker)


def said_word(table: Table, speaker: str, words: Words) -> Command:
    from wargame.table import GiveWord

    return GiveWord(speaker, words[0])


def said_signal(table: Table, speaker: str, words: Words) -> Command:
    from wargame.table import Signal

    return Signal(speaker, tuple(card_of(table.deck, speaker, word) for word in words if word != NOTHING))


def said_precedent(table: Table, speaker: str, words: Words) -> Command:
    from wargame.table import SetPrecedent

    if words[0] not in ("for", "against"):
        stop("A precedent counts one way: `precedent for TEXT`, or `precedent against TEXT`.")
    return SetPrecedent(speaker, "for" if words[0] == "for" else "against", " ".join(words[1:]))


def said_respond(table: Table, speaker: str, words: Words) -> Command:
    from wargame.table import Respond

    card = card_of(table.deck, speaker, words[0])
    move = other_move(table, words[1]) if len(words) > 1 else meant_move(table, ())[0]
    return Respond(speaker, card, move)


def said_commit(table: Table, speaker: str, words: Words) -> Command:
    from wargame.table import Break, Keep

    if words[0] not in ("keep", "break"):
        stop("A promise that is due is kept or broken: `commit keep`, or `commit break`.")
    return Keep(speaker) if words[0] == "keep" else Break(speaker)


_DEAL = """A deal goes: deal offer SEAT "WHAT WE GIVE" "WHAT WE GET" TURN [secret]; or deal accept|refuse DEAL."""


def said_deal(table: Table, speaker: str, words: Words) -> Command:
    from wargame.table import AnswerDeal, OfferDeal

    if words[0] in ("accept", "refuse") and len(words) == 2:
        return AnswerDeal(speaker, words[1], words[0] == "accept")
    secret = words[-1] == "secret"
    terms = words[:-1] if secret else words
    if words[0] != "offer" or len(terms) != 5 or not is_number(terms[4]):
        stop(_DEAL)
    other = viewer_of(table, terms[1], what="SEAT", others=())
    return OfferDeal(speaker, other, terms[2], terms[3], int(terms[4]), secret)


def said_close_deal(table: Table, speaker: str, words: Words) -> Command:
    from wargame.table import CloseDeal

    if words[1] == "kept":
        return CloseDeal(words[0], kept=True, because=" ".join(words[2:]))
    if words[1] != "broken" or len(words) < 3:
        stop("It goes: wargame do GAME facilitator deal DEAL kept, or deal DEAL broken SEAT [WHY].")
    return CloseDeal(words[0], False, viewer_of(table, words[2], what="SEAT", others=()), " ".join(words[3:]))


def said_veto(table: Table, speaker: str, words: Words) -> Command:
    from wargame.table import Veto

    return Veto(meant_fact(table, speaker, words[0]), " ".join(words[1:]))


def said_inject(table: Table, speaker: str, words: Words) -> Command:
    """News of the deck by its id; of the list on the desk by its number; or made up, as quoted texts."""
    from wargame.table import GiveInject, GiveNews

    listed = table.desk().injects
    if len(words) == 1 and is_number(words[0]):
        number = int(words[0])
        if not 0 < number <= len(listed):
            stop(f"The list on the desk has {len(listed)} rows; `wargame injects {table.game.name}` shows them.")
        return listed[number - 1].command
    titles = {inject.id: inject.title for inject in table.deck.injects.values()}
    known = meant(words[0], titles)
    if known in titles:
        no_more(words[1:], "news of the deck goes by its id alone")
        return GiveInject(known)
    if len(words) == 1 and " " not in words[0]:
        return GiveInject(words[0])
    to: list[str] = []
    rest = list(words)
    if len(rest) > 2 and rest[-2] == "to":
        to = [viewer_of(table, seat, what="SEAT", others=()) for seat in rest[-1].split(",")]
        rest = rest[:-2]
    if len(rest) > 1 and not any(" " in each for each in rest):
        stop(f'Which words are the title, and which the text? Set each in quotes: inject "{rest[0]} …" "…".')
    if len(rest) > 3:
        stop('It goes: wargame do GAME facilitator inject ID, or inject "TITLE" ["TEXT" ["EFFECTS"]] [to SEAT,SEAT].')
    title, text, effects = (*rest, "", "")[:3]
    return GiveNews(title, text, tuple(to), effects)


def said_note(table: Table, speaker: str, words: Words) -> Noted:
    return Noted(" ".join(words))
