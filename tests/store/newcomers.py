"""One of several programs that open a save which none of them has seen; used by `test_crowds`."""

from __future__ import annotations

import sys

from tests.store.games import DECK, GAME, entry
from wargame.store import Store

if __name__ == "__main__":
    path, name = sys.argv[1:]
    print("ready", flush=True)
    sys.stdin.readline()
    with Store.open(path) as store:
        store.create_game(f"{GAME}-{name}", "game", DECK, [entry("open")], created_at=1, numbered=True)
    print("made")
