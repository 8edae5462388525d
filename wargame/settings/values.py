"""The settings that hold: one immutable value, made from a file's contents and an environment."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Literal

from attrs import evolve, field, frozen

from wargame.settings.schema import SETTINGS, Setting, setting_called

Source = Literal["environment", "file", "default"]

#: Characters of a wrong value that a sentence repeats.
_SHOWN = 40


@frozen
class Remark:
    """Something in the file that does not count, in a sentence.

    `key` is empty where it is the file itself; `known` whether this version has such a setting, so that a value was
    lost to it.
    """

    key: str
    sentence: str
    known: bool = True


@frozen
class Settings:
    """What holds, by key: `settings["theme"]`. `chosen` is what the file says and this version knows."""

    chosen: Mapping[str, str] = field(factory=dict)
    environment: Mapping[str, str] = field(factory=dict)
    remarks: tuple[Remark, ...] = ()

    def __getitem__(self, key: str) -> str:
        """The value that holds. Raises KeyError for what is no setting."""
        setting = setting_called(key)
        decided = self._override(setting)
        return decided[1] if decided else self.chosen.get(key, setting.default)

    def source(self, key: str) -> Source:
        """Where that value comes from."""
        if self._override(setting_called(key)):
            return "environment"
        return "file" if key in self.chosen else "default"

    def variable(self, key: str) -> str:
        """The environment variable that decides; empty where none does."""
        decided = self._override(setting_called(key))
        return decided[0] if decided else ""

    def choose(self, key: str, value: str | None) -> Settings:
        """The same with another choice; None goes back to the default.

        Raises KeyError, and for a value that is not allowed ValueError with a sentence.
        """
        setting = setting_called(key)
        if value is not None and value not in setting.choices:
            raise ValueError(f"{key} is {setting.allowed()}, not `{value}`.")
        chosen = {name: old for name, old in self.chosen.items() if name != key}
        if value is not None:
            chosen[key] = value
        return evolve(self, chosen=chosen, remarks=tuple(each for each in self.remarks if each.key != key))

    def _override(self, setting: Setting) -> tuple[str, str] | None:
        wanted = ((each.variable, each.read(self.environment)) for each in setting.overrides)
        return next(((variable, value) for variable, value in wanted if value is not None), None)


def read_settings(found: Mapping[str, Any], file: str, environment: Mapping[str, str]) -> Settings:
    """Settings from the contents of a file, which is called `file` in remarks."""
    chosen: dict[str, str] = {}
    remarks: list[Remark] = []
    known = {setting.key: setting for setting in SETTINGS}
    for key, value in found.items():
        setting = known.get(key)
        if setting is None:
            sentence = f"{file}: this version has no setting `{key}` and leaves it alone. It has {', '.join(known)}."
            remarks.append(Remark(key, sentence, known=False))
        elif (text := _text(value)) in setting.choices:
            chosen[key] = text
        else:
            sentence = f"{file}: {key} is {setting.allowed()}, not `{text[:_SHOWN]}`; taken is {setting.default}."
            remarks.append(Remark(key, sentence))
    return Settings(chosen, environment, tuple(remarks))


def _text(value: object) -> str:
    """A value as a person wrote it: whole numbers, and `on` and `off` as TOML has them, are as good as text."""
    if isinstance(value, bool):
        return "on" if value else "off"
    return str(value)
