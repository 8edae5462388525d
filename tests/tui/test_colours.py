"""Colour is an ornament: what leaves, how well it can be read, and that nothing is lost without it."""

from __future__ import annotations

import re
import time
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from attrs import evolve
from textual.content import Content
from textual.widget import Widget

from tests.terminal import PATIENCE, Terminal
from tests.tui.conftest import Sits, harbours
from wargame.deck import BANDS
from wargame.settings import Colours, Settings
from wargame.table import Odds, Store, Table, View, new_game
from wargame.tui.app import WargameApp
from wargame.tui.colours import FIXED, RGB, SIXTEEN, Palette, contrast, nearest_of_16, nearest_of_256
from wargame.tui.screens.settings import about_lines, setting_lines
from wargame.tui.themes import BAND_COLORS, THEMES, seat_color, themes_for
from wargame.tui.widgets.gauge import board_lines
from wargame.tui.widgets.hand import card_lines
from wargame.tui.widgets.ladders import ladder_lines
from wargame.tui.widgets.odds_bar import bar_lines, legend_lines, odds_lines
from wargame.words import BAND_GLYPHS, BAND_TITLES

LEAST = {"wargame-dark": 4.5, "wargame-light": 4.5, "wargame-contrast": 7.0}
#: The sixteen of a terminal that has its own idea of them: xterm's, beside those of an old text screen.
XTERM: tuple[RGB, ...] = (
    (0, 0, 0), (205, 0, 0), (0, 205, 0), (205, 205, 0), (0, 0, 238), (205, 0, 205), (0, 205, 205), (229, 229, 229),
    (127, 127, 127), (255, 0, 0), (0, 255, 0), (255, 255, 0), (92, 92, 255), (255, 0, 255), (0, 255, 255),
    (255, 255, 255),
)  # fmt: skip
SHADES: dict[str, tuple[Colours, Callable[[RGB], RGB]]] = {
    "all": ("full", lambda colour: colour),
    "256": ("256", lambda colour: FIXED[nearest_of_256(colour)]),
    "16 of a text screen": ("16", lambda colour: SIXTEEN[nearest_of_16(colour)]),
    "16 of xterm": ("16", lambda colour: XTERM[nearest_of_16(colour)]),
}
#: Lines, blocks and the dots of gauges: beside each stands a number or a word that says the same.
ORNAMENT = re.compile(r"[\s\u2500-\u259f▰▱]*")


# What leaves


def sent(tmp_path: Path, settings: str = "", *keys: str, **environment: str) -> bytes:
    """All that a lobby sends, with a page over it and back, under these settings."""
    tmp_path.joinpath("settings.toml").write_text(settings, encoding="utf-8")
    home = {"WARGAME_HOME": str(tmp_path), "TERM": "xterm-256color", "COLORTERM": "truecolor", **environment}
    # A terminal of the tests has no NO_COLOR, so the program is given its own.
    start = "import os; from wargame.cli import main; os.environ.update(eval(os.environ['MORE'])); main([])"
    with Terminal(["-c", start], 80, 24, {**home, "MORE": repr(environment)}) as terminal:
        terminal.see("No game is saved")
        terminal.press(",")
        terminal.see("Esc Close")
        terminal.press(*keys)
        deadline = time.monotonic() + PATIENCE
        # The mouse passes over the line of keys, which is lit up.
        terminal.press("\x1b[<35;6;22M", "\x1b[<35;6;24M")
        terminal.press("escape")
        while "Esc Close" in terminal.text():
            assert time.monotonic() < deadline
            terminal._read(0.05)
        terminal.press("q")
        terminal.wait()
        return terminal.sent


def colours_of(data: bytes) -> Counter[str]:
    """The kinds of colour in the sequences of a terminal."""
    found: Counter[str] = Counter()
    for parameters in re.findall(rb"\x1b\[([\d;:]*)m", data):
        text = parameters.decode()
        found["full"] += len(re.findall(r"[34]8[;:]2", text))
        found["256"] += len(re.findall(r"[34]8[;:]5", text))
        plain = re.sub(r"[34]8[;:](2[;:]\d+[;:]\d+[;:]\d+|5[;:]\d+)", "", text)
        found["16"] += len(re.findall(r"\b(?:[34][0-79]|9[0-7]|10[0-7])\b", plain))
    return +found


