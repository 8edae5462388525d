"""Bots take their seats: each is handed its view and a source of chance of its own, and answers with a move."""

from __future__ import annotations

from itertools import count

from wargame.bots import BOTS, RandomBot
from wargame.deck import Deck
from wargame.rules import PERSON, Command, Pass, Play, Refusal, Sit, State, view_for
from wargame.table.course import Stakes

_BOT = "bot:"


def player(bot: str | None) -> str:
    """How a log names who sits in a seat: a bot by its id, or people."""
    return PERSON if bot is None else f"{_BOT}{bot}"


def bot_players() -> tuple[str, ...]:
    """How a log names each bot that may take a seat."""
    return tuple(player(bot) for bot in BOTS)


def is_bot(player: str) -> bool:
    """Whether a bot sits there."""
    return player.startswith(_BOT)


def waiting_bot(state: State) -> str | None:
    """The next seat whose bot has not handed in, in the order of play."""
    if state.phase != "plan":
        return None
    waiting = (seat for seat in state.order if seat not in state.moves)
    return next((seat for seat in waiting if is_bot(state.players[seat])), None)


def player_refusal(deck: Deck, state: State, command: Command) -> Refusal | None:
    """Why people may not give this command: a bot plays that seat, or no bot is called so."""
    if isinstance(command, Play | Pass) and is_bot(state.players.get(command.seat, "")) and state.phase == "plan":
        title = deck.seats[command.seat].title
        return Refusal("bot", f"{title} is played by a bot; at the facilitator's desk people take the seat")
    if isinstance(command, Sit) and is_bot(command.player) and command.player not in bot_players():
        return Refusal(
            "unknown_bot", f"no bot is called `{command.player.removeprefix(_BOT)}`; there is: {', '.join(BOTS)}"
        )
    return None


def bot_command(turn: int, seat: str) -> str:
    """The id of a bot's command, so that of two programs which seat the bot only one moves it."""
    return f"bot/{turn}/{seat}"


def bot_move(stakes: Stakes, state: State, seat: str) -> Play | Pass:
    """What the bot in `seat` does. Its chance is drawn at addresses of its own, apart from every ruling's.

    For a bot that this program does not have, the random one stands in.
    """
    numbers = count(1)

    def draw(below: int) -> int:
        return stakes.dice.number(f"bot/{state.turn}/{seat}/{next(numbers)}", below)

    bot = BOTS.get(state.players[seat].removeprefix(_BOT), BOTS[RandomBot.id])
    return bot.choose(view_for(stakes.deck, state, seat), draw)
