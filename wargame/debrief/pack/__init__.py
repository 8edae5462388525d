"""The pack: what is handed on after a game, as files that need nothing else to be read.

A report as a web page and as Markdown, the decision log, and tables of events, tracks and rulings. It is made of
`SeenGame`s, which hold what one viewer saw and no more; who sees everything gets the readings as well. Parts are
values first (`blocks`), and only then drawn. Knows no disk: files are names and texts.
"""

from wargame.debrief.pack.files import group_page, pack_files
from wargame.debrief.pack.game import Played
from wargame.debrief.pack.gathered import gathered
from wargame.debrief.pack.names import known_names, nameless, without
from wargame.debrief.pack.seen import SeenGame

__all__ = ["Played", "SeenGame", "gathered", "group_page", "known_names", "nameless", "pack_files", "without"]
