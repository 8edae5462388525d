"""From templates to HTML: every text is cleaned and escaped on its way in, and nothing is asked from outside.

Jinja is imported when the first page is made, so that no other command pays for it.
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, get_args

from wargame.deck import BANDS, clean
from wargame.words import BAND_GLYPHS, BAND_TITLES, band_range, likelihood, signed

if TYPE_CHECKING:
    from jinja2 import Environment
    from markupsafe import Markup

Paper = Literal["A4", "Letter"]
#: The sizes of paper that the sheets are laid out for.
PAPERS: tuple[Paper, ...] = get_args(Paper)

_COLORS = frozenset({"blue", "red", "green", "yellow", "purple", "magenta", "cyan"})
_TEMPLATES = Path(__file__).with_name("templates")
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*")


def render(template: str, **values: Any) -> Markup:
    """A template of this room, filled in. Raises jinja2.UndefinedError for a value that it misses."""
    from markupsafe import Markup

    return Markup(_environment().get_template(f"{template}.html.j2").render(values))


def page_file(template: str, title: str, lang: str, paper: Paper, **values: Any) -> str:
    """A whole file, laid out for that paper. Raises ValueError for a size of paper that is not in `PAPERS`."""
    if paper not in PAPERS:
        raise ValueError(f"paper is {' or '.join(PAPERS)}, not {paper!r}")
    return str(render(template, title=title, lang=language(lang), paper=paper, css=stylesheet(), **values))


@cache
def stylesheet(name: str = "paper") -> Markup:
    """A stylesheet of this room, which every file carries in itself."""
    from markupsafe import Markup

    return Markup((_TEMPLATES / f"{name}.css").read_text(encoding="utf-8"))


def color(name: str) -> str:
    """`name` where it is a colour that the stylesheet knows, else `grey`."""
    return name if name in _COLORS else "grey"


def language(name: str) -> str:
    """`name` where it is written like a language of HTML, else `en`.

    >>> language("ko"), language("pt-BR"), language("<x>")
    ('ko', 'pt-BR', 'en')
    """
    return name if _LANGUAGE.fullmatch(name) else "en"


def duration(seconds: int) -> str:
    """So many seconds as people say them.

    >>> duration(30), duration(120), duration(150)
    ('30 s', '2 min', '2 min 30 s')
    """
    minutes, rest = divmod(seconds, 60)
    parts = (f"{minutes} min" if minutes else "", f"{rest} s" if rest or not minutes else "")
    return " ".join(part for part in parts if part)


@cache
def _environment() -> Environment:
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    environment = Environment(
        loader=FileSystemLoader(_TEMPLATES, encoding="utf-8"),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=_fit,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    environment.filters.update(duration=duration, likelihood=likelihood, signed=signed)
    environment.globals.update(BANDS=BANDS, BAND_GLYPHS=BAND_GLYPHS, BAND_TITLES=BAND_TITLES, band_range=band_range)
    return environment


def _fit(value: object) -> object:
    """What a template is about to print, without characters that no text may hold; markup of our own stays."""
    return value if not isinstance(value, str) or hasattr(value, "__html__") else clean(value)
