"""Every setting there is, once: the file, the plain command and the screen of settings are made from this list."""

from __future__ import annotations

from collections.abc import Mapping

from attrs import field, frozen


@frozen
class Override:
    """An environment variable that goes before the file; `meanings` are what its values (in small letters) come to.

    A value that is not among the meanings comes to `otherwise`, or stands for itself where the variable is `verbatim`;
    with neither it leaves the setting alone, as an empty variable always does.
    """

    variable: str
    meanings: Mapping[str, str] = field(factory=dict)
    otherwise: str | None = None
    verbatim: bool = False

    def read(self, environment: Mapping[str, str]) -> str | None:
        """What the variable wants the setting to be; None where it wants nothing.

        >>> Override("NO_COLOR", otherwise="none").read({"NO_COLOR": "1"})
        'none'
        >>> Override("NO_COLOR", otherwise="none").read({"NO_COLOR": ""})
        """
        given = environment.get(self.variable, "")
        if not given:
            return None
        return self.meanings.get(given.lower(), given if self.verbatim else self.otherwise)


@frozen
class Setting:
    """One thing that can be settled: `choices` are the allowed values in the order in which a key goes round, each
    with what it means. The first of `overrides` that wants something goes before the file.
    """

    key: str
    title: str
    about: str
    choices: Mapping[str, str]
    default: str
    overrides: tuple[Override, ...] = ()

    def allowed(self) -> str:
        """`dark, light or contrast`."""
        *several, last = self.choices
        return f"{', '.join(several)} or {last}" if several else last

    def after(self, value: str, steps: int = 1) -> str:
        """The value so many places further on, round and round.

        >>> setting_called("theme").after("contrast")
        'dark'
        """
        values = tuple(self.choices)
        place = values.index(value) if value in values else -1
        return values[(place + steps) % len(values)]


SETTINGS: tuple[Setting, ...] = (
    Setting(
        "theme",
        "Theme",
        "The colours of the screens.",
        {
            "dark": "light text on dark, for a dim room",
            "light": "dark text on light, for a bright room or a projector",
            "contrast": "the strongest contrast, for tired eyes and far rows",
        },
        "dark",
        (
            Override(
                "TEXTUAL_THEME",
                {"wargame-dark": "dark", "wargame-light": "light", "wargame-contrast": "contrast"},
                verbatim=True,
            ),
        ),
    ),
    Setting(
        "colour",
        "Colours",
        "How many colours the terminal is sent.",
        {
            "auto": "as many as the terminal says that it knows",
            "none": "no colours at all",
            "16": "the terminal's own sixteen",
            "256": "the 256 of older terminals",
            "full": "all",
        },
        "auto",
        (
            Override("NO_COLOR", otherwise="none"),
            Override("TEXTUAL_COLOR_SYSTEM", {"standard": "16", "windows": "16", "256": "256", "truecolor": "full"}),
        ),
    ),
    Setting(
        "motion",
        "Motion",
        "Whether anything moves by itself.",
        {
            "auto": "not over ssh, and not where a terminal can't",
            "on": "always",
            "off": "never: what changes is simply there",
        },
        "auto",
        (Override("TEXTUAL_ANIMATIONS", {"none": "off", "basic": "on", "full": "on"}),),
    ),
    Setting(
        "mouse",
        "Mouse",
        "Whether clicks and the wheel work; off, the terminal selects text by itself.",
        {"on": "clicks choose, the wheel scrolls", "off": "keys alone"},
        "on",
    ),
    Setting(
        "names",
        "Names",
        "Whether the names of members stand on screens and in prints.",
        {"show": "names as they were entered", "hide": "only the seats' titles"},
        "show",
    ),
    Setting(
        "paper",
        "Paper",
        "The sheets that packets are printed on.",
        {"A4": "210 by 297 millimetres", "Letter": "8.5 by 11 inches"},
        "A4",
    ),
    Setting(
        "tutorial",
        "Tutorial",
        "Whether a deck explains a screen when it first comes; the help has its words all the same.",
        {"on": "once in each game, until the next key", "off": "only in the help, with ?"},
        "on",
        (Override("WARGAME_TUTORIAL", {"on": "on", "off": "off"}),),
    ),
)

_BY_KEY = {setting.key: setting for setting in SETTINGS}


def setting_called(key: str) -> Setting:
    """The setting of this key. Raises KeyError."""
    return _BY_KEY[key]
