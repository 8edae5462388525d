"""The one place that knows folders: where games are saved."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path

_PROJECT = Path(__file__).resolve().parents[2]
_SAVE = "wargame.db"


def save_place(given: str | None = None, environment: Mapping[str, str] = os.environ) -> str:
    """The save, as a path or an SQLAlchemy URL: as given, else `WARGAME_SAVES`, else a file in the home's `saves`."""
    return named_save(given, environment) or str(home(environment) / "saves" / _SAVE)


def named_save(given: str | None = None, environment: Mapping[str, str] = os.environ) -> str | None:
    """The save that somebody named; None where it is left to `home`."""
    return given or environment.get("WARGAME_SAVES") or None


def home(environment: Mapping[str, str] = os.environ) -> Path:
    """`WARGAME_HOME`; else the checkout that the program runs from; else the platform's folder for user data."""
    if named := environment.get("WARGAME_HOME"):
        return Path(named).absolute()
    if (_PROJECT / "pyproject.toml").is_file() and (_PROJECT / "saves").is_dir():
        return _PROJECT
    import platformdirs

    return platformdirs.user_data_path("wargame", appauthor=False)
