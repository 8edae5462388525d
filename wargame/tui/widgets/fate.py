"""What has become of a move so far, as one viewer saw it happen in the present turn."""

from __future__ import annotations

from attrs import frozen

from wargame.deck import Band
from wargame.table import Face, MoveView, Overridden, Overtaken, Ruled, Settled, Unexplained, View


@frozen
class Fate:
    """The ruling of a move, or what shows of one, and what was done about it afterwards by hand."""

    face: Face
    overridden: Overridden | None = None
    settled: Settled | None = None

    @property
    def band(self) -> Band | None:
        """How the move ended, as it now stands; None where that is not known."""
        if self.overridden is not None:
            return self.overridden.band
        return self.face.band if isinstance(self.face, Ruled) else None

    @property
    def was(self) -> Band | None:
        """How it ended by the dice, where that is no longer so."""
        if isinstance(self.face, Ruled) and self.overridden is not None and self.overridden.band != self.face.band:
            return self.face.band
        return None


def fate_of(view: View, move: MoveView) -> Fate | None:
    """What this viewer saw become of a move of this turn; None before it is ruled.

    Of the turn before only its close is still news, with what was done about its moves after that.
    """
    found: Fate | None = None
    for face in view.news:
        if (isinstance(face, Ruled | Overtaken) and (face.move or face.seat) == move.id) or (
            isinstance(face, Unexplained) and face.seat == move.seat
        ):
            found = Fate(face)
        elif found is not None and isinstance(face, Overridden) and face.move == move.id:
            found = Fate(found.face, face)
        elif found is not None and isinstance(face, Settled) and face.move == move.id:
            found = Fate(found.face, found.overridden, face)
    return found
