"""The small language of a deck: conditions and amounts, effects, and how they read in plain English.

Parsed to a closed set of nodes, bound to a deck's tracks and levels, worked out over values, written again, explained.
"""
