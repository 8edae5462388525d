"""What went wrong, as a sentence that a person can do something with."""

from __future__ import annotations


def sentence_of(error: BaseException | None) -> str:
    """What went wrong with a save, a deck or what was typed says itself; anything else is a mistake of ours."""
    from wargame.deck import CannotWrite, DeckError
    from wargame.table import DamagedGame, StoreError, UnfitText, UnknownSeat, UnreadableBody

    if isinstance(error, CannotWrite | StoreError | DamagedGame | DeckError | UnfitText | UnknownSeat | UnreadableBody):
        return str(error)
    return f"That should not have happened ({type(error).__name__}). What was saved is safe."