@pytest.mark.parametrize(
    ("settings", "environment", "kinds"),
    [
        ("", {}, {"full"}),
        ("colour = 256", {}, {"256"}),
        ("colour = 16", {}, {"16"}),
        ("colour = 'none'", {}, set()),
        ("colour = 'full'", {"NO_COLOR": "1"}, set()),
        pytest.param("", {"NO_COLOR": ""}, {"full"}, marks=pytest.mark.long),
        ("", {"COLORTERM": ""}, {"256"}),
        pytest.param("", {"COLORTERM": "", "TERM": "screen-256color"}, {"256"}, marks=pytest.mark.long),
        ("", {"COLORTERM": "", "TERM": "linux"}, {"16"}),
        pytest.param("", {"COLORTERM": "", "TERM": "dumb"}, set(), marks=pytest.mark.long),
        pytest.param("colour = 'full'", {"COLORTERM": "", "TERM": "linux"}, {"full"}, marks=pytest.mark.long),
        pytest.param("", {"TEXTUAL_COLOR_SYSTEM": "standard"}, {"16"}, marks=pytest.mark.long),
        pytest.param("colour = 16\ntheme = 'light'", {}, {"16"}, marks=pytest.mark.long),
        pytest.param("colour = 16", {"TEXTUAL_THEME": "nord"}, {"16"}, marks=pytest.mark.long),
        ("colour = 'none'", {"TEXTUAL_THEME": "ansi-dark"}, set()),
    ],
)
def test_nothing_but_the_colours_that_are_wanted_leaves(
    tmp_path: Path, settings: str, environment: dict[str, str], kinds: set[str]
) -> None:
    data = sent(tmp_path, settings, **environment)
    assert set(colours_of(data)) == kinds
    assert b"\x1b[1m" in data or b"\x1b[1;" in data or b"m\x1b[1m" in data


def test_a_change_on_the_screen_changes_what_leaves(tmp_path: Path) -> None:
    data = sent(tmp_path, "colour = 16", "down", " ")
    first = data.index(b"\x1b[38;5;") if b"\x1b[38;5;" in data else data.index(b";38;5;")
    assert set(colours_of(data[: first - 40])) == {"16"}
    assert set(colours_of(data)) == {"16", "256"}


def test_without_colours_what_is_set_off_is_reversed() -> None:
    palette = Palette("none", (20, 24, 30))
    assert palette.translate("\x1b[1;38;2;16;20;24;48;2;147;201;160m ● 3 \x1b[0m") == "\x1b[1;7m ● 3 \x1b[0m"
    assert palette.translate("\x1b[38;2;233;229;220;48;2;38;48;60mmarked\x1b[0m") == "marked\x1b[0m"
    assert palette.translate("\x1b[7;38;2;233;229;220;48;2;20;24;30mfell\x1b[0m") == "\x1b[7mfell\x1b[0m"
    assert palette.translate("\x1b[7;38;2;20;24;30;48;2;20;24;30mtwice\x1b[0m") == "twice\x1b[0m"
    assert palette.translate("\x1b[2;3;4;9;39;49;31;105mx") == "\x1b[2;3;4;9;7mx"


def test_only_colours_are_translated() -> None:
    whole = "\x1b[?1049h\x1b[12;3H\x1b[>25u\x1b]0;x\x07 38;2;1;2;3m \x1b[0m\x1b[m"
    for many in ("none", "16", "256", "full"):
        assert Palette(many).translate(whole) == whole


@pytest.mark.parametrize("number", range(16))
def test_the_sixteen_are_themselves(number: int) -> None:
    assert SIXTEEN[nearest_of_16(SIXTEEN[number])] == SIXTEEN[number]


@pytest.mark.parametrize("number", FIXED)
def test_the_256_are_themselves(number: int) -> None:
    assert FIXED[nearest_of_256(FIXED[number])] == FIXED[number]


# How well it can be read

HAND_IN = ("enter", "enter", "h")

#: From screen to screen; keys before each look.
EVENING: tuple[tuple[str, ...], ...] = (
    (), ("question_mark",), ("escape",), ("comma",), ("down", "down", "space"), ("left", "escape"), ("f2",),
    ("escape", "enter"), ("1", "enter"), ("c",), ("escape", "h"), ("enter", "enter"), ("down", "enter", "h"),
    ("enter",), ("enter",), ("c",), ("escape", "l"),
)  # fmt: skip


