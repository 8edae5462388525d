"""A program in a real terminal: a pseudo-terminal that answers like a modern one, with a model of its screen."""

from __future__ import annotations

import fcntl
import os
import pty
import re
import select
import signal
import struct
import sys
import termios
import time
from pathlib import Path
from types import TracebackType

import pyte

ROOT = Path(__file__).resolve().parents[1]

#: What the program asks a terminal at its start, and what this one answers.
_ANSWERS = {
    b"\x1b[?2026$p": b"\x1b[?2026;2$y",
    b"\x1b[?2048$p": b"\x1b[?2048;0$y",
    b"\x1b[c": b"\x1b[?62;22c",
    b"\x1b[6n": b"\x1b[1;1R",
}

#: Sequences that the screen model would print instead of passing over.
_UNKNOWN = re.compile(rb"\x1b\[[<>=][0-9;]*[a-zA-Z]|\x1b\[\?[0-9;]*\$p|\x1b_[^\x1b]*\x1b\\|\x1bP[^\x1b]*\x1b\\")

_KEYS = {"enter": b"\r", "escape": b"\x1b", "down": b"\x1b[B", "up": b"\x1b[A", "tab": b"\t", "space": b" "}

#: Longer than the program takes a key for one that was pressed twice, in seconds.
A_MOMENT = 0.8
#: How long to wait for what must come, in seconds: generous, since only a failure ever waits so long.
PATIENCE = 40.0


class Terminal:
    """A Python program and the screen that a person would see. Use it in a with block.

    `arguments` are those of the interpreter: `["-m", "wargame", "play"]`.
    """

    def __init__(self, arguments: list[str], columns: int, rows: int, environment: dict[str, str]) -> None:
        self._screen = pyte.Screen(columns, rows)
        self._stream = pyte.ByteStream(self._screen)
        self.sent = b""
        child = {**os.environ, "TERM": "xterm-256color", "COLORTERM": "truecolor", **environment}
        for name in ("TMUX", "STY", "LINES", "COLUMNS", "NO_COLOR"):
            child.pop(name, None)
        self.pid, self._fd = pty.fork()
        if self.pid == 0:
            fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
            os.chdir(ROOT)
            os.execve(sys.executable, [sys.executable, *arguments], child)

    def __enter__(self) -> Terminal:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.kill()
        os.close(self._fd)

    def text(self) -> str:
        """The screen as it is now."""
        return "\n".join(line.rstrip() for line in self._screen.display)

    def see(self, pattern: str) -> str:
        """Wait until the screen shows `pattern`, and return the screen."""
        deadline = time.monotonic() + PATIENCE
        while not re.search(pattern, self.text()):
            left = deadline - time.monotonic()
            if left <= 0 or not self._read(left):
                raise AssertionError(f"never saw {pattern!r}; the screen was:\n{self.text()}")
        return self.text()

    def changes(self, before: str, seconds: float = PATIENCE) -> bool:
        """Wait until the screen shows something else than `before`; whether it did in time."""
        deadline = time.monotonic() + seconds
        while self.text() == before:
            left = deadline - time.monotonic()
            if left <= 0 or not self._read(left):
                return False
        return True

    def rest(self, seconds: float = 0.15) -> str:
        """Wait until nothing has been written for so long, and return the screen."""
        while True:
            known = len(self.sent)
            deadline = time.monotonic() + seconds
            while time.monotonic() < deadline and len(self.sent) == known:
                self._read(deadline - time.monotonic())
            if len(self.sent) == known:
                return self.text()

    def press(self, *keys: str) -> None:
        """Type keys, by name or as they are."""
        for key in keys:
            os.write(self._fd, _KEYS.get(key, key.encode()))

    def kill(self) -> None:
        """SIGKILL: the program has no say in it."""
        try:
            os.kill(self.pid, signal.SIGKILL)
            os.waitpid(self.pid, 0)
        except (ProcessLookupError, ChildProcessError):
            pass

    def wait(self) -> int:
        """Wait until the program has ended by itself; its exit code."""
        deadline = time.monotonic() + PATIENCE
        while time.monotonic() < deadline:
            self._read(0.05)
            pid, status = os.waitpid(self.pid, os.WNOHANG)
            if pid:
                return os.waitstatus_to_exitcode(status)
        raise AssertionError(f"the program did not end; the screen was:\n{self.text()}")

    def _read(self, seconds: float) -> bool:
        """Take what the program has written; False when it has closed the terminal."""
        ready, _, _ = select.select([self._fd], [], [], min(seconds, 0.2))
        if not ready:
            return True
        try:
            data = os.read(self._fd, 65536)
        except OSError:
            return False
        self.sent += data
        for question, answer in _ANSWERS.items():
            for _ in range(data.count(question)):
                os.write(self._fd, answer)
        self._stream.feed(_UNKNOWN.sub(b"", data))
        return bool(data)
