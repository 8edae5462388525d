"""A group of commands of which each is imported only when it is wanted."""

from __future__ import annotations

from collections.abc import Mapping
from importlib import import_module
from typing import ClassVar

import click


class LazyGroup(click.Group):
    """Commands by name: the module of this room that each lives in, what it is called there, and its line of help."""

    known: ClassVar[Mapping[str, tuple[str, str, str]]] = {}

    @classmethod
    def of(cls, known: Mapping[str, tuple[str, str, str]]) -> type[LazyGroup]:
        """The class of a group of these commands."""
        return type(cls.__name__, (cls,), {"known": known})

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(self.known)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in self.known:
            return None
        module, name, _ = self.known[cmd_name]
        found: click.Command = getattr(import_module(f"wargame.cli.{module}"), name)
        return found

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:  # fmt: skip
        from wargame.deck.text import nearest

        if args and args[0] not in self.known and not args[0].startswith("-"):
            guess = nearest(args[0], self.known)
            hint = f" Did you mean `{guess}`?" if guess else ""
            ctx.fail(f"There is no command `{args[0]}`.{hint}")
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl([(name, line) for name, (_, _, line) in self.known.items()])
