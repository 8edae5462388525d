"""How the minutes of a session are spent."""

from __future__ import annotations

from attrs import frozen


@frozen
class Pace:
    """How long each part of a session is meant to take, in seconds.

    `opening` and `ending` stand once; the rest is for each turn, of which `floors` moves are argued in full for `floor`
    seconds each, and every other move is ruled in `ruling` seconds.
    """

    opening: int
    brief: int
    choose: int
    hand_in: int
    reveal: int
    floor: int
    floors: int
    ruling: int
    close: int
    ending: int

    def turn(self, seats: int, floors: int | None = None) -> int:
        """The seconds of a turn of so many seats; `floors` where another number of moves is argued."""
        return self.brief + self.choose + self.hand_in + self.reveal + self.rulings(seats, floors) + self.close

    def rulings(self, seats: int, floors: int | None = None) -> int:
        """The seconds of a turn's rulings."""
        argued = min(self.floors if floors is None else floors, seats)
        return argued * self.floor + (seats - argued) * self.ruling

    def session(self, seats: int, turns: int) -> int:
        """The seconds of it all."""
        return self.opening + turns * self.turn(seats) + self.ending

    @classmethod
    def within(cls, minutes: int, seats: int, turns: int) -> Pace:
        """A pace for a deck that gives none: what `minutes` leave to each turn, in customary proportions."""
        turn = minutes * 60 * 3 // 4 // max(1, turns)
        rest = minutes * 60 // 8
        ruling = turn * 3 // 10 // max(1, seats)
        return cls(rest, turn // 10, turn * 35 // 100, turn // 20, turn // 20, 0, 0, ruling, turn * 15 // 100, rest)
