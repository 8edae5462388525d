"""`wargame deck schema`: the form of a deck, for an editor."""

from __future__ import annotations

import click

from wargame.cli.output import say_json


@click.command("schema")
@click.option("--part", is_flag=True, help="Of a further file of a folder, such as one with nothing but cards.")
def deck_schema(part: bool) -> None:
    """Print the form of a deck as a JSON Schema, with which an editor completes and checks what you type.

    Put it into a file, and name that in the first line of your deck:
    # yaml-language-server: $schema=deck.schema.json
    """
    from wargame.deck.writing.schema import deck_schema as schema

    say_json(schema(part=part))
