"""Reading a deck, against PyYAML's C loader on the same text, which neither checks anything nor knows any place.

A deck of 500 cards is read and checked, warnings and all, from its text. Goal: at most 1.0 times the baseline. Each
side runs as a program would call it: the reader pauses the collector of garbage while it works, and PyYAML does not.
"""

from __future__ import annotations

import gc
import statistics
import time
from collections.abc import Callable

import yaml

from tests.support import first_hour
from wargame.deck import load_text, read_text
from wargame.deck.reading.parsing import parse
from wargame.deck.writing.as_tree import as_tree
from wargame.deck.writing.plain import plain
from wargame.deck.writing.yaml_text import yaml_text

CARDS = 500
ROUNDS = 15


def large_deck() -> str:
    """The shipped deck with its cards over and over, as an author would write it: YAML in blocks."""
    root, _ = parse(first_hour().text, "first-hour")
    assert root is not None
    deck = plain(root)
    cards = list(deck["cards"].items())
    deck["cards"] = {}
    for number in range(CARDS):
        name, card = cards[number % len(cards)]
        copy = number // len(cards)
        # In the largest shipped deck three of eight conditions stand nowhere else; here too.
        again = "" if copy % 8 > 2 else f" and turn < {50 + copy}"
        modifiers = [{**each, "if": f"{each['if']}{again}"} for each in card.get("modifiers", [])]
        deck["cards"][f"{name[:3]}-{1000 + number}"] = {**card, "modifiers": modifiers}
    return yaml_text(as_tree(deck))


def timed(job: Callable[[], object]) -> float:
    """Seconds that a job takes; what the one before has left behind is not on its bill."""
    gc.collect()
    started = time.perf_counter()
    job()
    return time.perf_counter() - started


def main() -> None:
    """Both sides in turn, so that the machine's moods strike both; medians, and their ratio."""
    text = large_deck()
    assert len(load_text(text).cards) == CARDS
    assert len(yaml.load(text, Loader=yaml.CSafeLoader)["cards"]) == CARDS
    sides = [
        (timed(lambda: read_text(text, warnings=True)), timed(lambda: yaml.load(text, Loader=yaml.CSafeLoader)))
        for _ in range(ROUNDS)
    ]
    ours, theirs = (statistics.median(side) for side in zip(*sides, strict=True))
    print(f"reading a deck of {CARDS} cards: {ours / theirs:.2f} x yaml.load with CSafeLoader (goal: at most 1.00)")
    print(f"  {ours * 1e3:.0f} ms against {theirs * 1e3:.0f} ms, {len(text) // 1000} KB")


if __name__ == "__main__":
    main()
