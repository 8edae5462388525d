"""What `auto` comes to, from what the environment tells of the terminal."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from wargame.settings.values import Settings

Colours = Literal["none", "16", "256", "full"]

_NO_COLOURS = {"dumb", "unknown"}
#: Terminals that know all colours and say so in TERM alone, which ssh passes on where COLORTERM is lost.
_ALL_COLOURS = {"xterm-kitty", "xterm-ghostty", "alacritty", "foot", "wezterm", "contour"}
_REMOTE = ("SSH_CONNECTION", "SSH_TTY")


def colours(settings: Settings) -> Colours:
    """How many colours may leave the program.

    >>> colours(Settings(environment={"TERM": "screen-256color"}))
    '256'
    """
    match settings["colour"]:
        case "none":
            return "none"
        case "16":
            return "16"
        case "256":
            return "256"
        case "full":
            return "full"
    return _known_by_terminal(settings.environment)


def _known_by_terminal(environment: Mapping[str, str]) -> Colours:
    term = environment.get("TERM", "").strip().lower()
    if term in _NO_COLOURS:
        return "none"
    if environment.get("COLORTERM", "").strip().lower() in ("truecolor", "24bit"):
        return "full"
    if term in _ALL_COLOURS or term.endswith("-direct"):
        return "full"
    return "256" if term.endswith("-256color") else "16"


def moves(settings: Settings) -> bool:
    """Whether anything may move by itself.

    >>> moves(Settings(environment={"TERM": "xterm", "SSH_TTY": "/dev/pts/3"}))
    False
    """
    wanted = settings["motion"]
    if wanted != "auto":
        return wanted == "on"
    environment = settings.environment
    far = any(environment.get(name) for name in _REMOTE)
    return not far and environment.get("TERM", "").strip().lower() not in _NO_COLOURS
