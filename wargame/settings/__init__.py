"""What a person has settled about the program itself: its look, its motion, its paper, whose names it shows.

One list, `SETTINGS`, says what there is; the file, the plain command and the screen are made from it, so that a new
setting touches that list alone. A value comes from an environment variable, else from the person's one TOML file, else
it is the default; whatever is wrong with the file is a sentence and never a stop. Imports nothing of wargame.
"""

from wargame.settings.automatic import Colours, colours, moves
from wargame.settings.file import UnreadableFile, keep, load, settings_path
from wargame.settings.schema import SETTINGS, Override, Setting, setting_called
from wargame.settings.values import Remark, Settings, Source

__all__ = [
    "SETTINGS",
    "Colours",
    "Override",
    "Remark",
    "Setting",
    "Settings",
    "Source",
    "UnreadableFile",
    "colours",
    "keep",
    "load",
    "moves",
    "setting_called",
    "settings_path",
]
