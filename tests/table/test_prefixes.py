"""What is saved is what was played, at every event."""

from __future__ import annotations

from pathlib import Path

from tests.table.prefixes import play, reload_elsewhere


def test_every_prefix_folds_in_a_fresh_process_to_the_position_that_play_had_there(tmp_path: Path) -> None:
    path = tmp_path / "save.db"
    live = play(path, games=4)
    assert reload_elsewhere(path) == live
