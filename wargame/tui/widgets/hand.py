"""The hand: each card on a few lines, what it costs, and why it can't be played now."""

from __future__ import annotations

from functools import partial

from textual.content import Content

from wargame.table import CardView, View
from wargame.tui.text import between, join, spread, ui_text, wrapped
from wargame.tui.widgets.choices import Row
from wargame.words import likelihood


def hand_rows(view: View, chosen: str | None) -> list[Row]:
    """The rows of a hand; the chosen card bears a mark."""
    return [Row(card.id, partial(card_lines, card, card.id == chosen)) for card in view.hand]


def card_lines(card: CardView, chosen: bool, width: int) -> list[Content]:
    """One card: mark, title and chance; then cost and secrecy; a card that can't be played says why in their place."""
    mark = "◉" if chosen else "○" if card.playable else "✕"
    style = "bold $mark" if chosen else "bold" if card.playable else "$quiet"
    title = ui_text(f"{mark} {card.title}", style)
    quiet = "" if card.playable else "$quiet"
    chance = ui_text(chance_text(card), quiet)
    notes = _notes(card, chosen)
    if title.cell_length + chance.cell_length + 2 <= width:
        found = [spread(title, chance, width)]
    else:
        found, notes = wrapped(title, width, hang=2), [chance, *notes]
    if notes:
        found += wrapped(between(" · ", notes), width, indent=2)
    for refusal in card.refusals:
        found += wrapped(ui_text(refusal.sentence, "$warn"), width, indent=2)
    return found


def chance_text(card: CardView) -> str:
    """`68 % likely`, with a question mark where not all factors are known."""
    unknown = "" if card.odds.complete else " ?"
    return f"{card.odds.chance} % {likelihood(card.odds.chance)}{unknown}"


def _notes(card: CardView, chosen: bool) -> list[Content]:
    quiet = "" if card.playable else "$quiet"
    found = [ui_text("chosen", "bold $mark")] if chosen else []
    found += [ui_text(f"−{cost.amount} {cost.title}", quiet) for cost in card.cost]
    if card.secret:
        found.append(ui_text("◌ out of sight", quiet))
    return found


def chosen_line(view: View, chosen: str | None, begun: bool, width: int) -> list[Content]:
    """What to do next, in one line; `begun`: a move of their own is written and not handed in."""
    if chosen is None and begun:
        return wrapped(ui_text("A move of your own is begun: w goes on with it.", "$mark"), width)
    if chosen is None:
        return wrapped(ui_text("Nothing chosen yet: Enter chooses the marked card.", "$quiet"), width)
    title = next(card.title for card in view.hand if card.id == chosen)
    first = join(ui_text(title, "bold $mark"), ui_text(": h hands it in"))
    whole = join(first, ui_text(", u takes it back"))
    if whole.cell_length <= width:
        return [whole]
    return [*wrapped(first, width), ui_text("u takes it back")]
