"""The command line: every job of the program in plain lines, for pipes, ears and scripts."""

from wargame.cli.main import main

__all__ = ["main"]
