"""Reading the cards: their odds, their bands, and what one says of another."""

from __future__ import annotations

from collections.abc import Callable
from collections.abc import Mapping as Mapped

from attrs import frozen

from wargame.deck.audience import ALL, within
from wargame.deck.codes import FREE_CODES, PASS_CODES, code_parts
from wargame.deck.language import binding
from wargame.deck.language.condition import Condition
from wargame.deck.language.expression import Comparison, WholeNumber, names_read
from wargame.deck.model import (
    Band,
    Card,
    Commitment,
    Cost,
    Effect,
    Modifier,
    Outcome,
)
from wargame.deck.reading.board import Board
from wargame.deck.reading.fields import Fields, Report
from wargame.deck.reading.shapes import keys
from wargame.deck.reading.tree import Node, Scalar

#: Stands in for a condition that could not be read.
NEVER = Condition("1 = 0", Comparison("=", WholeNumber(1), WholeNumber(0)))


@frozen
class Common:
    """What a band of any card says and does where the card is silent."""

    setback: Outcome
    failure: Outcome
    disaster: Outcome
    kept: tuple[Effect, ...] = ()
    broken: tuple[Effect, ...] = ()


def read_common(root: Fields, board: Board) -> Common:
    """`common`."""
    node = root.node("common")
    if node is None:
        return Common(Outcome("At a price."), Outcome("Nothing comes of it."), Outcome("It turns against you."))
    fields = Fields(board.report, node, "common", keys("common"))
    return Common(
        _outcome(fields, board, "setback", "At a price."),
        _outcome(fields, board, "failure", "Nothing comes of it."),
        _outcome(fields, board, "disaster", "It turns against you."),
        board.effects(fields, "kept_do"),
        board.effects(fields, "broken_do"),
    )


def _outcome(fields: Fields, board: Board, key: str, default: str) -> Outcome:
    return Outcome(fields.text(key, most=400, default=default), board.effects(fields, f"{key}_do"))


def read_cards(root: Fields, board: Board, common: Common) -> dict[str, Card]:
    """`cards`."""
    found: dict[str, Card] = {}
    codes: dict[tuple[str, tuple[str, str]], str] = {}
    for name, node in root.section("cards", required=True):
        fields = Fields(board.report, node, f"card {name.text}", keys("card"))
        card = found[name.text] = _card(name.text, fields, board, common)
        same = codes.setdefault((card.seat, code_parts(name.text)), name.text)
        if name.text.casefold() in (*PASS_CODES, *FREE_CODES):
            what = "passes" if name.text.casefold() in PASS_CODES else "writes a move of its own"
            board.report.error(name.at, f"`{name.text}` on a slip means that a team {what}", "another id for the card")
        elif same != name.text and card.seat:
            message = f"on a slip `{name.text}` can't be told from `{same}`, which the same seat holds"
            board.report.error(name.at, message, "ids that differ in more than signs, capitals and leading zeros")
    if not found and root.node("cards") is not None:
        board.report.error(root.key_at("cards"), "there is no card")
    held = {card.seat for card in found.values()}
    for seat in board.seats:
        if found and seat not in held:
            board.report.error(root.key_at("cards"), f"seat {seat} has no card")
    return found


def _card(name: str, fields: Fields, board: Board, common: Common) -> Card:
    seat = fields.scalar("seat", required=True)
    known = seat is not None and board.report.known(seat.text, seat, board.seats, "seat")
    seat_id = seat.text if seat is not None and known else ""
    needs = board.condition(fields, "needs")
    if needs is not None and seat_id:
        for track in board.unseen(needs, seat_id):
            at = board.condition_mark(fields, "needs", track)
            message = f"`needs` of {fields.what} reads `{track}`, which {seat_id} does not see"
            board.report.error(at, message, "a refusal would give it away; read only what the seat sees")
    trigger = board.condition(fields, "trigger")
    if trigger is not None and seat_id:
        for track in board.unseen(trigger, seat_id):
            message = f"`trigger` of {fields.what} reads `{track}`, which {seat_id} does not see"
            board.report.error(board.condition_mark(fields, "trigger", track), message, "read only what the seat sees")
    chance, word = _chance(fields, board)
    return Card(
        name,
        fields.line("title", required=True, most=60),
        seat_id,
        fields.text("text", required=True, most=400),
        chance,
        _outcomes(fields, board, common),
        word,
        needs,
        _cost(fields, board, seat_id),
        _uses(fields),
        fields.flag("secret") or trigger is not None,
        board.cited(fields),
        board.systems_of(fields),
        tuple(_modifier(node, fields.what, board, seat_id) for node in fields.items("modifiers")),
        fields.texts("pros", most=200),
        fields.texts("cons", most=200),
        fields.text("facilitator", most=600),
        fields.flag("waits"),
        fields.text("umpire", most=400),
        trigger,
        fields.integer("project", 2, 3, 1) if fields.node("project") else 1,
        _protection(fields, board),
        tuple(each.text for each in fields.scalars("answers")),
        fields.integer("sways", -90, 90, 0),
        fields.flag("signal"),
        _commits(fields, board, common),
        board.research_of(fields),
    )