def pieces(app: WargameApp) -> Iterator[tuple[str, RGB, RGB]]:
    """Every piece of text on the screen with its colour and the one behind; of a dialog nothing around it."""
    dialog: Widget | None = app.screen.query_one_optional("#dialog, #--container > Vertical")
    for row, strip in enumerate(app.screen._compositor.render_strips()):
        column = 0
        for segment in strip:
            start, column = column, column + segment.cell_length
            style = segment.style
            if style is None or style.color is None or style.bgcolor is None:
                continue
            inside = dialog is None or dialog.region.contains(start, row)
            if inside and not ORNAMENT.fullmatch(segment.text):
                front, back = tuple(style.color.get_truecolor()), tuple(style.bgcolor.get_truecolor())
                yield segment.text, *((back, front) if style.reverse else (front, back))


#: The themes in so many colours as most terminals have, and the first of them in fewer; the others in long runs.
SHOWN = [
    pytest.param(theme, many, marks=[] if many == "full" or theme == "wargame-dark" else [pytest.mark.long])
    for theme in LEAST
    for many in ("full", "256", "16")
]


@pytest.mark.parametrize(("theme", "many"), SHOWN)
async def test_every_text_on_every_screen_can_be_read(
    theme: str, many: Colours, sits: Sits, lay: Callable[..., Table]
) -> None:
    faint: set[tuple[str, str, float]] = set()
    shades = [(name, shown) for name, (colours, shown) in SHADES.items() if colours == many]
    async with sits(lay("north", "south"), (120, 40)) as person:
        person.app.settle(Settings({"theme": theme.removeprefix("wargame-"), "colour": many, "motion": "off"}))
        await person.settle()
        for keys in EVENING:
            await person.press(*keys)
            for text, front, back in set(pieces(person.app)):
                for name, shown in shades:
                    ratio = contrast(shown(front), shown(back))
                    if ratio < LEAST[theme]:
                        faint.add((f"{name}, {keys}", text.strip()[:30], round(ratio, 1)))
    assert not faint, "\n".join(map(str, sorted(faint)))


@pytest.mark.parametrize("shade", SHADES)
@pytest.mark.parametrize("theme", LEAST)
def test_the_pairs_of_a_theme_can_be_read(theme: str, shade: str) -> None:
    many, shown = SHADES[shade]
    found = next(each for each in themes_for(many) if each.name == theme)
    values = {
        "foreground": found.foreground, "background": found.background, "panel": found.panel, **found.variables,
    }  # fmt: skip
    seats = [name for name in values if name.startswith("seat-")]
    bands = [color.removeprefix("$") for color in BAND_COLORS.values()]
    pairs = [(front, back) for front in ("foreground", "quiet", "mark", "warn", *seats) for back in GROUNDS]
    pairs += [(front, "cursor") for front in ("foreground", "quiet", "mark", "warn")]
    pairs += [("ink", band) for band in bands]
    pairs.append(("foreground", "trough"))

    def ratio(front: str, back: str) -> float:
        one, other = (shown(rgb(str(values[name]))) for name in (front, back))
        return contrast(one, other)

    assert {pair: round(ratio(*pair), 2) for pair in pairs if ratio(*pair) < LEAST[theme]} == {}


GROUNDS = ("background", "panel")


def rgb(value: str) -> RGB:
    return int(value[1:3], 16), int(value[3:5], 16), int(value[5:7], 16)


def test_the_themes_for_few_colours_have_the_names_and_the_variables_of_the_others() -> None:
    for many in ("none", "16", "256", "full"):
        assert [theme.name for theme in themes_for(many)] == [theme.name for theme in THEMES]
        assert [set(theme.variables) for theme in themes_for(many)] == [set(theme.variables) for theme in THEMES]


def test_contrast_is_counted_as_wcag_does() -> None:
    assert contrast((255, 255, 255), (0, 0, 0)) == pytest.approx(21)
    assert contrast((0x77, 0x77, 0x77), (255, 255, 255)) == pytest.approx(4.48, abs=0.01)


# A glyph or a word beside every colour


async def test_every_screen_reads_the_same_without_colours(sits: Sits, lay: Callable[..., Table]) -> None:
    evenings = []
    for many in ("full", "16", "none"):
        async with sits(lay("north", "south", name=f"game {many:>4}")) as person:
            person.app.settle(Settings({"colour": many}))
            texts = [await person.press(*keys) for keys in EVENING]
            evenings.append([without_choice(text.replace(f"game {many:>4}", "game")) for text in texts])
    assert evenings[0] == evenings[1] == evenings[2]


