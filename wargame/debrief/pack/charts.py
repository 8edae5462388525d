"""Charts as SVG that stands in a page: laid out by pygal, drawn by the page, without a script or a request.

The stylesheet of the page has the colours, and dashes by which lines differ as well; the figures of a chart stand under
it as a table.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from math import ceil
from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree

from wargame.debrief.pack.blocks import Chart
from wargame.deck import clean

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

#: In units of the drawing; on the page a chart is as wide as its column.
_WIDTH, _HEIGHT = 460, 230
#: In units of the drawing; the library leaves so much room for labels, and the page's stylesheet says the same.
_FONT = 14
#: Elements that the page has no use for.
_STRIPPED = ("script", "style", "desc", "title", "defs")
#: Marks on a scale that has no names for its values, at most.
_TICKS = 6
#: From so many lines on they are told apart by nobody, and drawn as a bundle.
_BUNDLE = 10


def svg(chart: Chart, name: str) -> str:
    """The chart as an element of a page; `name` is its own there."""
    drawing = _KINDS[chart.kind](chart)
    drawing.uuid = name
    root: Element = drawing.render_tree()
    _strip(root)
    root.attrib["role"] = "img"
    root.attrib["aria-label"] = clean(chart.title)
    root.attrib["class"] = f"chart {chart.kind}{' bundle' if len(chart.series) > _BUNDLE else ''}"
    root.attrib.pop("id", None)
    return ElementTree.tostring(root, encoding="unicode")


def figures(chart: Chart) -> tuple[tuple[str, ...], tuple[tuple[str | float | None, ...], ...]]:
    """What a chart shows, as the head and the rows of a table: a row for each label."""
    several = list(chart.series.items())
    rows = []
    for place, label in enumerate(chart.labels):
        cells: list[str | float | None] = [label, *(_named(chart, values[place]) for _, values in several)]
        if chart.bounds:
            low, high = chart.bounds[place]
            cells.append(f"{low:+.1f} to {high:+.1f}".replace("-", "−"))
        rows.append(tuple(cells))
    more = ("nineteen in twenty",) if chart.bounds else ()
    return ("", *(name for name, _ in several), *more), tuple(rows)


def together(charts: Sequence[Chart]) -> tuple[tuple[str, ...], tuple[tuple[str | float | None, ...], ...]] | None:
    """Charts of one line each over the same labels, as one table with a row for each; None where they are others."""
    if not charts or any(len(each.series) > 1 or each.kind != "course" for each in charts):
        return None
    labels = charts[0].labels
    if any(each.labels != labels for each in charts):
        return None
    rows = []
    for each in charts:
        (values,) = each.series.values()
        unit = f" ({each.unit})" if each.unit else ""
        rows.append((f"{each.title}{unit}", *(_named(each, value) for value in values)))
    return ("", *labels), tuple(rows)


def _named(chart: Chart, value: float | None) -> str | float | None:
    if value is None:
        return None
    return chart.levels.get(int(value)) or (int(value) if value == int(value) else round(value, 2))


def _course(chart: Chart) -> Any:
    drawing = _library().Line(_config(chart))
    drawing.x_labels = [clean(label) for label in chart.labels]
    _scale(drawing, chart)
    for name, values in chart.series.items():
        drawing.add(clean(name), list(values))
    return drawing


def _scatter(chart: Chart) -> Any:
    drawing = _library().XY(_config(chart), xrange=(chart.low, chart.high))
    _scale(drawing, chart)
    drawing.add("as named", [(chart.low, chart.low), (chart.high, chart.high)], show_dots=False)
    for name, values in chart.series.items():
        pairs = [(float(label), value) for label, value in zip(chart.labels, values, strict=True)]
        drawing.add(clean(name), pairs, stroke=False, dots_size=4)
    return drawing


def _luck(chart: Chart) -> Any:
    """A dot for each value, and upright behind it its interval."""
    places = range(1, len(chart.labels) + 1)
    drawing = _library().XY(_config(chart), xrange=(0.5, len(chart.labels) + 0.5), allow_interruptions=True)
    drawing.x_labels = [
        {"label": clean(label), "value": place} for place, label in zip(places, chart.labels, strict=True)
    ]
    _scale(drawing, chart)
    ends = [
        [(place, low), (place, high), (None, None)] for place, (low, high) in zip(places, chart.bounds, strict=True)
    ]
    drawing.add("nineteen in twenty", [pair for each in ends for pair in each], show_dots=False)
    for name, values in chart.series.items():
        drawing.add(clean(name), list(zip(places, values, strict=True)), stroke=False, dots_size=5)
    return drawing


_KINDS: Mapping[str, Callable[[Chart], Any]] = {"course": _course, "scatter": _scatter, "luck": _luck}


@cache
def _library() -> Any:
    """The library, without the finder of plug-ins that it puts among those of the interpreter."""
    import pygal

    sys.meta_path[:] = [each for each in sys.meta_path if type(each).__module__ != pygal.__name__]
    return pygal


def _config(chart: Chart) -> Any:
    library = _library()
    return library.Config(
        style=library.style.Style(
            label_font_size=_FONT, major_label_font_size=_FONT, legend_font_size=_FONT, font_family="sans-serif"
        ),
        width=_WIDTH,
        height=_HEIGHT,
        css=[],
        js=[],
        no_prefix=True,
        margin=6,
        spacing=6,
        dots_size=2.5,
        show_legend=1 < len(chart.series) <= _BUNDLE or chart.kind == "luck",
        legend_at_bottom=True,
        legend_at_bottom_columns=3,
        truncate_legend=24,
        truncate_label=16,
        show_x_guides=False,
    )


def _scale(drawing: Any, chart: Chart) -> None:
    drawing.range = (chart.low, chart.high)
    if chart.levels:
        drawing.y_labels = [{"value": value, "label": clean(title)} for value, title in chart.levels.items()]
    else:
        step = max(1, ceil((chart.high - chart.low) / _TICKS))
        drawing.y_labels = list(range(int(chart.low), int(chart.high) + 1, step))


def _strip(element: Element) -> None:
    """Take away scripts, styles and what only scripts read, and remarks that name the library and when it drew."""
    for child in list(element):
        if not isinstance(child.tag, str) or child.tag.rpartition("}")[2] in _STRIPPED:
            element.remove(child)
        else:
            _strip(child)
