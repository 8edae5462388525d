"""How printed things look, measured in a real browser. Run by hand: `python -m tests.looks`."""
