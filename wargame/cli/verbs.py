"""What may be said at a table in plain lines: each verb, who may say it, how it goes, and what command it becomes."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from textwrap import wrap
from typing import TYPE_CHECKING, get_args

from attrs import frozen

from wargame.cli.advice import waiting_to_be_settled
from wargame.cli.output import stop, viewer_of
from wargame.cli.pages import page_of
from wargame.cli.said_floor import (
    said_argue,
    said_ballot,
    said_claim,
    said_counter,
    said_decide,
    said_floor_given,
    said_floor_own,
    said_leverage,
    said_method,
    said_odds,
    said_oppose,
    said_rate,
    said_vote,
    said_weigh,
)
from wargame.cli.said_moves import (
    said_close_deal,
    said_commit,
    said_deal,
    said_free,
    said_inject,
    said_note,
    said_pass,
    said_play,
    said_precedent,
    said_respond,
    said_signal,
    said_undo,
    said_veto,
    said_word,
)
from wargame.cli.words import (
    NOTHING,
    Noted,
    RuleAll,
    Words,
    is_number,
    meant_move,
    moveless,
    moves_of,
    named_move,
    no_more,
)
from wargame.deck import BANDS, FACILITATOR, METHODS, Band, nearest

if TYPE_CHECKING:
    from wargame.table import Command, Table

#: How wide a verb may be beside what it does, and a line of what words stand for.
_WIDTH, _LEGEND = 36, 84


@frozen
class Verb:
    """A verb: how it goes after the name of who speaks, what it does in a line, and how its words are read.

    `least` and `most` words may follow it.
    """

    usage: str
    about: str
    read: Callable[[Table, str, Words], Command | Noted | RuleAll]
    least: int = 0
    most: int = 0


def command_of(table: Table, speaker: str, verb: str, words: Words) -> Command | Noted | RuleAll:
    """The command that words on a line are, or the note; what can't be read ends the program with how it goes."""
    verbs = FACILITATORS if speaker == FACILITATOR else SEATS
    others = SEATS if speaker == FACILITATOR else FACILITATORS
    if verb not in verbs and verb in others:
        whose = "a seat" if speaker == FACILITATOR else "the facilitator"
        other = "SEAT" if speaker == FACILITATOR else FACILITATOR
        stop(f"{speaker} can't `{verb}`; that is said by {whose}: wargame do GAME {other} {others[verb].usage}")
    if verb not in verbs:
        guess = nearest(verb, verbs)
        hint = f" Did you mean `{guess}`?" if guess else ""
        stop(f"{speaker} can't `{verb}`.{hint} It goes: wargame do GAME {_speaker(speaker)} {'|'.join(verbs)} …")
    known = verbs[verb]
    if not known.least <= len(words) <= known.most:
        stop(f"It goes: wargame do GAME {_speaker(speaker)} {known.usage}")
    return known.read(table, speaker, words)


def _speaker(speaker: str) -> str:
    return speaker if speaker == FACILITATOR else "SEAT"


def usage_lines(verbs: Mapping[str, Verb]) -> list[str]:
    """How each verb goes, and what it does."""
    found = []
    for verb in verbs.values():
        if len(verb.usage) <= _WIDTH:
            found.append(f"{verb.usage:<{_WIDTH}}  {verb.about}")
        else:
            found += [verb.usage, f"{'':<{_WIDTH}}  {verb.about}"]
    return found


def legend_lines() -> list[str]:
    """What the words in capitals stand for, in a few lines."""
    from wargame.table import RATINGS

    strengths = ", ".join(each.replace("_", " ") for each in RATINGS)
    legend = {
        "MOVE": "the seat whose move it is; its later ones have a number: seoul.2",
        "BAND": ", ".join(BANDS),
        "METHOD": ", ".join(METHODS),
        "STRENGTH": f"{strengths}; a single reason is strong, solid, weak or no",
        "EFFECTS": '"tension -1; aid = dual_use", or "Tension up 1, aid to Dual-use", by id or title',
        "PART": "aim, effect, reaction; of a free move also action, which is what it does",
        "FACT, PRECEDENT": "its number in `wargame show GAME`, which has deals and tracks too",
    }
    width = max(map(len, legend)) + 2
    found = []
    for word, meaning in legend.items():
        first, *rest = wrap(meaning, _LEGEND)
        found += [f"{word:<{width}}{first}", *(f"{'':<{width}}{line}" for line in rest)]
    return [*found, "`wargame help by_ear` shows what each method wants first, and all of this by example."]


# Rulings


def _rule(table: Table, speaker: str, words: Words) -> Command | RuleAll:
    from wargame.table import Rule

    if words == ("all",):
        return RuleAll()
    anyway = "anyway" in words
    rest = tuple(word for word in words if word != "anyway")
    if not rest:
        return Rule(anyway=anyway)
    move, more = meant_move(table, rest)
    no_more(more, "it goes: `rule [MOVE] [anyway]`")
    return Rule(move, anyway=anyway)


