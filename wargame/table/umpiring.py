"""What the umpire has against a command, beside the rules: methods that nobody knows, or that were not told enough."""

from __future__ import annotations

from collections.abc import Iterable

from attrs import evolve

from wargame.deck import Deck, nearest
from wargame.rules import Choose, Command, MoveView, Odds, Overrule, Put, Refusal, Rule, State, View, unseen, untold
from wargame.table.progress import Stakes
from wargame.table.registry import Foreign, Registry, known_methods
from wargame.table.rulings import is_laid, opponent, overtaken_by
from wargame.umpire import OPPOSED, Methods, Outlook, UnknownMethod, adjudicate, foresee, foreseen


def umpire_refusal(stakes: Stakes, state: State, command: Command) -> Refusal | None:
    """Why the umpire can't carry out a command that the rules have nothing against."""
    match command:
        case Choose(_, method):
            return _choice(stakes.methods, method)
        case Rule():
            return _ruling(stakes, state, command)
        case Overrule(move) if move in state.pending:
            return _beforehand(stakes.deck, state, state.table[move]) or _told(stakes, state, state.table[move])
    return None


def _choice(methods: Methods, method: str) -> Refusal | None:
    if method == OPPOSED:
        return Refusal("opposed", "moves are set against each other by naming the other move")
    if not method or method in methods:
        return None
    if isinstance(methods, Registry) and method in methods.broken:
        return _unknown(methods, UnknownMethod(method))
    guess = nearest(method, methods)
    hint = f"did you mean {guess}?" if guess else f"there is: {', '.join(methods)}"
    return Refusal("unknown_method", f"no method is called `{method}`; {hint}")


def _unknown(methods: Methods, error: UnknownMethod) -> Refusal:
    why = methods.broken.get(error.name) if isinstance(methods, Registry) else None
    return Refusal(
        "unknown_method", f"the method `{error.name}` of another package is broken: {why}" if why else str(error)
    )


def _beforehand(deck: Deck, state: State, put: Put) -> Refusal | None:
    """Why nobody can say how a move ends before it is ruled: it can't be made, or is laid first."""
    if is_laid(deck, put):
        return Refusal("laid", "that card is laid out of sight first; its outcome is set once it has sprung")
    against = overtaken_by(deck, state, put)
    return Refusal("overtaken", f"that move can't be made now: it {against[0].sentence}") if against else None


def _told(stakes: Stakes, state: State, put: Put) -> Refusal | None:
    try:
        foreseen(stakes.deck, state, put, stakes.methods)
    except UnknownMethod as error:
        return _unknown(stakes.methods, error)
    except ValueError as error:
        return Refusal("method", str(error))
    return None


def _ruling(stakes: Stakes, state: State, command: Rule) -> Refusal | None:
    """Why the next move can't be ruled as it is to be ruled."""
    deck, put = stakes.deck, state.table[state.pending[0]]
    if overtaken_by(deck, state, put) or is_laid(deck, put):
        needless = command.thrown and not unseen(deck, put)
        return Refusal("dice", "that move comes too late, and no dice decide about it") if needless else None
    other = opponent(state, put)
    other = None if other is not None and overtaken_by(deck, state, other, put) else other
    title = deck.seats[put.seat].title
    if other is not None and untold(other):
        return Refusal("untold", f"what the free move of {deck.seats[other.seat].title} does has not been told yet")
    try:
        outlook = foreseen(deck, state, put, stakes.methods, other)
        if outlook.lacks:
            return Refusal("lacks", f"the move of {title} can't be ruled by {outlook.title} without {outlook.lacks}")
        if outlook.wide and not command.anyway:
            low, high = min(outlook.case.ballots), max(outlook.case.ballots)
            apart = f"the ballots lie {high - low} points apart, from {low} to {high} %"
            return Refusal("wide", f"{apart}; let the room talk and vote again, or rule it anyway")
        if command.thrown or isinstance(stakes.methods[outlook.method], Foreign):
            dice = stakes.dice(state.dice_words)
            adjudicate(deck, state, put, dice, stakes.methods, other=other, thrown=command.thrown)
    except UnknownMethod as error:
        return _unknown(stakes.methods, error)
    except ValueError as error:
        return Refusal("dice", str(error))
    return None


def outlooks(deck: Deck, view: View, methods: Methods = known_methods) -> dict[str, Outlook]:
    """The outlook of each open move of a view that waits for its ruling, as far as its viewer can know it.

    A move whose method this program does not have, or that fails, is left out.
    """
    open_moves = [move for move in view.moves if not move.unseen and not move.ruled]
    found = {}
    for move in open_moves:
        other = opponent_of(open_moves, move)
        facing = None if other is None else (other.odds, other.argument)
        try:
            outlook = foresee(deck, move.odds, move.argument, methods, other=facing, floor=move.floor)
            if outlook.chances is None and outlook.by_odds:
                facing = None if other is None else (_known(other.odds), other.argument)
                known = foresee(deck, _known(move.odds), move.argument, methods, other=facing, floor=move.floor)
                outlook = evolve(outlook, known=known.chances)
            found[move.id] = outlook
        except (UnknownMethod, ValueError):
            continue
    return found


def _known(odds: Odds | None) -> Odds | None:
    """Odds as if the factors that are known were all."""
    return None if odds is None else evolve(odds, complete=True)


def opponent_of(moves: Iterable[MoveView], move: MoveView) -> MoveView | None:
    """Of these moves, the one that this one is set against, or that is set against this one."""
    facing = (each for each in moves if move.argument.opposes == each.id or each.argument.opposes == move.id)
    return next((each for each in facing if each.id != move.id), None)