def without_choice(text: str) -> str:
    """The page of settings says which colours are chosen, and so it differs there."""
    return re.sub(r"^.*Colours .*$", "", text, flags=re.M)


@pytest.fixture
def view(store: Store) -> View:
    return new_game(store, harbours(), ("north",), seed="x").view("north")


def told(lines: list[Content]) -> str:
    return "\n".join(line.plain for line in lines)


def test_cards_that_can_be_played_that_can_not_and_that_are_chosen_differ_in_signs(view: View) -> None:
    free = next(card for card in view.hand if card.playable)
    barred = next(card for card in view.hand if not card.playable)
    marks = {told(card_lines(*each, 60)).split()[0] for each in ((free, False), (free, True), (barred, False))}
    assert marks == {"○", "◉", "✕"}
    assert "chosen" in told(card_lines(free, True, 60))


async def test_the_marked_row_has_a_bar_at_its_side(sits: Sits, lay: Callable[..., Table]) -> None:
    async with sits(lay("north", "south")) as person:
        first = await person.press("enter")
        second = await person.press("down")
        assert [text.count("▌ ") > 0 for text in (first, second)] == [True, True]
        assert first != second


async def test_who_has_handed_in_is_said_in_words(sits: Sits, lay: Callable[..., Table]) -> None:
    async with sits(lay("north", "south")) as person:
        before = person.text()
        after = await person.press(*HAND_IN, "enter")
        assert "North has handed in" not in before
        assert "North has handed in" in after


def test_every_band_has_a_sign_and_a_word_of_its_own() -> None:
    assert len(set(BAND_GLYPHS.values())) == len(set(BAND_TITLES.values())) == len(BANDS)
    shares = dict(zip(BANDS, (14, 34, 20, 24, 8), strict=True))
    bar = told(bar_lines(shares, Odds(68, 68), 60))
    assert all(BAND_GLYPHS[band] in bar for band in BANDS)
    plain, fell = (told(legend_lines(shares, 200, each)) for each in (None, "partial"))
    assert all(f"{BAND_GLYPHS[band]} {BAND_TITLES[band]}" in plain for band in BANDS)
    assert plain != fell, "the band that fell is told by colour alone"


def test_factors_that_count_and_those_that_do_not_differ_in_words(view: View) -> None:
    card = next(card for card in view.hand if card.odds.modifiers)
    each = card.odds.modifiers[0]
    on, off = (told(odds_lines(evolve(card.odds, modifiers=(evolve(each, applied=how),)), 80)) for how in (True, False))
    assert "(not so now)" in off
    assert "(not so now)" not in on


def test_where_a_ladder_stands_and_stood_are_two_signs(view: View) -> None:
    left, right = (track for track in view.tracks if track.id in view.ladders)
    text = told(ladder_lines([evolve(left, value=left.minimum + 1, before=left.minimum), right], 60))
    assert "●━" in text
    assert "○" in text


def test_a_gauge_says_its_value_beside_its_bar(view: View) -> None:
    text = told(board_lines(view, 60))
    for track in view.tracks:
        if track.id not in view.ladders:
            assert re.search(rf"{re.escape(track.title[:12])}.*[━─▰▱].* \S", text)


def test_the_chosen_value_of_a_setting_has_a_sign() -> None:
    from wargame.settings import SETTINGS

    for setting in SETTINGS:
        texts = {told(setting_lines(setting, Settings({setting.key: each}), 70)) for each in setting.choices}
        assert len(texts) == len(setting.choices)
        assert told(about_lines(setting, Settings(), 70))


def test_seats_differ_in_sign_and_name_whatever_their_colours(view: View) -> None:
    assert len({seat.glyph for seat in view.seats}) == len({seat.title for seat in view.seats}) == len(view.seats)
    assert seat_color("blue") == seat_color("cyan")


async def test_the_pages_of_a_table_bear_a_sign_where_they_are_open(sits: Sits, lay: Callable[..., Table]) -> None:
    async with sits(lay("north", "south"), (80, 24)) as person:
        texts = [await person.press(*keys) for keys in (("enter", "1"), ("2",), ("3",))]
        opened = [re.findall(r"▸\d? ?(\w+)", text) for text in texts]
        assert len({tuple(each) for each in opened}) == 3