def _dice(table: Table, speaker: str, words: Words) -> Command:
    from wargame.table import Rule

    anyway = words[-1] == "anyway"
    values = words[:-1] if anyway else words
    move = named_move(table, values[0]) if values and not is_number(values[0]) else None
    if move is not None:
        values = values[1:]
    elif values:
        moveless(table, values[0])
    if not values or not all(is_number(word) and len(word) < 4 for word in values):
        stop("Real dice are typed as they lie: `dice [MOVE] 4 3`; d100 as one number from 1 to 100.")
    return Rule(move or "", thrown=tuple(int(word) for word in values), anyway=anyway)


def _override(table: Table, speaker: str, words: Words) -> Command:
    from wargame.table import Overrule

    move, rest = named_move(table, words[0]), words[1:]
    if move is None:
        stop(f"Say which move is overruled: {', '.join(moves_of(table)) or 'none lies on the table'}.")
    effects: str | None = None
    band: Band | None = next((each for each in BANDS if rest[:1] == (each,)), None)
    if band is not None:
        rest = rest[1:]
    if rest[:1] == ("do",):
        effects, rest = " ".join(rest[1:2]), rest[2:]
    elif band is None and effects is None and len(rest) > 1 and " " not in rest[0]:
        near = nearest(rest[0], BANDS)
        guess = f"Did you mean `{near}`?" if near else "The band stands right behind the move."
        stop(f"`{rest[0]}` is no band; a move ends as {', '.join(BANDS)}. {guess}")
    if (band is None and effects is None) or not 1 <= len(rest) <= 2:
        stop(
            'It goes: wargame do GAME facilitator override MOVE BAND "WHY" ["NOTE"], '
            'or with what it does instead: override MOVE [BAND] do "tension -1" "WHY" ["NOTE"].'
        )
    if len(rest) == 2 and not any(" " in each for each in rest):
        stop(f'Which word is the reason that all read? Set it in quotes: override {words[0]} … "{rest[0]} {rest[1]}".')
    because, note = (*rest, "")[:2]
    return Overrule(move, because, band, effects, note)


def _settle(table: Table, speaker: str, words: Words) -> Command:
    from wargame.table import Settle

    named = named_move(table, words[0]) if len(words) > 1 else None
    move, rest = (named, words[1:]) if named is not None else (_unsettled(table), words)
    if not 1 <= len(rest) <= 2:
        stop('It goes: wargame do GAME facilitator settle [MOVE] "tension -1; aid = dual_use" ["WHY"], or `nothing`.')
    effects, text = (*rest, "")[:2]
    return Settle(move, "" if effects == NOTHING else effects, text)


def _unsettled(table: Table) -> str:
    """The one move whose outcome waits for a person; where that is none, or several, the program ends."""
    waiting = table.state.unsettled
    if not waiting:
        stop("No outcome waits for the umpire.")
    if len(waiting) > 1:
        lines = ("Several outcomes wait for the umpire; say whose you settle:", *waiting_to_be_settled(table))
        stop("\n".join(lines))
    return waiting[0]


def _rewind(table: Table, speaker: str, words: Words) -> Command:
    from wargame.table import Rewind

    if not is_number(words[0]):
        stop("A game is rewound to an event, by its number in `wargame log GAME --as facilitator`.")
    return Rewind(int(words[0]), " ".join(words[1:]))


# The table


def _close(table: Table, speaker: str, words: Words) -> Command:
    from wargame.table import Close

    return Close()


def _next(table: Table, speaker: str, words: Words) -> Command:
    from wargame.table import Next

    return Next()


def _publish(table: Table, speaker: str, words: Words) -> Command:
    return page_of(table, words[0] if words else None)


def _sit(table: Table, speaker: str, words: Words) -> Command:
    """Who plays a seat from now on: `person`, or a bot by its id."""
    from wargame.table import PERSON, Sit, bot_name, bot_players

    sits, who = viewer_of(table, words[0], what="SEAT", others=()), words[1]
    there = bot_players(table.deck, sits)
    bots = {bot_name(player): player for player in there}
    players = {PERSON: PERSON, "people": PERSON, **bots, **{player: player for player in there}}
    player = players.get(who) or players.get(who.casefold())
    if player is None:
        guess = nearest(who, [PERSON, *bots])
        hint = f" Did you mean `{guess}`?" if guess else ""
        stop(f"A seat is played by {PERSON} or by a bot ({', '.join(bots)}), not by `{who}`.{hint}")
    return Sit(sits, player)


_MANY = 400
_BANDS = "|".join(get_args(Band))

