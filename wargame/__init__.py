"""A tabletop companion for seminar wargames: decks, turns, an umpire, a log that cannot lie, and the look back."""

__version__ = "0.1.0"
