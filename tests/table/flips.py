"""Single-bit damage to saved games: `python -m tests.table.flips --flips 2000` names how many were seen."""

from __future__ import annotations

import argparse
import shutil
import sqlite3
import tempfile
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from random import Random

from tests.support import first_hour
from wargame.table import Finding, Store, new_game, verify_game, verify_save

_COLUMNS = ("game", "seq", "at", "actor", "audience", "command", "kind", "version", "body", "hash")


def save_with_games(path: Path, games: int) -> Path:
    """A save with some finished games."""
    with Store.open(path) as store:
        for seed in range(games):
            list(new_game(store, first_hour(), seed=str(seed)).play_out())
    return path


@contextmanager
def _unguarded(path: Path) -> Iterator[sqlite3.Connection]:
    """A connection of somebody who means harm: what guards the tables is taken away, and put back afterwards."""
    connection = sqlite3.connect(path)
    guards = connection.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'").fetchall()
    for name, _ in guards:
        connection.execute(f'DROP TRIGGER "{name}"')
    connection.execute("PRAGMA ignore_check_constraints = ON")
    yield connection
    for _, statement in guards:
        connection.execute(statement)
    connection.commit()
    connection.close()


def flip_and_verify(saved: Path, copy: Path, seed: int) -> tuple[str, list[Finding]]:
    """Flip one bit of one value of one event row, the last rows too, and verify the whole save."""
    random = Random(seed)
    shutil.copyfile(saved, copy)
    with _unguarded(copy) as connection:
        column = random.choice(_COLUMNS)
        rows = connection.execute("SELECT rowid FROM event").fetchall()
        (row,) = random.choice(rows)
        (value,) = connection.execute(f"SELECT {column} FROM event WHERE rowid = ?", (row,)).fetchone()
        if isinstance(value, int):
            flipped = f"{value ^ (1 << random.randrange(40))}"
        else:
            raw = bytearray(value.encode())
            raw[random.randrange(len(raw))] ^= 1 << random.randrange(8)
            flipped = f"CAST(x'{raw.hex()}' AS TEXT)"
        connection.execute(f"UPDATE OR IGNORE event SET {column} = {flipped} WHERE rowid = ?", (row,))
        changed = connection.total_changes
    if not changed:
        return flip_and_verify(saved, copy, seed + 10**9)
    with Store.open(copy) as store:
        findings = [finding for _, several in verify_save(store) for finding in several]
    return f"{column} of row {row}", findings


def cut_tail(saved: Path, copy: Path, seed: int) -> tuple[list[Finding], list[Finding]]:
    """Cut the last events of a game off; the findings without its noted head, and with it."""
    shutil.copyfile(saved, copy)
    with Store.open(saved) as store:
        game = Random(seed).choice(store.games())
        head = str(store.head(game.id))
        length = store.head(game.id).seq
    keep = Random(seed).randrange(1, length)
    with _unguarded(copy) as connection:
        connection.execute("DELETE FROM event WHERE game = ? AND seq > ?", (game.id, keep))
    with Store.open(copy) as store:
        return verify_game(store, game.name), verify_game(store, game.name, head=head)


def main() -> None:
    """Flip so many bits, cut some tails, and count what was named."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--flips", type=int, default=2000)
    arguments.add_argument("--cuts", type=int, default=100)
    given = arguments.parse_args()
    columns: Counter[str] = Counter()
    with tempfile.TemporaryDirectory() as folder:
        saved = save_with_games(Path(folder) / "save.db", games=5)
        for seed in range(given.flips):
            where, findings = flip_and_verify(saved, Path(folder) / "flipped.db", seed)
            assert any(finding.severity == "error" for finding in findings), (seed, where)
            columns[where.split()[0]] += 1
        for seed in range(given.cuts):
            without, with_head = cut_tail(saved, Path(folder) / "cut.db", seed)
            assert not without, seed
            assert with_head, seed
    print(f"{given.flips} flips, all named ({dict(columns)}); {given.cuts} cut tails, all named with --head")


if __name__ == "__main__":
    main()
