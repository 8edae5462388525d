"""The one file: where it lies, how it is read, and how one value of it is changed without losing the rest.

Comments, unknown keys and values that this version does not understand stay as they are, so that a newer version finds
its settings again. A file that can't be understood is never written over.
"""

from __future__ import annotations

import os
import secrets
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

from wargame.settings.values import Remark, Settings, read_settings

_NAME = "settings.toml"


class UnreadableFile(Exception):
    """The file can't be read or written; the sentence says which, and why."""


def settings_path(environment: Mapping[str, str] = os.environ) -> Path:
    """In the folder that `WARGAME_HOME` names, else in the platform's folder for what users configure."""
    if named := environment.get("WARGAME_HOME"):
        return Path(named).absolute() / _NAME
    import platformdirs

    return platformdirs.user_config_path("wargame", appauthor=False) / _NAME


def load(path: Path | None = None, environment: Mapping[str, str] = os.environ) -> Settings:
    """The settings that hold; what is wrong with the file is among the remarks."""
    environment = dict(environment)
    path = path or settings_path(environment)
    try:
        text = _text_of(path)
        found = _parsed(text, path) if text.strip() else {}
    except UnreadableFile as error:
        return Settings(environment=environment, remarks=(Remark("", f"{error} The defaults are used."),))
    return read_settings(found, str(path), environment)


def keep(key: str, value: str | None, path: Path | None = None) -> None:
    """Write one value, or with None take it out; all or nothing. Raises UnreadableFile with a sentence.

    The file is read again first, so that what another terminal has changed since is kept.
    """
    path = path or settings_path()
    text = _text_of(path)
    if text.strip():
        _parsed(text, path)
    import tomlkit

    document = tomlkit.parse(text)
    if value is None:
        document.pop(key, None)
    else:
        document[key] = value
    after = tomlkit.dumps(document)
    if after != text:
        _write(path, after)


def _text_of(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        return ""
    except UnicodeDecodeError as error:
        raise UnreadableFile(f"{path} is not a text file.") from error
    except OSError as error:
        raise UnreadableFile(f"{path} can't be read: {error.strerror}.") from error


def _parsed(text: str, path: Path) -> dict[str, object]:
    import tomllib

    try:
        return tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise UnreadableFile(f"{path} can't be read as TOML: {error}. Mend it, or take it away.") from error


def _write(path: Path, text: str) -> None:
    """Replace the file by a whole new one; where it is a link, the file that it leads to."""
    real = path.resolve()
    draft = real.with_name(f".{real.name}.{secrets.token_hex(4)}")
    try:
        real.parent.mkdir(parents=True, exist_ok=True)
        try:
            with draft.open("x", encoding="utf-8", newline="\n") as file:
                file.write(text)
                file.flush()
                os.fsync(file.fileno())
            with suppress(FileNotFoundError):
                draft.chmod(real.stat().st_mode)
            draft.replace(real)
        except BaseException:
            draft.unlink(missing_ok=True)
            raise
    except OSError as error:
        raise UnreadableFile(f"{path} can't be written: {error.strerror}.") from error
