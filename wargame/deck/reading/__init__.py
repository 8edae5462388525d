"""From files to a deck: trees of nodes with their places, the form of a deck, and every problem at once."""
