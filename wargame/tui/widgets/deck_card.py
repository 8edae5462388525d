"""A card of a deck that nobody plays yet: as it will look in the hand, and what only its author sees."""

from __future__ import annotations

from collections.abc import Iterator

from textual.content import Content

from wargame.deck import BANDS, Card, Deck, Modifier, done, listed
from wargame.table import fact_view
from wargame.tui.text import EMPTY, join, paragraphs, ui_text, wrapped
from wargame.tui.themes import seat_color
from wargame.tui.widgets.card import fact_lines, outcome_lines, reason_lines, section, system_lines
from wargame.tui.widgets.odds_bar import bar_lines
from wargame.words import likelihood, signed, wanted

_TIMES = {1: "once", 2: "twice"}


def deck_card_lines(deck: Deck, card: Card, width: int) -> list[Content]:
    """The card, section by section, in the order of the page that a team reads."""
    bands = deck.shares.bands(card.chance)
    found = [whose_line(deck, card), EMPTY, *paragraphs(card.text, width), EMPTY]
    found += wrapped(ui_text(" ".join(_terms(deck, card))), width)
    found += section("Chance", width) + _chance_lines(deck, card, width)
    found += bar_lines(bands, None, width, height=1)
    found += section("What may come of it", width)
    for band in BANDS:
        outcome = card.outcomes[band]
        found += outcome_lines(band, outcome.text, bands, width)
        does = "; ".join(done(effect, deck.tracks) for effect in outcome.effects)
        found += wrapped(ui_text(f"→ {does}", "$quiet"), width, indent=2, hang=2) if does else []
    found += reason_lines(card.pros, card.cons, width)
    found += _promise_lines(deck, card, width)
    found += fact_lines([fact_view(deck, cited) for cited in card.sources], width)
    found += system_lines(deck, card.systems, width)
    found += section("It says something of", width) if card.research else []
    for name in card.research:
        found += wrapped(ui_text(f"· {deck.research.get(name, name)}", "$quiet"), width, hang=2)
    for title, text in (("For the umpire to settle", card.umpire), ("For the facilitator to ask", card.facilitator)):
        found += section(title, width) + paragraphs(text, width) if text else []
    return found


def whose_line(deck: Deck, card: Card) -> Content:
    """`◆ Seoul · SEO-04`."""
    seat = deck.seats[card.seat]
    return join(ui_text(f"{seat.glyph} {seat.title}", f"bold {seat_color(seat.color)}"), ui_text(f" · {card.id}"))


def _terms(deck: Deck, card: Card) -> Iterator[str]:
    """What it wants and takes, how often it may be played, whether it is seen: a sentence each."""
    if card.needs is not None:
        yield f"Needs: {wanted(deck, card.needs)}."
    costs = ", ".join(f"{deck.tracks[cost.track].title} {cost.amount}" for cost in card.cost)
    yield f"Costs: {costs}." if costs else "Costs nothing."
    if card.uses is not None:
        yield f"It may be played {_TIMES.get(card.uses, f'{card.uses} times')} in a game."
    if card.project > 1:
        yield f"A project: it takes {card.project} successes."
    if card.protected_by:
        yield f"{deck.tracks[card.protected_by].title} protects against it, layer by layer."
    if card.answers:
        yield f"It answers, out of turn, {_answered(deck, card)}, and moves their odds by {signed(card.sways)}."
    if card.signal:
        yield "It must be shown before it is played."
    if card.waits:
        yield "To play it is to wait."
    if card.trigger is not None:
        yield f"Laid out of sight, and ruled once {wanted(deck, card.trigger)}."
    elif card.secret:
        yield "Played out of sight: the others see only that its seat acts, and what moves in the open."


def _answered(deck: Deck, card: Card) -> str:
    """Whose moves, and which cards."""
    seats = [f"the moves of {deck.seats[each].title}" for each in card.answers if each in deck.seats]
    return listed([*seats, *(deck.cards[each].title for each in card.answers if each in deck.cards)])


def _chance_lines(deck: Deck, card: Card, width: int) -> list[Content]:
    chance, word = ui_text(f"{card.chance} %", "bold $mark"), ui_text(f"  {likelihood(card.chance)}", "bold")
    found = [join(chance, word, ui_text(" to succeed"))]
    for modifier in card.modifiers:
        found += wrapped(_modifier(deck, modifier), width, hang=6)
    return found


def _modifier(deck: Deck, modifier: Modifier) -> Content:
    when = f"  if {wanted(deck, modifier.condition)}" + (", which its seat does not see" if modifier.hidden else "")
    points = ui_text(f"{signed(modifier.points):>4}", "bold")
    return join(points, ui_text(f"  {modifier.because}"), ui_text(when, "$quiet"))


def _promise_lines(deck: Deck, card: Card, width: int) -> list[Content]:
    promise = card.commits
    if promise is None:
        return []
    then = deck.cards[promise.then].title if promise.then in deck.cards else promise.then
    found = section("Its success promises", width) + paragraphs(promise.text, width)
    found += wrapped(ui_text(f"If {wanted(deck, promise.condition)}: {then}.", "$quiet"), width)
    for word, effects in (("Kept", promise.kept), ("Broken", promise.broken)):
        does = "; ".join(done(effect, deck.tracks) for effect in effects)
        found += wrapped(ui_text(f"{word}: {does}.", "$quiet"), width) if does else []
    return found
