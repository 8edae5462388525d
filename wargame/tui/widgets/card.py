"""A card in full: text, odds with every reason, price, both sides of the argument, outcomes, and what it rests on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from textual.content import Content

from wargame.deck import BANDS, Band, Deck
from wargame.table import CardView, FactView
from wargame.tui.text import EMPTY, heading, join, paragraphs, ui_text, wrapped
from wargame.tui.widgets.odds_bar import bar_lines, odds_lines
from wargame.words import BAND_GLYPHS, BAND_TITLES, band_range


def full_card_lines(deck: Deck, card: CardView, width: int) -> list[Content]:
    """The card, section by section; `deck` gives the shares of the bands."""
    bands: Mapping[Band, int] = deck.shares.bands(card.odds.chance) if card.odds.complete else {}
    found = paragraphs(card.text, width)
    for refusal in card.refusals:
        found += wrapped(ui_text(f"✕ Not now: {refusal.sentence}", "bold $warn"), width, hang=2)
    found += [EMPTY, *wrapped(_terms(card), width)]
    found += section("Chance", width) + odds_lines(card.odds, width)
    if bands:
        found += bar_lines(bands, card.odds, width, height=1)
    found += section("What may come of it", width)
    for band in BANDS:
        found += outcome_lines(band, card.outcomes[band], bands, width)
    found += reason_lines(card.pros, card.cons, width)
    return found + fact_lines(card.facts, width) + system_lines(deck, card.systems, width)


def section(title: str, width: int) -> list[Content]:
    """The title of a part of the card."""
    return [EMPTY, heading(ui_text(title, "bold"), width)]


def reason_lines(pros: Sequence[str], cons: Sequence[str], width: int) -> list[Content]:
    """Both sides of the argument."""
    found: list[Content] = []
    for title, glyph, reasons in (("For it", "+", pros), ("Against it", "−", cons)):
        if reasons:
            found += section(title, width)
            for reason in reasons:
                found += wrapped(ui_text(f"{glyph} {reason}"), width, hang=2)
    return found


def fact_lines(facts: Sequence[FactView], width: int) -> list[Content]:
    """What it rests on, each fact with the document that it comes from."""
    found = section("It rests on", width) if facts else []
    for fact in facts:
        found += wrapped(join(ui_text(f"{fact.id}  ", "bold $mark"), ui_text(fact.text)), width, hang=2)
        if fact.source:
            found += wrapped(ui_text(fact.source, "$quiet"), width, indent=2)
    return found


def system_lines(deck: Deck, systems: Sequence[str], width: int) -> list[Content]:
    """The systems that it belongs to."""
    found = section("Touches", width) if systems else []
    for system in systems:
        found += wrapped(ui_text(f"· {deck.systems.get(system, system)}", "$quiet"), width, hang=2)
    return found


def _terms(card: CardView) -> Content:
    """What it takes, how often it may be played, and whether it is seen."""
    costs = ", ".join(f"{cost.title} {cost.amount}" for cost in card.cost)
    terms = [f"Costs: {costs}." if costs else "Costs nothing."]
    if card.uses_left is not None:
        times = {0: "not again", 1: "once more"}.get(card.uses_left, f"{card.uses_left} times more")
        terms.append(f"It may be played {times} in this game.")
    if card.secret:
        terms.append("Played out of sight: the others see only that you act, and what moves in the open.")
    return ui_text(" ".join(terms))


def outcome_lines(band: Band, text: str, bands: Mapping[Band, int], width: int) -> list[Content]:
    """A band, the rolls that give it where they are known, and what it says."""
    rolls = f" {band_range(dict(bands), band)}" if bands else ""
    head = ui_text(f"{BAND_GLYPHS[band]} {BAND_TITLES[band]}{rolls}", "bold")
    return wrapped(join(head, ui_text(f"  {' '.join(text.split())}")), width, hang=2)
