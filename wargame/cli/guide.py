"""`wargame help`: the guides that the screens show, as plain text."""

from __future__ import annotations

from pathlib import Path

import click

from wargame.cli.output import say, stop
from wargame.deck import nearest
from wargame.deck.reading.shipped import shipped_folder

_GUIDES = Path(__file__).resolve().parents[1] / "tui" / "help"


@click.command("help")
@click.argument("topic", required=False)
def help_command(topic: str | None) -> None:
    """Read a guide; without TOPIC, list them."""
    guides = {path.stem: path for path in sorted(_GUIDES.glob("*.md"))}
    authors = shipped_folder() / "README.md"
    if authors.is_file():
        guides["decks"] = authors
    if topic is None:
        say(["The guides, each read by `wargame help TOPIC`:", *(f"    {name}" for name in guides)])
        return
    if topic not in guides:
        guess = nearest(topic, guides)
        hint = f"Did you mean `{guess}`?" if guess else f"There is: {', '.join(guides)}."
        stop(f"There is no guide called `{topic}`. {hint}")
    say(guides[topic].read_text(encoding="utf-8").splitlines())
