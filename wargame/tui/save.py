"""The save, opened by whichever thread wants it first, so that the first frame waits for no database."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from wargame.table import Store

    #: A save that lies open, or how to open it.
    Source = Store | Callable[[], Store]


class Save:
    """Closes what it has opened itself, and leaves open what it was given open."""

    def __init__(self, source: Source) -> None:
        self._source = source
        self._lock = threading.Lock()
        self._opened: Store | None = None

    def store(self) -> Store:
        """The open save. Only for threads; raises StoreError where it can't be opened, and tries again when asked."""
        if not callable(self._source):
            return self._source
        with self._lock:
            if self._opened is None:
                self._opened = self._source()
            return self._opened

    @property
    def opened(self) -> Store | None:
        """The save, if it is open already."""
        return self._opened if callable(self._source) else self._source

    def close(self) -> None:
        """Give it back."""
        with self._lock:
            if self._opened is not None:
                self._opened.close()
                self._opened = None
