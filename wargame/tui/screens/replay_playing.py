"""A replay that goes on by itself, at a speed, by entries, moves or turns, until somebody touches a key."""

from __future__ import annotations

from textual.events import Key
from textual.timer import Timer

from wargame.debrief import Gear
from wargame.tui.actions import actions_of
from wargame.tui.messages import Said
from wargame.tui.screens.replaying import Replaying

#: Seconds between two steps, the slowest first.
SPEEDS = (8.0, 4.0, 2.0, 1.0, 0.5, 0.25)
_FIRST = SPEEDS.index(2.0)
_GEARS: tuple[Gear, ...] = ("entry", "move", "turn")
_STRIDES: dict[Gear, str] = {"entry": "an entry", "move": "a move", "turn": "a turn"}
#: What may be done while it plays; any other key stops it.
_MEANWHILE = frozenset(
    key for action in actions_of("replay") if action.id in ("play", "faster", "slower", "stride") for key in action.keys
)


class Playing(Replaying):
    """The part that plays. There is a timer only while it does."""

    _timer: Timer | None = None
    _speed = _FIRST
    _gear: Gear = "entry"

    @property
    def playing(self) -> bool:
        """Whether it goes on by itself."""
        return self._timer is not None

    def pace_text(self) -> str:
        """`an entry every 2 s`."""
        return f"{_STRIDES[self._gear]} every {SPEEDS[self._speed]:g} s"

    def pause(self) -> None:
        """Stay where it is."""
        if self._timer is not None:
            self._timer.stop()
            self._timer = None
            self.update()

    def on_key(self, event: Key) -> None:
        """Any key but those of playing itself stops it, and then does what it does."""
        if event.key not in _MEANWHILE:
            self.pause()

    def on_screen_suspend(self) -> None:
        """Under another page nothing moves."""
        self.pause()

    def on_unmount(self) -> None:
        """Nothing ticks where nobody looks."""
        if self._timer is not None:
            self._timer.stop()
            self._timer = None

    def play_on(self) -> None:
        """A step further; at the end it stops."""
        self.onward(self._gear)
        if self.moment.number >= self.eyes.total:
            self.pause()

    def action_play(self) -> None:
        """Play, or pause; from the end it plays from the beginning."""
        if self.playing:
            self.pause()
        elif self.app.settings["motion"] == "off":
            self.post_message(Said("Motion is off in the settings, so nothing plays by itself; → goes on."))
        else:
            if self.moment.number >= self.eyes.total:
                self.go_to(1)
            self._tick()
            self.update()

    def action_faster(self) -> None:
        """Less time for each step."""
        self._change(min(len(SPEEDS) - 1, self._speed + 1), self._gear)

    def action_slower(self) -> None:
        """More time for each step."""
        self._change(max(0, self._speed - 1), self._gear)

    def action_stride(self) -> None:
        """By entries, by moves or by turns."""
        self._change(self._speed, _GEARS[(_GEARS.index(self._gear) + 1) % len(_GEARS)])

    def _change(self, speed: int, gear: Gear) -> None:
        self._speed, self._gear = speed, gear
        if self.playing:
            self._tick()
            self.update()
        else:
            self.post_message(Said(f"Space plays {self.pace_text()}."))

    def _tick(self) -> None:
        if self._timer is not None:
            self._timer.stop()
        self._timer = self.set_interval(SPEEDS[self._speed], self.play_on)
