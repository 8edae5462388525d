"""What may be said at a table in plain lines: each verb, who may say it, how it goes, and what command it becomes."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any, get_args

from attrs import evolve, frozen

from wargame.cli.output import meant, stop, viewer_of
from wargame.cli.pages import page_of
from wargame.deck import BANDS, FACILITATOR, STRENGTHS, Band, Deck, nearest

if TYPE_CHECKING:
    from wargame.table import Command, Established, Table

Words = tuple[str, ...]

#: How wide a verb may be beside what it does.
_WIDTH = 36
#: More digits than any number has that is asked for.
_LONGEST_NUMBER = 9
#: The word for taking something back that was set before.
_NOTHING = "nothing"


@frozen
class RuleAll:
    """Every move that waits is ruled, as far as none wants anything first."""


@frozen
class Noted:
    """Something to be written down beside the game, which moves nothing in it."""

    text: str


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


def _is_number(word: str) -> bool:
    """Whether a word is a number that anything here is counted by; others than digits make `int` stumble."""
    return word.isascii() and word.isdigit() and len(word) <= _LONGEST_NUMBER


def _note(table: Table, speaker: str, words: Words) -> Noted:
    return Noted(" ".join(words))


# Moves


def _play(table: Table, speaker: str, words: Words) -> Command:
    from wargame.table import Play

    return Play(speaker, card_of(table.deck, speaker, words[0]))


def card_of(deck: Deck, seat: str, text: str) -> str:
    """The card that is meant: by its id or title, or by its code as on a slip; else what was typed."""
    from wargame.table import read_slip

    hand = {card.id: card.title for card in deck.hand(seat)}
    card = meant(text, hand)
    slip = None if card in hand else read_slip(deck, seat, card)
    return slip.card if slip is not None and slip.card is not None else card


def _free(table: Table, speaker: str, words: Words) -> Command:
    from wargame.table import PlayFree

    return PlayFree(speaker, " ".join(words))


def _pass(table: Table, speaker: str, words: Words) -> Command:
    from wargame.table import Pass

    return Pass(speaker)


def _undo(table: Table, speaker: str, words: Words) -> Command:
    from wargame.table import TakeBack

    return TakeBack(speaker)


def _word(table: Table, speaker: str, words: Words) -> Command:
    from wargame.table import GiveWord

    return GiveWord(speaker, words[0])


def _signal(table: Table, speaker: str, words: Words) -> Command:
    from wargame.table import Signal

    return Signal(speaker, tuple(card_of(table.deck, speaker, word) for word in words if word != _NOTHING))


def _precedent(table: Table, speaker: str, words: Words) -> Command:
    from wargame.table import SetPrecedent

    if words[0] not in ("for", "against"):
        stop("A precedent counts one way: `precedent for TEXT`, or `precedent against TEXT`.")
    return SetPrecedent(speaker, "for" if words[0] == "for" else "against", " ".join(words[1:]))


def _respond(table: Table, speaker: str, words: Words) -> Command:
    from wargame.table import Respond

    card = card_of(table.deck, speaker, words[0])
    move, rest = _move(table, words[1:])
    _no_more(rest, "it goes: `respond CARD [MOVE]`")
    return Respond(speaker, card, move)


# Promises and deals


def _commit(table: Table, speaker: str, words: Words) -> Command:
    from wargame.table import Break, Keep

    if words[0] not in ("keep", "break"):
        stop("A promise that is due is kept or broken: `commit keep`, or `commit break`.")
    return Keep(speaker) if words[0] == "keep" else Break(speaker)


_DEAL = """A deal goes: deal offer SEAT "WHAT WE GIVE" "WHAT WE GET" TURN [secret]; or deal accept|refuse DEAL."""


def _deal(table: Table, speaker: str, words: Words) -> Command:
    from wargame.table import AnswerDeal, OfferDeal

    if words[0] in ("accept", "refuse") and len(words) == 2:
        return AnswerDeal(speaker, words[1], words[0] == "accept")
    secret = words[-1] == "secret"
    terms = words[:-1] if secret else words
    if words[0] != "offer" or len(terms) != 5 or not _is_number(terms[4]):
        stop(_DEAL)
    other = viewer_of(table, terms[1], what="SEAT", others=())
    return OfferDeal(speaker, other, terms[2], terms[3], int(terms[4]), secret)


def _close_deal(table: Table, speaker: str, words: Words) -> Command:
    from wargame.table import CloseDeal

    if words[1] == "kept":
        return CloseDeal(words[0], kept=True, because=" ".join(words[2:]))
    if words[1] != "broken" or len(words) < 3:
        stop("It goes: wargame do GAME facilitator deal DEAL kept, or deal DEAL broken SEAT [WHY].")
    return CloseDeal(words[0], False, viewer_of(table, words[2], what="SEAT", others=()), " ".join(words[3:]))


def _veto(table: Table, speaker: str, words: Words) -> Command:
    from wargame.table import Veto

    return Veto(words[0], " ".join(words[1:]))


def _inject(table: Table, speaker: str, words: Words) -> Command:
    """News of the deck by its id; of the list on the desk by its number; or made up, as quoted texts."""
    from wargame.table import GiveInject, GiveNews

    listed = table.desk().injects
    if len(words) == 1 and _is_number(words[0]):
        number = int(words[0])
        if not 0 < number <= len(listed):
            stop(f"The list on the desk has {len(listed)} rows; `wargame injects {table.game.name}` shows them.")
        return listed[number - 1].command
    titles = {inject.id: inject.title for inject in table.deck.injects.values()}
    known = meant(words[0], titles)
    if known in titles:
        _no_more(words[1:], "news of the deck goes by its id alone")
        return GiveInject(known)
    if len(words) == 1 and " " not in words[0]:
        return GiveInject(words[0])
    to: list[str] = []
    rest = list(words)
    if len(rest) > 2 and rest[-2] == "to":
        to = [viewer_of(table, seat, what="SEAT", others=()) for seat in rest[-1].split(",")]
        rest = rest[:-2]
    if len(rest) > 3:
        stop('It goes: wargame do GAME facilitator inject ID, or inject "TITLE" ["TEXT" ["EFFECTS"]] [to SEAT,SEAT].')
    title, text, effects = (*rest, "", "")[:3]
    return GiveNews(title, text, tuple(to), effects)


# The floor


def _moves(table: Table) -> tuple[str, ...]:
    return tuple(table.state.table)


def _move(table: Table, words: Words, *, own: str = "") -> tuple[str, Words]:
    """The move that is meant, and the words after it: named first, or else the one that is being talked about.

    That is the seat's `own` where it is given, else the next one with the floor, else the next one.
    """
    known = _moves(table)
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


def _floor_own(table: Table, speaker: str, words: Words) -> Command:
    from wargame.table import Floor

    move, rest = _move(table, words, own=speaker)
    _no_more(rest, "a floor is taken for a move: `floor [MOVE]`")
    return Floor(move, speaker)


def _floor_given(table: Table, speaker: str, words: Words) -> Command:
    from wargame.table import Floor

    move, rest = _move(table, words)
    if len(rest) > 1:
        stop("It goes: wargame do GAME facilitator floor [MOVE] [SEAT], where the seat spends a token.")
    return Floor(move, viewer_of(table, rest[0], what="SEAT", others=()) if rest else "")


def _no_more(rest: Words, sentence: str) -> None:
    if rest:
        stop(f"`{rest[0]}` was not expected here; {sentence}.")


_PARTS = ("action", "aim", "effect", "reaction")


def _claim(table: Table, speaker: str, words: Words) -> Command:
    from wargame.table import SayClaim

    move, rest = _move(table, words, own=speaker)
    if len(rest) < 2 or rest[0] not in _PARTS:
        stop(f"A claim has parts: {', '.join(_PARTS)}; such as `claim aim To be believed`.")
    part, text = rest[0], " ".join(rest[1:])
    said_by = "" if speaker == FACILITATOR else speaker
    claim = table.state.argument(move).claim
    if part == "action":
        return SayClaim(move, claim, text, said_by)
    return SayClaim(move, evolve(claim, **{part: text}), "", said_by)


def _argue(table: Table, speaker: str, words: Words) -> Command:
    from wargame.table import read_reason

    move, rest = _move(table, words)
    said_by = "" if speaker == FACILITATOR else speaker
    read = read_reason(table.deck, move, " ".join(rest), speaker=said_by, facts=_facts(table, speaker))
    if isinstance(read, str):
        stop(f"{read[:1].upper()}{read[1:]}.")
    if said_by and read.seat != said_by:
        stop(f"{table.deck.seats[said_by].title} speaks for itself alone; the facilitator writes down for all.")
    return read


def _facts(table: Table, speaker: str) -> tuple[Established, ...]:
    from wargame.deck import PUBLIC

    return table.view(PUBLIC if speaker == FACILITATOR else speaker).established


def _weigh(table: Table, speaker: str, words: Words) -> Command:
    from wargame.table import Weigh

    move, rest = _move(table, words)
    if len(rest) != 2 or not _is_number(rest[0]) or rest[1] not in (*STRENGTHS, "no"):
        stop(f"A reason is weighed by its number: `weigh [MOVE] 2 {'|'.join(STRENGTHS)}|no`.")
    found = next((each for each in STRENGTHS if each == rest[1]), None)
    return Weigh(move, int(rest[0]), found)


def _method(table: Table, speaker: str, words: Words) -> Command:
    from wargame.table import Choose

    move, rest = _move(table, words)
    if len(rest) != 1:
        stop("It goes: wargame do GAME facilitator method [MOVE] METHOD, or `deck` for the deck's own.")
    return Choose(move, "" if rest[0] == "deck" else rest[0])


def _odds(table: Table, speaker: str, words: Words) -> Command:
    from wargame.table import Judge

    move, rest = _move(table, words)
    if len(rest) < 2:
        stop("The odds of a move want a reason: `odds [MOVE] 60 The road is open`.")
    return Judge(move, chance=_chance(table.deck, rest[0]), because=" ".join(rest[1:]))


def _chance(deck: Deck, word: str) -> int:
    from wargame.table import read_chance

    chance = read_chance(deck, word)
    if isinstance(chance, str):
        stop(f"{chance[:1].upper()}{chance[1:]}.")
    return chance


def _one_of(words: Words, choices: tuple[Any, ...], how: str) -> Any:
    text = "_".join(words).casefold()
    if text not in choices:
        stop(f"It goes: wargame do GAME facilitator {how} {'|'.join(choices)}")
    return text


def _rate(table: Table, speaker: str, words: Words) -> Command:
    from wargame.table import RATINGS, Judge

    move, rest = _move(table, words)
    return Judge(move, rating=_one_of(rest, RATINGS, "rate [MOVE]"))


def _leverage(table: Table, speaker: str, words: Words) -> Command:
    from wargame.table import LEVERAGES, Judge

    move, rest = _move(table, words)
    return Judge(move, leverage=_one_of(rest, LEVERAGES, "leverage [MOVE]"))


def _decide(table: Table, speaker: str, words: Words) -> Command:
    from wargame.table import Judge

    move, rest = _move(table, words)
    return Judge(move, decided=_one_of(rest, BANDS, "decide [MOVE]"))


def _oppose(table: Table, speaker: str, words: Words) -> Command:
    from wargame.table import Judge

    move, rest = _move(table, words)
    if len(rest) != 1:
        stop("It goes: wargame do GAME facilitator oppose MOVE OTHER, or `nothing`.")
    other = "" if rest[0] == _NOTHING else _move(table, rest)[0]
    return Judge(move, opposes=other)


def _counter(table: Table, speaker: str, words: Words) -> Command:
    from wargame.table import Judge

    move, rest = _move(table, words)
    if len(rest) != 1:
        stop("It goes: wargame do GAME facilitator counter [MOVE] FACT, by its number or id, or `nothing`.")
    facts = _facts(table, speaker)
    number = int(rest[0]) if _is_number(rest[0]) else 0
    named = facts[number - 1].id if 0 < number <= len(facts) else rest[0]
    return Judge(move, counters="" if rest[0] == _NOTHING else named)


def _vote(table: Table, speaker: str, words: Words) -> Command:
    from wargame.table import Vote, read_tokens

    move, rest = _move(table, words)
    text = " ".join(rest)
    tokens = read_tokens(text)
    if not isinstance(tokens, str) and len(tokens) == 1:
        return Vote(move, speaker, None, tokens[0])
    return Vote(move, speaker, _chance(table.deck, text))


def _ballot(table: Table, speaker: str, words: Words) -> Command:
    from wargame.table import Show, read_show, read_tokens

    move, rest = _move(table, words)
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
        stop(f"{shown[:1].upper()}{shown[1:]}.")
    return Show(move, shown)


# Rulings


def _rule(table: Table, speaker: str, words: Words) -> Command | RuleAll:
    from wargame.table import Rule

    if words == ("all",):
        return RuleAll()
    anyway = "anyway" in words
    rest = tuple(word for word in words if word != "anyway")
    if not rest:
        return Rule(anyway=anyway)
    move, more = _move(table, rest)
    _no_more(more, "it goes: `rule [MOVE] [anyway]`")
    return Rule(move, anyway=anyway)


def _dice(table: Table, speaker: str, words: Words) -> Command:
    from wargame.table import Rule

    anyway = words[-1] == "anyway"
    values = words[:-1] if anyway else words
    if not values or not all(_is_number(word) and len(word) < 4 for word in values):
        stop("Real dice are typed as they lie: `dice 4 3`; d100 as one number from 1 to 100.")
    return Rule(thrown=tuple(int(word) for word in values), anyway=anyway)


def _override(table: Table, speaker: str, words: Words) -> Command:
    from wargame.table import Overrule

    if words[0] not in _moves(table):
        stop(f"Say which move is overruled: {', '.join(_moves(table)) or 'none lies on the table'}.")
    move, rest = words[0], words[1:]
    effects: str | None = None
    band: Band | None = next((each for each in BANDS if rest[:1] == (each,)), None)
    if band is not None:
        rest = rest[1:]
    if rest[:1] == ("do",):
        effects, rest = " ".join(rest[1:2]), rest[2:]
    if (band is None and effects is None) or not 1 <= len(rest) <= 2:
        stop(
            'It goes: wargame do GAME facilitator override MOVE BAND "WHY" ["NOTE"], '
            'or with what it does instead: override MOVE [BAND] do "tension -1" "WHY" ["NOTE"].'
        )
    because, note = (*rest, "")[:2]
    return Overrule(move, because, band, effects, note)


def _settle(table: Table, speaker: str, words: Words) -> Command:
    from wargame.table import Settle

    unsettled = table.state.unsettled
    named = words[0] in _moves(table)
    move, rest = (words[0], words[1:]) if named else ((*unsettled, "")[0], words)
    if not 1 <= len(rest) <= 2:
        stop('It goes: wargame do GAME facilitator settle [MOVE] "tension -1; aid = dual_use" ["WHY"], or `nothing`.')
    effects, text = (*rest, "")[:2]
    return Settle(move, "" if effects == _NOTHING else effects, text)


def _rewind(table: Table, speaker: str, words: Words) -> Command:
    from wargame.table import Rewind

    if not _is_number(words[0]):
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
    from wargame.table import PERSON, Sit, bot_players

    sits, who = viewer_of(table, words[0], what="SEAT", others=()), words[1]
    bots = {player.partition(":")[2]: player for player in bot_players()}
    players = {PERSON: PERSON, "people": PERSON, **bots, **dict.fromkeys(bot_players(), "")}
    player = players.get(who.casefold())
    if player is None:
        guess = nearest(who, [PERSON, *bots])
        hint = f" Did you mean `{guess}`?" if guess else ""
        stop(f"A seat is played by {PERSON} or by a bot ({', '.join(bots)}), not by `{who}`.{hint}")
    return Sit(sits, player or who.casefold())


_MANY = 400
_BANDS = "|".join(get_args(Band))

SEATS: Mapping[str, Verb] = {
    "play": Verb("play CARD", "hand in a card", _play, 1, 1),
    "free": Verb("free [TEXT]", "hand in a move of its own; what it does may be told later", _free, 0, _MANY),
    "pass": Verb("pass", "hand in nothing", _pass),
    "undo": Verb("undo", "take back the sealed move, or the last reason that was given", _undo),
    "floor": Verb("floor [MOVE]", "spend a token, so that a move is argued", _floor_own, 0, 1),
    "claim": Verb("claim [MOVE] PART TEXT", "say its aim, effect, reaction; action of a free move", _claim, 2, _MANY),
    "argue": Verb(
        "argue [MOVE] REASON", "give a reason: '+! prisoners on film', '- export law', '+ b'", _argue, 1, _MANY
    ),
    "ballot": Verb("ballot [MOVE] 70|likely|SS", "vote, unseen: a chance, or tokens for the bag", _vote, 1, _MANY),
    "signal": Verb("signal CARD… | nothing", "show what may be played, when a turn opens", _signal, 1, 9),
    "respond": Verb("respond CARD [MOVE]", "answer a move out of turn", _respond, 1, 2),
    "commit": Verb("commit keep|break", "answer for the promise that is due", _commit, 1, 1),
    "deal": Verb('deal offer SEAT "GIVE" "GET" TURN [secret] | accept|refuse DEAL', "make a deal", _deal, 2, 6),
    "precedent": Verb("precedent for|against TEXT", "set something down before the first move", _precedent, 2, _MANY),
    "note": Verb("note TEXT", "write something down that only the seat and the facilitator read", _note, 1, _MANY),
    "word": Verb("word WORD", "give the dice a word, before the first move", _word, 1, 1),
}

FACILITATORS: Mapping[str, Verb] = {
    "floor": Verb("floor [MOVE] [SEAT]", "have a move argued; with SEAT, which spends a token", _floor_given, 0, 2),
    "claim": Verb(
        "claim [MOVE] PART TEXT", "write down aim, effect, reaction; action of a free move", _claim, 2, _MANY
    ),
    "argue": Verb("argue [MOVE] REASON", "write down a reason: '+k! prisoners on film', '-m b'", _argue, 1, _MANY),
    "weigh": Verb("weigh [MOVE] NUMBER strong|no…", "find a reason weaker or stronger, or none", _weigh, 2, 3),
    "method": Verb("method [MOVE] METHOD|deck", "rule this move by another method", _method, 1, 2),
    "odds": Verb("odds [MOVE] 60|likely WHY", "set the odds, as of a free move", _odds, 2, _MANY),
    "rate": Verb("rate [MOVE] STRENGTH", "say how strong the argument is, for one die", _rate, 1, 4),
    "leverage": Verb("leverage [MOVE] weak|strong", "say which die is kept", _leverage, 1, 2),
    "decide": Verb("decide [MOVE] BAND", "say how it ends, by consensus or as umpire", _decide, 1, 2),
    "oppose": Verb("oppose MOVE OTHER|nothing", "set two moves against each other", _oppose, 1, 2),
    "counter": Verb("counter [MOVE] FACT|nothing", "say which established result it contradicts", _counter, 1, 2),
    "ballot": Verb(
        "ballot [MOVE] 546354|30 55%|open", "type in a show of hands, tokens; or open the votes", _ballot, 1, _MANY
    ),
    "rule": Verb("rule [MOVE] [anyway] | all", "the dice fall for the next move, or for all", _rule, 0, 2),
    "dice": Verb("dice NUMBER…", "rule it by real dice", _dice, 1, _MANY),
    "override": Verb(
        'override MOVE BAND "WHY" ["NOTE"]', "set an outcome by hand, before or after the dice", _override, 2, 6
    ),
    "settle": Verb('settle [MOVE] "EFFECTS" ["WHY"]', "decide what was left to the umpire", _settle, 1, 3),
    "inject": Verb('inject ID | NUMBER | "TITLE" ["TEXT" ["EFFECTS"]] [to SEAT,SEAT]', "give news", _inject, 1, 5),
    "deal": Verb("deal DEAL kept | broken SEAT [WHY]", "say what became of a deal", _close_deal, 2, _MANY),
    "veto": Verb("veto PRECEDENT [WHY]", "do not let a precedent stand", _veto, 1, _MANY),
    "note": Verb("note TEXT", "write something down that only facilitators read", _note, 1, _MANY),
    "rewind": Verb("rewind EVENT [WHY]", "go on from where the game stood", _rewind, 1, _MANY),
    "close": Verb("close", "the turn is closed", _close),
    "publish": Verb("publish [FILE|-]", "show its front page", _publish, 0, 1),
    "next": Verb("next", "the next turn opens", _next),
    "seat": Verb("seat SEAT person|BOT", "somebody else plays that seat", _sit, 2, 2),
}
