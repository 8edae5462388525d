"""Write the golden transcript anew, to be read before it is committed: `python -m tests.cli.goldens.update`."""

from __future__ import annotations

import tempfile
from pathlib import Path

from click.testing import CliRunner

from tests.support import SMALL
from wargame.cli.main import command


def main() -> None:
    """Play the small deck headless with the seed `demo`."""
    with tempfile.TemporaryDirectory() as folder:
        deck = Path(folder) / "small.yaml"
        deck.write_text(SMALL, encoding="utf-8")
        saves = f"sqlite:///{folder}/save.db"
        answer = CliRunner().invoke(command, ["--saves", saves, "play", str(deck), "--headless", "--seed", "demo"])
    Path(__file__).with_name("small.txt").write_text(answer.stdout, encoding="utf-8")


if __name__ == "__main__":
    main()
