"""Every prefix of a saved game, folded in a fresh process, is the position that play had there.

`python -m tests.table.prefixes --games 50` plays, then asks another process for the digest of each prefix.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
from hashlib import sha256
from pathlib import Path

import msgspec

from tests.support import first_hour
from wargame.rules import State, fold
from wargame.table import GO_ON, Store, new_game, open_saved


def digest(state: State) -> str:
    """A position in 64 digits."""
    return sha256(msgspec.json.encode(state, order="deterministic")).hexdigest()


def play(path: Path, games: int) -> dict[str, dict[str, str]]:
    """Play games of bots; for each, the digest of the live position at each length of its log."""
    found: dict[str, dict[str, str]] = {}
    with Store.open(path) as store:
        for seed in range(games):
            table = new_game(store, first_hour(), seed=f"prefix {seed}")
            seen = {str(len(table.events)): digest(table.state)}
            while table.state.phase != "ended":
                table.send(GO_ON[table.state.phase])
                seen[str(len(table.events))] = digest(table.state)
            for length in range(1, len(table.events) + 1):
                seen.setdefault(str(length), digest(fold(table.events[:length])))
            found[table.game.name] = seen
    return found


def reload(path: Path) -> dict[str, dict[str, str]]:
    """The same digests, from the save alone."""
    found = {}
    with Store.open(path) as store:
        for row in store.games():
            events = open_saved(store, row.name).events
            found[row.name] = {str(length): digest(fold(events[:length])) for length in range(1, len(events) + 1)}
    return found


def reload_elsewhere(path: Path) -> dict[str, dict[str, str]]:
    """`reload`, in a fresh process."""
    command = [sys.executable, "-m", "tests.table.prefixes", "--reload", str(path)]
    root = Path(__file__).resolve().parents[2]
    answer = subprocess.run(command, cwd=root, capture_output=True, text=True, check=True)
    return json.loads(answer.stdout)


def main() -> None:
    """Play and compare, or answer for `reload_elsewhere`."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--games", type=int, default=50)
    arguments.add_argument("--reload", type=Path)
    given = arguments.parse_args()
    if given.reload:
        print(json.dumps(reload(given.reload)))
        return
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "save.db"
        live = play(path, given.games)
        assert reload_elsewhere(path) == live
    print(f"{len(live)} games, {sum(map(len, live.values()))} prefixes: all equal in a fresh process")


if __name__ == "__main__":
    main()
