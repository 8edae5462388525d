"""Bots take their seats: each is handed its view and a source of chance of its own, and answers with a move."""

from __future__ import annotations

from itertools import count

from wargame.bots import BOTS, POLICY, RandomBot, bots_for
from wargame.deck import Deck
from wargame.rules import (
    GO_ON,
    PERSON,
    AnswerDeal,
    Break,
    Command,
    GiveWord,
    Keep,
    OfferDeal,
    Pass,
    Play,
    PlayFree,
    Refusal,
    Respond,
    SetPrecedent,
    Settle,
    Signal,
    Sit,
    State,
    TakeBack,
    Vote,
    view_for,
)
from wargame.table.progress import Stakes

_BOT = "bot:"
#: What a log says where nobody was there to decide.
LEFT_TO_THE_RULES = "Nobody decided: nothing changes."


def player(bot: str | None) -> str:
    """How a log names who sits in a seat: a bot by its id, or people."""
    return PERSON if bot is None else f"{_BOT}{bot}"


def bot_players(deck: Deck, seat: str) -> tuple[str, ...]:
    """How a log names each bot that may take a seat."""
    return tuple(player(bot) for bot in bots_for(deck, seat))


def bot_name(player: str) -> str:
    """How people call a bot: `random`, or a policy of the deck by its id.

    >>> bot_name("bot:random"), bot_name("bot:policy.caution")
    ('random', 'caution')
    """
    return player.removeprefix(_BOT).removeprefix(POLICY)


def is_bot(player: str) -> bool:
    """Whether a bot sits there."""
    return player.startswith(_BOT)


def asked(state: State) -> tuple[str, ...]:
    """The seats that have something to answer now, in the order of play: what to show, a move, a promise."""
    if state.phase == "signal":
        return tuple(seat for seat in state.order if seat in state.signallers and seat not in state.signalled)
    if state.phase == "plan":
        return tuple(seat for seat in state.order if seat not in state.moves)
    return (state.due[0].seat,) if state.due and not state.pending else ()


def going_on(state: State) -> Command:
    """What moves a game on that is left to the rules, once all seats have answered.

    What a card leaves to a person changes nothing then.
    """
    if state.unsettled and state.phase in ("close", "page"):
        return Settle(state.unsettled[0], "", LEFT_TO_THE_RULES)
    return GO_ON[state.phase]


def waiting_bot(state: State) -> str | None:
    """The next seat whose bot has something to answer, in the order of play."""
    return next((seat for seat in asked(state) if is_bot(state.players[seat])), None)


#: What nobody says for a seat that a bot plays.
_OWN = Vote | GiveWord | Signal | Keep | Break | OfferDeal | AnswerDeal | Respond | SetPrecedent


def player_refusal(deck: Deck, state: State, command: Command) -> Refusal | None:
    """Why people may not give this command: a bot plays that seat, or no bot is called so."""
    if isinstance(command, Play | PlayFree | Pass | TakeBack) and state.phase == "plan":
        speaker = command.seat
    else:
        speaker = command.seat if isinstance(command, _OWN) else ""
    if is_bot(state.players.get(speaker, "")):
        title = deck.seats[speaker].title
        return Refusal("bot", f"{title} is played by a bot; at the facilitator's desk people take the seat")
    if isinstance(command, Sit) and is_bot(command.player):
        bots = bots_for(deck, command.seat)
        name = command.player.removeprefix(_BOT)
        if name not in bots:
            return Refusal("unknown_bot", f"no bot is called `{name}`; for that seat there is: {', '.join(bots)}")
    return None


def bot_command(seq: int, seat: str) -> str:
    """The id of a bot's command on the position after event `seq`, so that of two programs only one moves it."""
    return f"bot/{seq}/{seat}"


def bot_move(stakes: Stakes, state: State, seat: str) -> Command:
    """What the bot in `seat` does. Its chance is drawn at addresses of its own, apart from every ruling's.

    For a bot that neither this program nor the deck has, the random one stands in.
    """
    numbers, dice = count(1), stakes.dice(state.dice_words)

    def draw(below: int) -> int:
        return dice.number(f"bot/{state.turn}/{seat}/{next(numbers)}", below)

    bots = bots_for(stakes.deck, seat)
    bot = bots.get(state.players[seat].removeprefix(_BOT), BOTS[RandomBot.id])
    return bot.choose(view_for(stakes.deck, state, seat), draw)