SEATS: Mapping[str, Verb] = {
    "play": Verb("play CARD", "hand in a card", said_play, 1, 1),
    "free": Verb("free [TEXT]", "hand in a move of its own; what it does may be told later", said_free, 0, _MANY),
    "pass": Verb("pass", "hand in nothing", said_pass),
    "undo": Verb("undo", "take back the sealed move, or the last reason that was given", said_undo),
    "floor": Verb("floor [MOVE]", "spend a token, so that a move is argued", said_floor_own, 0, 1),
    "claim": Verb("claim [MOVE] PART TEXT", "say aim, effect, reaction; action of a free move", said_claim, 2, _MANY),
    "argue": Verb(
        "argue [MOVE] REASON", "give a reason: '+! prisoners on film', '- export law', '+ b'", said_argue, 1, _MANY
    ),
    "ballot": Verb("ballot [MOVE] 70|likely|SS", "vote, unseen: a chance, or tokens for the bag", said_vote, 1, _MANY),
    "signal": Verb("signal CARD… | nothing", "show what may be played, when a turn opens", said_signal, 1, 9),
    "respond": Verb("respond CARD [MOVE]", "answer a move out of turn", said_respond, 1, 2),
    "commit": Verb("commit keep|break", "answer for the promise that is due", said_commit, 1, 1),
    "deal": Verb('deal offer SEAT "GIVE" "GET" TURN [secret] | accept|refuse DEAL', "make a deal", said_deal, 2, 6),
    "precedent": Verb("precedent for|against TEXT", "set it down before the first move", said_precedent, 2, _MANY),
    "note": Verb("note TEXT", "write something down that only the seat and the facilitator read", said_note, 1, _MANY),
    "word": Verb("word WORD", "give the dice a word, before the first move", said_word, 1, 1),
}

FACILITATORS: Mapping[str, Verb] = {
    "floor": Verb("floor [MOVE] [SEAT]", "have a move argued; with SEAT, which spends a token", said_floor_given, 0, 2),
    "claim": Verb(
        "claim [MOVE] PART TEXT", "write down aim, effect, reaction; action of a free move", said_claim, 2, _MANY
    ),
    "argue": Verb("argue [MOVE] REASON", "write down a reason: '+k! prisoners on film', '-m b'", said_argue, 1, _MANY),
    "weigh": Verb("weigh [MOVE] NUMBER strong|no…", "find a reason weaker or stronger, or none", said_weigh, 2, 3),
    "method": Verb("method [MOVE] METHOD|deck", "rule this move by another method", said_method, 1, 2),
    "odds": Verb("odds [MOVE] 60|likely WHY", "set the odds, as of a free move", said_odds, 2, _MANY),
    "rate": Verb("rate [MOVE] STRENGTH", "say how strong the argument is, for one die", said_rate, 1, 4),
    "leverage": Verb("leverage [MOVE] weak|strong", "say which die is kept", said_leverage, 1, 2),
    "decide": Verb("decide [MOVE] BAND", "say how it ends, by consensus or as umpire", said_decide, 1, 2),
    "oppose": Verb("oppose MOVE OTHER|nothing", "set two moves against each other", said_oppose, 1, 2),
    "counter": Verb("counter [MOVE] FACT|nothing", "say which established result it contradicts", said_counter, 1, 2),
    "ballot": Verb(
        "ballot [MOVE] 546354|30 55%|open", "type in a show of hands, tokens; or open the votes", said_ballot, 1, _MANY
    ),
    "rule": Verb("rule [MOVE] [anyway] | all", "the dice fall for the next move, or for all", _rule, 0, 2),
    "dice": Verb("dice [MOVE] NUMBER…", "rule it by real dice", _dice, 1, _MANY),
    "override": Verb(
        'override MOVE [BAND] [do "EFFECTS"] "WHY" ["NOTE"]',
        "set an outcome by hand, before or after the dice",
        _override,
        2,
        6,
    ),
    "settle": Verb('settle [MOVE] "EFFECTS" ["WHY"]', "decide what was left to the umpire", _settle, 1, 3),
    "inject": Verb('inject ID | NUMBER | "TITLE" ["TEXT" ["EFFECTS"]] [to SEAT,SEAT]', "give news", said_inject, 1, 5),
    "deal": Verb("deal DEAL kept | broken SEAT [WHY]", "say what became of a deal", said_close_deal, 2, _MANY),
    "veto": Verb("veto PRECEDENT [WHY]", "do not let a precedent stand", said_veto, 1, _MANY),
    "note": Verb("note TEXT", "write something down that only facilitators read", said_note, 1, _MANY),
    "rewind": Verb("rewind EVENT [WHY]", "go on from where the game stood", _rewind, 1, _MANY),
    "close": Verb("close", "the turn is closed", _close),
    "publish": Verb("publish [FILE|-]", "show its front page", _publish, 0, 1),
    "next": Verb("next", "the next turn opens", _next),
    "seat": Verb("seat SEAT person|BOT", "somebody else plays that seat", _sit, 2, 2),
}