def _protection(fields: Fields, board: Board) -> str:
    """`protected_by`: a track that can be taken from."""
    scalar = fields.scalar("protected_by")
    if scalar is None or not board.report.known(scalar.text, scalar.at, board.tracks, "track"):
        fields.not_left_empty("protected_by")
        return ""
    if board.tracks[scalar.text].derived is not None:
        board.report.error(scalar.at, f"`{scalar.text}` is derived, and has no layers to be taken off")
    return scalar.text


def _commits(card: Fields, board: Board, common: Common) -> Commitment | None:
    """`commits`: a promise that everybody can hold the seat to."""
    node = card.node("commits")
    if node is None:
        card.not_left_empty("commits")
        return None
    fields = Fields(board.report, node, f"the commitment of {card.what}", keys("commitment"))
    condition = board.condition(fields, "if")
    if condition is None and not fields.node("if"):
        fields.missing("if")
    for track in sorted(condition.reads) if condition is not None else ():
        if board.tracks[track].audience != ALL:
            message = f"{fields.what} reads `{track}`, which not everybody sees"
            hint = "a promise is one that all can hold the seat to"
            board.report.error(board.condition_mark(fields, "if", track), message, hint)
    then = fields.line("then", required=True, most=40)
    return Commitment(
        condition or NEVER,
        then,
        fields.line("text", required=True, most=200),
        board.effects(fields, "kept_do") if fields.node("kept_do") else common.kept,
        board.effects(fields, "broken_do") if fields.node("broken_do") else common.broken,
    )


def check_links(cards: Mapped[str, Card], root: Fields, board: Board, common: Common) -> None:
    """What cards say of other cards: answers name seats and cards of others, a promise one of its own seat's cards."""
    for name, node in root.section("cards"):
        card = cards[name.text]
        fields = Fields(Report(), node, f"card {name.text}", keys("card"))
        _check_answers(card, cards, fields, board)
        if card.sways and not card.answers:
            board.report.error(
                fields.key_at("sways"), f"`sways` of {fields.what} wants `answers`: which moves it sways"
            )
        if card.answers and (card.secret or card.signal):
            message = f"{fields.what} answers a move that lies open, and can't be secret, or be shown before"
            board.report.error(fields.key_at("answers"), message)
        elif card.secret and card.signal:
            message = f"{fields.what} is secret, and can't be shown before it is played"
            board.report.error(fields.key_at("signal"), message)
        _check_commitment(card, cards, fields, board)
    _check_cycles(cards, root, board, common)


def _check_answers(card: Card, cards: Mapped[str, Card], fields: Fields, board: Board) -> None:
    if not card.answers:
        return
    others = [each.id for each in cards.values() if each.seat != card.seat]
    seats = [seat for seat in board.seats if seat != card.seat]
    for each in fields.scalars("answers"):
        board.report.known(each.text, each.at, [*seats, *others], "other seat, or card of another seat,")


def _check_commitment(card: Card, cards: Mapped[str, Card], fields: Fields, board: Board) -> None:
    node = fields.node("commits")
    if card.commits is None or node is None:
        return
    inner = Fields(Report(), node, "", keys("commitment"))
    then = inner.scalar("then")
    own = [each.id for each in cards.values() if each.seat == card.seat and not each.secret and not each.answers]
    if then is not None:
        board.report.known(then.text, then.at, own, f"open card of {card.seat} that is no answer")
    if card.secret:
        board.report.error(fields.key_at("commits"), f"{fields.what} is secret, and a promise is made before all")


def _check_cycles(cards: Mapped[str, Card], root: Fields, board: Board, common: Common) -> None:
    """A promise whose keeping may bring about what another waits for, and so on round to itself, has no end.

    What keeping does for every promise alike is left out: it would set each one against each other.
    """
    promises = {card.id: card.commits for card in cards.values() if card.commits is not None}
    moved = {
        promise.then: {effect.track for outcome in cards[promise.then].outcomes.values() for effect in outcome.effects}
        for promise in promises.values()
        if promise.then in cards
    }
    derived = {track.id: names_read(track.derived) for track in board.tracks.values() if track.derived is not None}

    def leads_to(card: str) -> list[str]:
        kept = promises[card].kept if promises[card].kept != common.kept else ()
        moves = moved.get(promises[card].then, set()) | {effect.track for effect in kept}
        moves = moves | {track for track, reads in derived.items() if reads & moves}
        return [other for other, promise in promises.items() if promise.condition.reads & moves]

    for start in promises:
        path = _round_trip(start, leads_to)
        if path:
            at = next((name.at for name, _ in root.section("cards") if name.text == start), root.at)
            chain = " → ".join((*path, start))
            message = f"the promises of {chain} bring each other about without an end"
            board.report.error(at, message, "let one of them wait for something that the others do not move")
            return


