"""Odds, drawn: the hundred faces of the die shared into the five bands, and where the roll fell."""

from __future__ import annotations

from collections.abc import Mapping

from textual.content import Content

from wargame.deck import BANDS, Band
from wargame.table import Odds
from wargame.tui.text import EMPTY, fitted, join, ui_text, wrapped
from wargame.tui.themes import BAND_COLORS
from wargame.words import BAND_GLYPHS, BAND_TITLES, band_range, likelihood, signed

_SIDES = 100


def bar_lines(
    bands: Mapping[Band, int], odds: Odds | None, width: int, *, roll: int | None = None, height: int = 2
) -> list[Content]:
    """The bar; with a roll, a mark above shows where it fell.

    Where not all factors are known there are no bands to share it into, and it only says how far the known ones reach.
    """
    mark = [_pointer(roll, width)] if roll is not None else []
    if not bands:
        cells = round((odds.chance if odds is not None else 0) * width / _SIDES)
        line = join(ui_text("▓" * cells, "$mark"), ui_text("░" * (width - cells), "$quiet"))
        return [*mark, *([line] * height)]
    widths = _shares(bands, width)
    labels = join(*(_label(band, bands[band], cells) for band, cells in widths.items()))
    plain = join(*(ui_text(" " * cells, f"on {BAND_COLORS[band]}") for band, cells in widths.items()))
    return [*mark, labels, *([plain] * (height - 1))]


def legend_lines(
    bands: Mapping[Band, int], width: int, fell: Band | None = None, *, ranges: bool = True
) -> list[Content]:
    """Each band: its glyph, its word and the rolls that give it; the one that fell stands out.

    Without `ranges` no single percentile die decides, and its chance stands in place of the rolls.
    """
    if not bands:
        return _flowing([ui_text("▓ success, as far as is known"), ui_text("░ failure")], width)
    entries = []
    for band in BANDS:
        width_text = band_range(dict(bands), band) if ranges else f"{bands[band]} %"
        text = f"{BAND_GLYPHS[band]} {BAND_TITLES[band]} {width_text}"
        style = "bold reverse" if band == fell else "" if bands[band] else "$quiet"
        entries.append(ui_text(f"▸ {text}" if band == fell else text, style))
    return _flowing(entries, width)


def odds_lines(odds: Odds, width: int) -> list[Content]:
    """The chance in per cent and in a word, and each factor with its reason, those too that do not count now."""
    chance, word = ui_text(f"{odds.chance} %", "bold $mark"), ui_text(f"  {likelihood(odds.chance)}", "bold")
    found = [join(chance, word, ui_text(" to succeed"))]
    if odds.modifiers:
        found.append(join(ui_text(f"{odds.base:>4}", "bold"), ui_text("  the card's own chance")))
    for each in odds.modifiers:
        points = f"{signed(each.points):>4}"
        if each.applied:
            line = join(ui_text(points, "bold"), ui_text(f"  {each.because}"))
        else:
            line = ui_text(f"{points}  {each.because} (not so now)", "$quiet")
        found += wrapped(line, width, hang=6)
    if not odds.complete:
        found.append(ui_text("   ?  Not all factors are known.", "$warn"))
    return found


def _label(band: Band, chance: int, cells: int) -> Content:
    """The glyph and the chance of a band; where they have no room the glyph alone."""
    style = f"bold $ink on {BAND_COLORS[band]}"
    texts = (f" {BAND_GLYPHS[band]} {chance} %", f"{BAND_GLYPHS[band]} {chance} %")
    text = next((each for each in texts if len(each) <= cells), BAND_GLYPHS[band])
    return fitted(ui_text(text), cells).stylize(style)


def _shares(bands: Mapping[Band, int], width: int) -> dict[Band, int]:
    """Cells for each band: in proportion, their sum the width, and at least one where there is any chance."""
    total = sum(bands.values()) or 1
    found: dict[Band, int] = {}
    upto = 0
    for band in BANDS:
        start = round(upto * width / total)
        upto += bands[band]
        found[band] = round(upto * width / total) - start
    for band in BANDS:
        if bands[band] and not found[band]:
            found[max(found, key=lambda each: found[each])] -= 1
            found[band] = 1
    return found


def _pointer(roll: int, width: int) -> Content:
    place = min(width - 1, max(0, (2 * roll - 1) * width // (2 * _SIDES)))
    text = f"↓ {roll}" if place < width // 2 else f"{roll} ↓"
    start = place if place < width // 2 else place - len(text) + 1
    return join(ui_text(" " * start), ui_text(text, "bold"))


def _flowing(entries: list[Content], width: int) -> list[Content]:
    """Entries side by side, on as many lines as they need."""
    lines: list[Content] = []
    for entry in entries:
        longer = join(lines[-1], ui_text("   "), entry) if lines else EMPTY
        if lines and longer.cell_length <= width:
            lines[-1] = longer
        else:
            lines.append(entry)
    return lines
