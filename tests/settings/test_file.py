"""The one file of settings: read whatever stands in it, changed one value at a time, never lost."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wargame.settings import SETTINGS, Settings, UnreadableFile, keep, load, settings_path


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "here" / "settings.toml"


def wrote(file: Path, text: str | bytes) -> Path:
    file.parent.mkdir(exist_ok=True)
    file.write_bytes(text if isinstance(text, bytes) else text.encode())
    return file


def sentences(settings: Settings) -> list[str]:
    return [remark.sentence for remark in settings.remarks]


def test_without_a_file_the_defaults_hold_and_nothing_is_said(file: Path) -> None:
    settings = load(file, {})
    assert {setting.key: settings[setting.key] for setting in SETTINGS} == {each.key: each.default for each in SETTINGS}
    assert settings.remarks == ()
    assert not file.parent.exists()


def test_what_is_kept_is_there_the_next_time(file: Path) -> None:
    keep("theme", "light", file)
    keep("paper", "Letter", file)
    settings = load(file, {})
    assert (settings["theme"], settings["paper"], settings["motion"]) == ("light", "Letter", "auto")
    assert (settings.source("theme"), settings.source("motion")) == ("file", "default")


def test_what_is_taken_out_is_the_default_again(file: Path) -> None:
    keep("theme", "light", file)
    keep("theme", None, file)
    keep("mouse", None, file)
    assert load(file, {})["theme"] == "dark"
    assert load(file, {}).source("theme") == "default"


def test_numbers_and_switches_may_be_written_as_such(file: Path) -> None:
    settings = load(wrote(file, "colour = 256\nmouse = false\nmotion = true\n"), {})
    assert (settings["colour"], settings["mouse"], settings["motion"]) == ("256", "off", "on")


def test_a_wrong_value_is_named_with_its_file_and_what_is_allowed_and_the_default_holds(file: Path) -> None:
    settings = load(wrote(file, 'theme = "drak"\npaper = "Letter"\n'), {})
    assert sentences(settings) == [f"{file}: theme is dark, light or contrast, not `drak`; taken is dark."]
    assert (settings["theme"], settings["paper"]) == ("dark", "Letter")
    assert settings.choose("theme", "light").remarks == ()


def test_an_unknown_key_is_named_and_stays_with_comments_and_all_when_something_is_kept(file: Path) -> None:
    text = (
        '# mine\nhologram = "on"   # of a newer version\ntheme = "dark"  # for the cellar\n\n[seats]\nnorth = "blue"\n'
    )
    wrote(file, text)
    settings = load(file, {})
    assert [(remark.key, remark.known) for remark in settings.remarks] == [("hologram", False), ("seats", False)]
    assert "this version has no setting `hologram`" in sentences(settings)[0]
    keep("theme", "light", file)
    assert file.read_text() == text.replace('theme = "dark"', 'theme = "light"')
    keep("mouse", "off", file)
    assert load(file, {})["mouse"] == "off"
    assert all(line in file.read_text() for line in ("# mine", 'hologram = "on"   # of a newer version', "[seats]"))


@pytest.mark.parametrize(
    ("text", "why"),
    [(b"theme = dark", "line 1"), (b"\xff\xfe\x00", "not a text file"), (b"[" * 20_000, "can't be read")],
    ids=["no TOML", "no text", "too deep"],
)
def test_a_file_that_cant_be_understood_is_said_and_never_written_over(file: Path, text: bytes, why: str) -> None:
    wrote(file, text)
    settings = load(file, {})
    assert settings["theme"] == "dark"
    assert [str(file) in sentence and why in sentence for sentence in sentences(settings)] == [True]
    with pytest.raises(UnreadableFile, match=why):
        keep("theme", "light", file)
    assert file.read_bytes() == text


def test_a_folder_in_the_place_of_the_file_is_said(file: Path) -> None:
    file.mkdir(parents=True)
    assert "can't be read" in sentences(load(file, {}))[0]
    with pytest.raises(UnreadableFile):
        keep("theme", "light", file)


def test_a_file_where_the_folder_should_be_is_said(tmp_path: Path) -> None:
    tmp_path.joinpath("here").write_text("")
    with pytest.raises(UnreadableFile, match="can't be"):
        keep("theme", "light", tmp_path / "here" / "settings.toml")


def test_a_disk_that_is_full_loses_nothing_and_leaves_nothing_behind(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    keep("theme", "light", file)

    def full(number: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(UnreadableFile, match="No space left"):
        keep("theme", "contrast", file)
    assert load(file, {})["theme"] == "light"
    assert [path.name for path in file.parent.iterdir()] == ["settings.toml"]


def test_a_link_stays_a_link_and_permissions_stay(tmp_path: Path) -> None:
    real = tmp_path / "dotfiles.toml"
    real.write_text('theme = "light"\n')
    real.chmod(0o640)
    link = tmp_path / "settings.toml"
    link.symlink_to(real)
    keep("theme", "dark", link)
    assert link.is_symlink()
    assert real.read_text() == 'theme = "dark"\n'
    assert real.stat().st_mode & 0o777 == 0o640


def test_two_terminals_do_not_undo_each_other(file: Path) -> None:
    load(file, {})
    keep("theme", "light", file)
    keep("paper", "Letter", file)
    assert file.read_text() == 'theme = "light"\npaper = "Letter"\n'


def test_the_file_lies_where_the_environment_says_else_where_the_platform_does(tmp_path: Path) -> None:
    assert settings_path({"WARGAME_HOME": str(tmp_path)}) == tmp_path / "settings.toml"
    elsewhere = settings_path({})
    assert elsewhere.name == "settings.toml"
    assert elsewhere.parent.name == "wargame"


@given(st.dictionaries(st.text(max_size=8), st.one_of(st.text(max_size=8), st.integers(), st.booleans(), st.floats())))
def test_whatever_stands_in_the_file_every_setting_has_an_allowed_value(
    tmp_path_factory: pytest.TempPathFactory, found: dict[str, object]
) -> None:
    import tomlkit

    file = tmp_path_factory.mktemp("any") / "settings.toml"
    file.write_bytes(tomlkit.dumps(found).encode("utf-8", "replace"))
    settings = load(file, {})
    assert all(settings[setting.key] in setting.choices for setting in SETTINGS)


def test_the_room_wakes_nothing_of_wargame_and_nothing_heavy() -> None:
    code = "import sys, wargame.settings as s; s.load(); print(*sys.modules)"
    environment = {**os.environ, "WARGAME_HOME": "/nonexistent"}
    answer = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, env=environment)
    modules = set(answer.stdout.split())
    ours = {name for name in modules if name.startswith("wargame.")}
    assert all(name.startswith("wargame.settings") for name in ours)
    assert modules.isdisjoint({"tomllib", "tomlkit", "textual", "rich", "click", "sqlalchemy"})
