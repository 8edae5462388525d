"""`wargame do`: a game played in plain lines."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from wargame.cli.completion import complete_cards, complete_games, complete_seats, complete_verbs
from wargame.cli.output import meant, opened_table, patiently, piped, refused, say, stop, viewer_of
from wargame.deck import FACILITATOR, PUBLIC, Deck, nearest

if TYPE_CHECKING:
    from wargame.table import Command, Event, Table

#: What each verb wants beside the seat: how it reads, and how many words may follow it, at least and at most.
_SEAT_VERBS = {"play": ("do GAME SEAT play CARD", 1, 1), "pass": ("do GAME SEAT pass", 0, 0)}
_TABLE_VERBS = {
    "rule": ("do GAME facilitator rule [SEAT]", 0, 1),
    "close": ("do GAME facilitator close", 0, 0),
    "publish": ("do GAME facilitator publish [FILE|-]", 0, 1),
    "next": ("do GAME facilitator next", 0, 0),
    "seat": ("do GAME facilitator seat SEAT person|BOT", 2, 2),
}
#: More than any front page holds, in bytes.
_LONGEST_FILE = 64_000


@click.command("do")
@click.argument("game", shell_complete=complete_games)
@click.argument("seat", shell_complete=complete_seats)
@click.argument("verb", shell_complete=complete_verbs)
@click.argument("what", nargs=-1, shell_complete=complete_cards)
def do_command(game: str, seat: str, verb: str, what: tuple[str, ...]) -> None:
    """Make a move in GAME, or lead it.

    \b
    A SEAT says         play CARD, or pass
    the facilitator     rule [SEAT]             the next move is ruled
                        close                   the turn is closed
                        publish [FILE|-]        its front page is shown: as a file or standard input has it, headline
                                                first; else as it was written on the screens, or as it writes itself
                        next                    the next turn opens
                        seat SEAT person|BOT    somebody else plays that seat

    What came of it is told as that seat may know it, and to the facilitator as everyone may, since others may look on;
    `wargame log GAME --as facilitator` tells all.
    """
    from wargame.table import Refusal

    with opened_table(game) as table:
        speaker = viewer_of(table, seat, what="SEAT", others=(FACILITATOR,))
        command = _command(table, speaker, verb, what)
        with patiently():
            answer = table.send(command)
        if isinstance(answer, Refusal):
            refused(answer.sentence)
        tell_events(table.deck, answer.events, PUBLIC if speaker == FACILITATOR else speaker)


def tell_events(deck: Deck, events: Iterable[Event], viewer: str) -> None:
    """What came of a command, as one viewer may know it."""
    from wargame.table import face
    from wargame.words import tell

    for event in events:
        seen = face(deck, event, viewer)
        if seen is not None:
            say(tell(deck, seen))


def _command(table: Table, seat: str, verb: str, what: tuple[str, ...]) -> Command:
    from wargame.table import Close, Next, Pass, Play, Rule

    verbs = _TABLE_VERBS if seat == FACILITATOR else _SEAT_VERBS
    if verb not in verbs:
        guess = nearest(verb, verbs)
        hint = f" Did you mean `{guess}`?" if guess else ""
        stop(f"{seat} can't `{verb}`.{hint} It goes: {' or '.join(f'wargame {each}' for each, _, _ in verbs.values())}")
    usage, least, most = verbs[verb]
    if not least <= len(what) <= most:
        stop(f"It goes: wargame {usage}")
    match verb:
        case "play":
            return Play(seat, _card(table.deck, seat, what[0]))
        case "pass":
            return Pass(seat)
        case "rule":
            return Rule(viewer_of(table, what[0], what="SEAT", others=()) if what else "")
        case "close":
            return Close()
        case "publish":
            return _publish(table, what[0] if what else None)
        case "seat":
            return _sit(table, *what)
    return Next()


def _card(deck: Deck, seat: str, text: str) -> str:
    """The card that is meant: by its id or title, or by its code as on a slip; else what was typed."""
    from wargame.table import read_slip

    hand = {card.id: card.title for card in deck.hand(seat)}
    card = meant(text, hand)
    slip = None if card in hand else read_slip(deck, seat, card)
    return slip.card if slip is not None and slip.card is not None else card


def _publish(table: Table, source: str | None) -> Command:
    """A front page: from a file, from standard input; else as somebody wrote it, or as the program writes it."""
    from wargame.table import Publish
    from wargame.words import front_page

    text = table.page_draft() if source is None else _read(source)
    lines = [line.strip() for line in (text or "").splitlines() if line.strip()]
    if lines:
        return Publish(lines[0], tuple(lines[1:]))
    if source is not None:
        stop(f"There is nothing in {_called(source)}: its first line is the headline.")
    page = front_page(table.deck, table.view(PUBLIC))
    return Publish(page.headline, page.lines)


def _read(source: str) -> str:
    try:
        if source == "-":
            data = piped(_LONGEST_FILE + 1)
        else:
            with Path(source).open("rb") as file:
                data = file.read(_LONGEST_FILE + 1)
        text = data.decode("utf-8-sig")
    except OSError as error:
        stop(f"{_called(source)} can't be read: {error.strerror}.")
    except UnicodeDecodeError:
        stop(f"{_called(source)} is no text in UTF-8.")
    if len(data) > _LONGEST_FILE:
        stop(f"{_called(source)} is too long for a front page.")
    return text


def _called(source: str) -> str:
    return "standard input" if source == "-" else source


def _sit(table: Table, seat: str, who: str) -> Command:
    """Who plays a seat from now on: `person`, or a bot by its id."""
    from wargame.table import PERSON, Sit, bot_players

    sits = viewer_of(table, seat, what="SEAT", others=())
    bots = {player.partition(":")[2]: player for player in bot_players()}
    players = {PERSON: PERSON, "people": PERSON, **bots, **dict.fromkeys(bot_players(), "")}
    player = players.get(who.casefold())
    if player is None:
        guess = nearest(who, [PERSON, *bots])
        hint = f" Did you mean `{guess}`?" if guess else ""
        stop(f"A seat is played by {PERSON} or by a bot ({', '.join(bots)}), not by `{who}`.{hint}")
    return Sit(sits, player or who.casefold())
