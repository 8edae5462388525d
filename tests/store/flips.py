"""Single-bit damage to saves: `python -m tests.store.flips --flips 2000` tells how many were named.

Two kinds: one bit of one value of one event, as its row is read; and one bit anywhere in the file, of which those count
that change what is read.
"""

from __future__ import annotations

import argparse
import shutil
import sqlite3
import tempfile
from collections import Counter
from contextlib import closing
from pathlib import Path
from random import Random

from tests.store.games import DECK, entry, raw
from wargame.store import Fault, Store, check_save, schema

COLUMNS = [column.name for column in schema.event.columns]


def saved_games(path: Path) -> Path:
    """Two games of some 60 events in one save."""
    with Store.open(path) as store:
        for name in ("monday", "tuesday"):
            game_id = f"{Random(name).getrandbits(128):032x}"
            store.create_game(game_id, name, DECK, [entry("open")], created_at=1)
            for number in range(30):
                with store.write(game_id) as writer:
                    body = f'{{"said":"{name} 눈 {"x" * (number * 7)}"}}'
                    writer.append([entry(f"c{number}", body, at=number * 10**6), entry(f"c{number}")])
    return path


def flipped(saved: Path, copy: Path, seed: int) -> tuple[str, str, int]:
    """A copy with one bit of one event's value flipped: the column, the game, and the number in it."""
    random = Random(seed)
    while True:
        shutil.copyfile(saved, copy)
        with raw(copy, triggers=False) as connection:
            rows = connection.execute("SELECT rowid, game, seq FROM event ORDER BY rowid").fetchall()
            # Every fourth time the last row of a game, which no later one vouches for.
            last = [row for row in rows if row[2] == max(seq for _, _, seq in rows)]
            row, game, seq = random.choice(last if seed % 4 == 0 else rows)
            column = random.choice(COLUMNS)
            (value,) = connection.execute(f"SELECT {column} FROM event WHERE rowid = ?", (row,)).fetchone()
            if isinstance(value, int):
                bit = 1 << random.randrange(64)
                new = (value ^ bit) - (2**64 if (value ^ bit) >= 2**63 else 0)
                connection.execute(f"UPDATE OR IGNORE event SET {column} = ? WHERE rowid = ?", (new, row))
            else:
                text = bytearray(value.encode())
                text[random.randrange(len(text))] ^= 1 << random.randrange(8)
                changed = f"UPDATE OR IGNORE event SET {column} = CAST(? AS TEXT) WHERE rowid = ?"
                connection.execute(changed, (bytes(text), row))
            if connection.total_changes:
                return column, game, seq
        seed += 10**9


def is_named(faults: list[Fault], column: str, game: str, seq: int) -> bool:
    """Whether a fault says where the flip is: at that number of the game, or as a record that has strayed from it."""
    names = {
        "monday": f"{Random('monday').getrandbits(128):032x}",
        "tuesday": f"{Random('tuesday').getrandbits(128):032x}",
    }
    here = any(names.get(fault.game or "") == game and fault.seq == seq for fault in faults)
    strayed = any(fault.code == "orphan" and fault.seq == seq for fault in faults)
    return strayed if column == "game" else here


def what_is_read(path: Path) -> object:
    """All that a reader gets from the save, or the error that it gets."""
    with closing(sqlite3.connect(path)) as connection:
        connection.text_factory = bytes
        try:
            return [connection.execute(f"SELECT * FROM {name}").fetchall() for name in ("event", "deck", "game")]
        except (sqlite3.Error, UnicodeDecodeError) as error:
            return str(error)


def flip_file(saved: Path, copy: Path, seed: int) -> None:
    """A copy with one bit of the file flipped."""
    random = Random(seed)
    content = bytearray(saved.read_bytes())
    content[random.randrange(len(content))] ^= 1 << random.randrange(8)
    copy.write_bytes(content)


def main() -> None:
    """Flip so many bits of either kind and count what was named."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--flips", type=int, default=2000)
    given = arguments.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        saved, copy = saved_games(Path(folder) / "saved.db"), Path(folder) / "copy.db"
        columns: Counter[str] = Counter()
        for seed in range(given.flips):
            column, game, seq = flipped(saved, copy, seed)
            assert is_named(check_save(copy), column, game, seq), (seed, column, seq)
            columns[column] += 1
        print(f"{given.flips} flips in events, all named: {dict(columns)}")
        as_saved = what_is_read(saved)
        damaging = seen = named = 0
        for seed in range(given.flips):
            flip_file(saved, copy, seed)
            faults = check_save(copy)
            seen += bool(faults)
            if what_is_read(copy) != as_saved:
                damaging += 1
                named += bool(faults)
                if not faults:
                    print("not named: seed", seed)
        print(
            f"{given.flips} flips in the file: {damaging} change what is read, and {named} of these were named; "
            f"{seen} were seen in all"
        )


if __name__ == "__main__":
    main()
