"""Decks as tables for a spreadsheet, and back; and the tables of strangers as cards."""