def _round_trip(start: str, leads_to: Callable[[str], list[str]]) -> list[str]:
    """A way from `start` by way of another one back to it; empty where there is none."""
    ways, seen = [[start]], {start}
    while ways:
        way = ways.pop(0)
        for other in leads_to(way[-1]):
            if other == start and len(way) > 1:
                return way
            if other not in seen:
                seen.add(other)
                ways.append([*way, other])
    return []


def chance_of(scalar: Scalar, fields: Fields, board: Board, lowest: int, highest: int) -> tuple[int, str]:
    """A number in per cent, or a word of the scale with its number."""
    if isinstance(scalar.value, str):
        if board.report.known(scalar.text, scalar, board.scale, "likelihood"):
            return board.scale[scalar.text], scalar.text
        return lowest, ""
    return fields.number(scalar, f"`chance` of {fields.what}", lowest, highest), ""


def _chance(fields: Fields, board: Board) -> tuple[int, str]:
    scalar = fields.scalar("chance", required=True)
    if scalar is None:
        return board.limits.lowest, ""
    return chance_of(scalar, fields, board, board.limits.lowest, board.limits.highest)


def _cost(fields: Fields, board: Board, seat: str) -> tuple[Cost, ...]:
    scalar = fields.scalar("cost")
    if scalar is None:
        fields.not_left_empty("cost")
        return ()
    found = binding.costs(scalar.text, board.tracks, board.report.at(scalar))
    for cost in found:
        if seat and not within(seat, board.tracks[cost.track].audience):
            message = f"`cost` of {fields.what} takes from `{cost.track}`, which {seat} does not see"
            board.report.error(board.condition_mark(fields, "cost", cost.track), message)
    return found


def _uses(fields: Fields) -> int | None:
    scalar = fields.scalar("uses")
    if scalar is None:
        return 1
    if scalar.text == "any":
        return None
    return fields.number(scalar, f"`uses` of {fields.what}", 1, 99)


def _modifier(node: Node, card: str, board: Board, seat: str) -> Modifier:
    fields = Fields(board.report, node, f"a modifier of {card}", keys("modifier"))
    condition = board.condition(fields, "if")
    if condition is None:
        if not fields.node("if"):
            fields.missing("if")
        condition = NEVER
    hidden = fields.flag("hidden")
    unseen = board.unseen(condition, seat) if seat else []
    if unseen and not hidden:
        message = f"this modifier reads `{unseen[0]}`, which {seat} does not see"
        hint = "add `hidden: true`: the odds then say that not all factors are known"
        board.report.error(board.condition_mark(fields, "if", unseen[0]), message, hint)
    if hidden and seat and not unseen:
        message = f"this modifier is hidden, but {seat} sees all that it reads"
        board.report.error(fields.key_at("hidden"), message, "remove `hidden`")
    points = fields.integer("chance", -90, 90)
    because = fields.line("because", required=True, most=120)
    return Modifier(condition, points, because, hidden, board.cited(fields))


def _outcomes(fields: Fields, board: Board, common: Common) -> dict[Band, Outcome]:
    """The five bands of a card: triumph is success and more, partial is success and the common setback."""
    success = Outcome(fields.text("success", required=True, most=400), board.effects(fields, "success_do"))
    return {
        "triumph": Outcome(
            fields.text("triumph", most=400, default=success.text),
            success.effects + board.effects(fields, "triumph_do"),
        ),
        "success": success,
        "partial": _instead(
            fields,
            board,
            "partial",
            f"{success.text} {common.setback.text}",
            success.effects + common.setback.effects,
        ),
        "failure": _instead(fields, board, "failure", common.failure.text, common.failure.effects),
        "disaster": _instead(fields, board, "disaster", common.disaster.text, common.disaster.effects),
    }


def _instead(fields: Fields, board: Board, band: str, text: str, effects: tuple[Effect, ...]) -> Outcome:
    own = board.effects(fields, f"{band}_do")
    return Outcome(fields.text(band, most=400, default=text), own if fields.node(f"{band}_do") else effects)
