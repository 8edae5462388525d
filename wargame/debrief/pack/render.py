"""A report as a web page that asks for nothing from outside, and as Markdown; every text is escaped on its way in."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, Any

from wargame.debrief.pack.blocks import Cell, Grid, Part, Report
from wargame.debrief.pack.charts import figures, svg, together
from wargame.deck import clean

if TYPE_CHECKING:
    from jinja2 import Environment
    from markupsafe import Markup

_TEMPLATES = Path(__file__).with_name("templates")
#: Signs that mean something to Markdown, wherever they stand in a line.
_MEANING = re.compile(r"([\\`*_\[\]<>|#])")
#: What opens a list or a heading where it is the first thing of a line.
_OPENING = re.compile(r"^(\d+)([.)])(?=\s|$)|^([-+=~])")
#: Columns from which a table is a wide one.
_MANY = 10
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*")


def html(report: Report) -> str:
    """The report as one self-contained page."""
    from markupsafe import Markup

    css = Markup((_TEMPLATES / "report.css").read_text(encoding="utf-8"))
    numbers = count(1)
    values = {"css": css, "draw": lambda chart: Markup(svg(chart, f"chart-{next(numbers)}"))}
    return _filled("report.html.j2", report, values)


def markdown(report: Report) -> str:
    """The report as Markdown; charts are tables there."""
    text = _filled("report.md.j2", report, {})
    return re.sub(r"\n{3,}", "\n\n", text).strip() + "\n"


def _filled(template: str, report: Report, values: dict[str, Any]) -> str:
    language = report.language if _LANGUAGE.fullmatch(report.language) else "en"
    return _environment().get_template(template).render(report=report, language=language, **values)


@cache
def _environment() -> Environment:
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    environment = Environment(
        loader=FileSystemLoader(_TEMPLATES, encoding="utf-8"),
        autoescape=lambda name: name is not None and name.endswith(".html.j2"),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    environment.filters.update(shown=_shown, md=_md, nested=_nested, address=_address)
    environment.globals.update(figures=figures, together=together, kind=lambda block: type(block).__name__)
    environment.globals.update(many=_MANY, wide=_is_wide)
    return environment


def _is_wide(part: Part) -> bool:
    """Whether a table of the part wants a page that lies across."""
    return any(isinstance(each, Grid) and len(each.head) > _MANY for each in part.blocks)


def _shown(value: Cell | Markup) -> Cell | Markup:
    """What a cell says: numbers with a true minus, nothing for nothing; texts without what no text may hold."""
    if value is None:
        return ""
    if isinstance(value, int | float):
        return f"{value:g}".replace("-", "−")
    return clean(value)


def _nested(lines: tuple[str, ...]) -> Iterator[tuple[int, str]]:
    """Each line with its depth: two blanks at its beginning are one step."""
    for line in lines:
        text = clean(line.strip())
        yield (len(line) - len(line.lstrip())) // 2, text


def _md(value: Cell) -> str:
    """A text in one line of Markdown, in which nothing means anything but what it says."""
    text = _MEANING.sub(r"\\\1", " ".join(str(_shown(value)).split()))
    return _OPENING.sub(lambda found: f"{found[1]}\\{found[2]}" if found[1] else f"\\{found[3]}", text)


def _address(name: str) -> str:
    """The name of a file beside this one as an address."""
    from urllib.parse import quote

    return quote(name)
