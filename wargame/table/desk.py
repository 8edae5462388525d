"""What lies on the facilitator's desk beside a game: how the room sits, its clock, names, and the code of the desk.

None of it is part of the game: it may be changed at any time, and verification does not ask for it. The code keeps
curious hands from the desk; whoever can read the save file can read what it guards.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
import unicodedata
from collections.abc import Mapping
from typing import Literal, TypeVar, get_args

import msgspec
from attrs import field, frozen

from wargame.table.clock import RoomClock
from wargame.table.msel import Row

_T = TypeVar("_T")

#: One screen on the wall, one screen passed round, or a terminal for each team.
Sitting = Literal["wall", "passed", "terminals"]
SITTINGS: tuple[Sitting, ...] = get_args(Sitting)

#: The umpire rules move by move; or moves are ruled as soon as they lie open, on their cards' odds.
Rulings = Literal["umpire", "rules"]
RULINGS: tuple[Rulings, ...] = get_args(Rulings)

#: The longest names of a seat's members, in characters.
LONGEST_NAMES = 200
LONGEST_CODE = 60
_SALT_BYTES = 16
#: The year 2200, in milliseconds since the epoch; and a year in seconds.
_LAST_MOMENT = 7_258_118_400_000
_LONGEST = 31_622_400


@frozen
class Desk:
    """The desk of a game.

    `names` are a seat's members as somebody typed them; `injects` is a list of news to be given by hand; `code` is a
    salted hash, or nothing; `rulings` says who rules.
    """

    sitting: Sitting = "passed"
    names: Mapping[str, str] = field(factory=dict)
    clock: RoomClock = field(factory=RoomClock)
    injects: tuple[Row, ...] = ()
    code: str = field(default="", repr=False)
    rulings: Rulings = "umpire"

    @property
    def locked(self) -> bool:
        """Whether a code is asked for."""
        return bool(self.code)

    def admits(self, code: str) -> bool:
        """Whether this is the code, or none is wanted."""
        if not self.code:
            return True
        salt, _, known = self.code.partition("$")
        return hmac.compare_digest(_hashed(code, salt), known)


def read_desk(values: Mapping[str, str]) -> Desk:
    """The desk from what the save has; anything that can't be read is as if it were not there."""
    sitting = values.get("sitting")
    return Desk(
        next((each for each in SITTINGS if each == sitting), "passed"),
        read_names(values.get("names")),
        read_clock(values.get("clock")),
        _converted(values.get("injects"), tuple[Row, ...], ()),
        values.get("code", ""),
        next((each for each in RULINGS if each == values.get("rulings")), "umpire"),
    )


def read_names(written: str | None) -> dict[str, str]:
    """The names that the save has."""
    return _converted(written, dict[str, str], {})


def read_clock(written: str | None) -> RoomClock:
    """The clock that the save has; one that was set beyond all sense is one that nobody has set."""
    clock = _converted(written, RoomClock, RoomClock())
    moments = (clock.ends_at or 0, clock.paused_at or 0)
    lengths = (clock.stood, clock.extra, *clock.rested.values(), *clock.dropped.values())
    sound = all(0 <= each < _LAST_MOMENT for each in moments) and all(abs(each) < _LONGEST for each in lengths)
    return clock if sound else RoomClock()


def written_names(names: Mapping[str, str]) -> str:
    """How the save keeps names."""
    return msgspec.json.encode(dict(names)).decode()


def written_injects(rows: tuple[Row, ...]) -> str:
    """How the save keeps a list of news."""
    return msgspec.json.encode(rows).decode()


def written_clock(clock: RoomClock) -> str:
    """How the save keeps the clock."""
    return msgspec.json.encode(clock).decode()


def written_code(code: str) -> str | None:
    """How the save keeps a code: scrypt of it with a salt; None, for no code, where it is empty."""
    if not code:
        return None
    salt = secrets.token_hex(_SALT_BYTES)
    return f"{salt}${_hashed(code, salt)}"


def _hashed(code: str, salt: str) -> str:
    plain = unicodedata.normalize("NFC", code).encode("utf-8", "surrogatepass")
    return hashlib.scrypt(plain, salt=salt.encode(), n=2**12, r=8, p=1).hex()


def _converted(text: str | None, kind: type[_T], otherwise: _T) -> _T:
    try:
        return msgspec.json.decode(text or "", type=kind)
    except (msgspec.DecodeError, UnicodeError, RecursionError):
        return otherwise
