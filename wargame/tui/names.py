"""Under which names a save keeps what was typed and not sent."""

from __future__ import annotations

from collections.abc import Iterable

from wargame.table import View
from wargame.tui.director import Post


def free_name(view: View, seat: str) -> str:
    """A move of its own that a seat has begun to write, in this turn since the last rewind."""
    return f"free/{_round(view)}/{seat}"


def note_name(author: str) -> str:
    """A note."""
    return f"note/{author}"


def pin_name(post: Post) -> str:
    """What is typed about an entry of a game that is looked back on."""
    return f"pin/{post.eyes}"


def scribe_name(view: View, post: Post, move: str) -> str:
    """A line about a move that a scribe has begun."""
    return f"scribe/{post.eyes}/{_round(view)}/{move}"


def answer_name(post: Post) -> str:
    """What is typed in answer to a question of this terminal; there is never more than one."""
    return f"answer/{post.eyes}"


def explained_name(post: Post) -> str:
    """Which screens were explained to whoever sits at this terminal."""
    return f"explained/{post.eyes}"


def names_here(view: View, post: Post, seats: Iterable[str]) -> tuple[str, ...]:
    """Everything that may have been typed at the terminal of `post`, at which these seats look at their tables."""
    own = tuple(seats)
    argued = [move.id for move in view.moves if move.floor and not move.ruled]
    return (
        *dict.fromkeys(note_name(author) for author in (post.eyes, *own)),
        pin_name(post),
        *(free_name(view, seat) for seat in own if view.phase == "plan"),
        *(scribe_name(view, post, move) for move in argued if post.plays),
        *((answer_name(post),) if post.plays else ()),
    )


def _round(view: View) -> str:
    return f"{view.turn}.{view.attempt}"
