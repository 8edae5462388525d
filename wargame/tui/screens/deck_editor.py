"""A deck is written: the text of one of its files, and beside it what the check finds while one types."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import cast

from textual import work
from textual.app import ComposeResult, SuspendNotSupported
from textual.containers import Container, Vertical
from textual.content import Content
from textual.events import Click, Resize
from textual.timer import Timer
from textual.widgets import TextArea
from textual.worker import WorkerFailed

from wargame.deck import Mark, Problem, check, files_of
from wargame.tui.actions import bindings_of
from wargame.tui.manuscript import Manuscript, UnfitFile, drop_draft, found_draft, is_older, opened
from wargame.tui.open_files import OpenFile, OpenFiles
from wargame.tui.own_editor import NoEditor, edit_outside
from wargame.tui.screens.decks import DeckScreen
from wargame.tui.text import between, heading, ui_text, wrapped
from wargame.tui.widgets.choices import Choices, Row
from wargame.tui.widgets.chrome import Pair
from wargame.tui.widgets.deck_entries import problem_row
from wargame.tui.widgets.script import Script
from wargame.tui.widgets.sheet import Reading, Sheet

#: Seconds without a key after which the deck is checked, and what is not saved is kept beside the file.
PAUSE = 0.4

_TAKE_UP, _THROW_AWAY = "take up", "throw away"
_SAVE, _LOSE = "save", "lose"


class ProblemList(Choices):
    """Problems to go to; one click is enough."""

    def on_click(self, event: Click) -> None:
        """Go to the problem that was clicked on."""
        before = self.current
        super().on_click(event)
        if self.current != before:
            self.post_message(self.Picked(self.current))


class DeckEditor(DeckScreen):
    """The editor. What is typed lies beside the file until it is saved, so that a crash costs none of it."""

    CSS_PATH = "deck_editor.tcss"
    BINDINGS = bindings_of("deck_editor")
    place = "deck_editor"

    def __init__(self, path: Path, file: Path | None = None, at: Mark | None = None) -> None:
        """`path` is the deck; the `file` is opened first, with the cursor at a place."""
        super().__init__()
        self.path = path
        self.files: tuple[Path, ...] = ()
        self.open = OpenFiles()
        self.file: Path | None = None
        self.problems: tuple[Problem, ...] | None = None
        self._first = (file, at)
        self._checks = 0
        self._pause: Timer | None = None

    # What is shown

    def mastheads(self) -> Sequence[Pair]:
        """Which deck and which file, and what is not saved."""
        name = self.path.name if self.file in (None, self.path) else f"{self.path.name}/{self.file and self.file.name}"
        many = len(self.open.unsaved)
        said = f"● not saved{f', {many} files' * (many > 1)}" if many else "saved"
        state = ui_text(said, "bold $warn" if many else "$quiet")
        title = between(" · ", (ui_text("Editing", "$quiet"), ui_text(name, "bold")))
        return ((title, state), (ui_text(name[-60:], "bold"), state))

    def titles(self) -> dict[str, str]:
        """What the keys do in the text, and what they do in the list of problems."""
        there = self.query_one_optional("#script", Script) is not None and self.script.has_focus
        found = {"to_problems": "Problems" if there else "Text", "leave_editor": "Leave" if there else "Text"}
        if there:
            found["go_to_problem"] = ""
        else:
            found["to_problems"] = ""
        if not self.problems:
            found |= dict.fromkeys(("next_problem", "to_problems", "go_to_problem"), "")
        if len(self.files) < 2:
            found["other_file"] = ""
        return found

    def body(self) -> ComposeResult:
        """The text and the problems."""
        with Container(id="editor"):
            yield Script(id="script")
            with Vertical(id="problems-pane"):
                yield Sheet(self._head_lines, id="problems-head")
                with Reading(id="problems-scroll"):
                    yield ProblemList(id="problems")

    @property
    def script(self) -> Script:
        """The text."""
        return self.query_one("#script", Script)

    @property
    def page(self) -> OpenFile | None:
        """The file that is open."""
        return self.open.get(self.file)

    def reading(self) -> Reading | None:
        """The list of problems."""
        return self.query_one_optional("#problems-scroll", Reading)

    def shown_titles(self) -> dict[str, str]:
        """Text is scrolled by its cursor."""
        return {**self.titles(), "page_down": ""}

    def on_resize(self, event: Resize) -> None:
        """The list is folded for its width."""
        self.call_after_refresh(self.retitle)

    def _head_lines(self, width: int) -> list[Content]:
        if self.problems is None:
            return [heading(ui_text("Checking …", "$quiet"), width)]
        errors = sum(problem.severity == "error" for problem in self.problems)
        warnings = len(self.problems) - errors
        parts = [
            f"{many} {word}{'s' * (many != 1)}" for many, word in ((errors, "error"), (warnings, "warning")) if many
        ]
        return [heading(ui_text(", ".join(parts) or "No problems", "bold"), width)]

    def _empty_lines(self, width: int) -> list[Content]:
        return wrapped(ui_text("The deck can be played as it stands here.", "$quiet"), width)

    # Opening files

    def on_mount(self) -> None:
        """Open the first file."""
        self.files = files_of(self.path)
        file, at = self._first
        if not self.files:
            self._give_up(f"There is no deck to edit in {self.path}.")
            return
        self._go_to(file or self.files[0], at)

    def _give_up(self, sentence: str) -> None:
        self.script.read_only = True
        self.app.say(sentence, trouble=True)
        self.problems = ()
        self._show_problems()

    def _named(self, file: Path) -> Path | None:
        """The file of the deck that a path means."""
        return next((each for each in self.files if each.resolve() == file.resolve()), None)

    def _go_to(self, file: Path, at: Mark | None) -> None:
        """Open a file of the deck, if it is not open, with the cursor at a place."""
        known = self._named(file)
        if known is None:
            self.app.say(f"{file} is no file of this deck.", trouble=True)
        elif known in self.open:
            self._show_page(known, at)
        else:
            self._open(known, at)

    @work(thread=True, group="open", exit_on_error=False)
    def _open(self, file: Path, at: Mark | None) -> None:
        try:
            known = opened(file)
        except UnfitFile as error:
            self.app.call_from_thread(self._unfit, str(error))
            return
        self.app.call_from_thread(self._opened, known, at, found_draft(known), is_older(known))

    def _unfit(self, sentence: str) -> None:
        if not self.open:
            self.script.read_only = True
        self.app.say(f"{sentence} F9 opens it in your own editor.", trouble=True)
        if self.file is None:
            self.file = self.files[0]
        self._check()

    def _opened(self, known: Manuscript, at: Mark | None, draft: str | None, older: bool) -> None:
        if draft is None:
            self._begin(OpenFile.of(known), at)
        else:
            self._ask_about_draft(known, at, draft, older)

    def _begin(self, file: OpenFile, at: Mark | None) -> None:
        self.open.add(file)
        self._show_page(file.known.path, at)

    @work(group="asking", exit_on_error=False)
    async def _ask_about_draft(self, known: Manuscript, at: Mark | None, draft: str, older: bool) -> None:
        from wargame.tui.screens.pick import Pick

        file = known.path
        since = ", though the file was changed since" if older else ""
        rows = [
            Row(_TAKE_UP, partial(_row, "Go on with what was not saved", f"It is kept until you save it{since}.")),
            Row(_THROW_AWAY, partial(_row, "Throw it away", "Begin with the file as it is.")),
        ]
        asked = Pick(f"{file.name} was left without saving", rows)
        answer = cast("str | None", await self.app.push_screen_wait(asked))
        if answer is None:
            if not self.open:
                self.app.leave_workshop()
            return
        if answer == _THROW_AWAY:
            drop_draft(file)
        self._begin(OpenFile.of(known, draft if answer == _TAKE_UP else None), at)

    def _show_page(self, file: Path, at: Mark | None = None) -> None:
        """Show a file that was opened; the cursor goes to a place, or to where it was."""
        page = self.open[file]
        if self.page is not None:
            self.page.cursor = self.script.cursor_location
        if self.file != file or self.script.text != page.text:
            self.file = file
            with self.prevent(TextArea.Changed):
                self.script.load_text(page.text)
        self.script.read_only = False
        self.script.focus()
        if at is not None:
            self.script.go_to(at.line - 1, at.column - 1)
        else:
            self.script.move_cursor(page.cursor, center=True)
        self._mark_problems()
        self.refresh_masthead()
        self.retitle()
        if self.problems is None:
            self._check()

    # Typing, checking, keeping

    def on_text_area_changed(self, event: TextArea.Changed) -> None:
        """It is checked, and kept, as soon as nobody types."""
        page = self.page
        if page is None or page.text == event.text_area.text:
            return
        page.text = event.text_area.text
        self.refresh_masthead()
        if self._pause is not None:
            self._pause.stop()
        if PAUSE:
            self._pause = self.set_timer(PAUSE, self._rest)
        else:
            self._rest()

    def on_script_refused(self, event: Script.Refused) -> None:
        """Say it."""
        self.app.say(event.sentence, trouble=True)

    def _rest(self) -> None:
        self._pause = None
        self._keep()
        self._check()

    def _check(self) -> None:
        self._checks += 1
        self._read(self._checks, self.open.texts())

    @work(thread=True, exclusive=True, group="check", exit_on_error=False)
    def _read(self, number: int, texts: dict[Path, str]) -> None:
        self.app.call_from_thread(self._checked, number, check(self.path, texts).problems)

    @work(thread=True, group="keep", exit_on_error=False)
    def _keep(self) -> None:
        self.open.keep()

    def on_unmount(self) -> None:
        """The program ends; what was typed last is kept at once."""
        self.open.keep()

    def _checked(self, number: int, problems: tuple[Problem, ...]) -> None:
        if number == self._checks:
            self.problems = problems
            self._show_problems()

    def _show_problems(self) -> None:
        problems = self.problems or ()
        rows = [Row(f"{number}", partial(problem_row, each, self._place(each))) for number, each in enumerate(problems)]
        listed = self.query_one("#problems", ProblemList)
        listed.set_rows(rows or [Row("", self._empty_lines)])
        self.query_one("#problems-head", Sheet).redraw()
        self._mark_problems()
        if not problems and not self.script.has_focus and self.page is not None:
            self.script.focus()
        self.retitle()

    def _place(self, problem: Problem) -> str:
        name = f"{Path(problem.at.file).name}, " if len(self.files) > 1 else ""
        return f"{name}line {problem.at.line}"

    def _mark_problems(self) -> None:
        here = [each.at for each in self.problems or () if self._is_here(each.at)]
        self.script.mark((at.line - 1, at.column - 1, at.length) for at in here)

    def _is_here(self, at: Mark) -> bool:
        return (
            self.file is not None and Path(at.file).name == self.file.name and self._named(Path(at.file)) == self.file
        )

    # Going to problems

    def choices(self) -> Choices | None:
        """The problems."""
        return self.query_one("#problems", ProblemList)

    def on_choices_picked(self, event: Choices.Picked) -> None:
        """A click goes there."""
        self.action_go_to_problem()

    def action_to_problems(self) -> None:
        """To the list, and back."""
        if not self.script.has_focus:
            self.script.focus()
        elif self.problems:
            self.set_focus(None)

    def on_descendant_focus(self) -> None:
        """The keys do other things in the text."""
        self.retitle()

    def on_descendant_blur(self) -> None:
        """And others in the list."""
        self.retitle()

    def action_go_to_problem(self) -> None:
        """To the place of the marked problem, in whatever file it is."""
        current = self.query_one("#problems", ProblemList).current
        if current and self.problems:
            at = self.problems[int(current)].at
            self._go_to(Path(at.file), at)

    def action_next_problem(self) -> None:
        """The first problem behind the cursor in this file, else the first of the next file, else the first of all."""
        problems = self.problems or ()
        if not problems or self.file is None:
            return
        line, column = self.script.cursor_location
        behind = [
            each
            for each in problems
            if self._is_here(each.at) and (each.at.line, each.at.column) > (line + 1, column + 1)
        ]
        names = [file.name for file in self.files]
        later = names[names.index(self.file.name) + 1 :]
        others = [each for each in problems if Path(each.at.file).name in later]
        following = next(iter([*behind, *others, *problems]))
        self.query_one("#problems", ProblemList).move(problems.index(following) - self._marked())
        self._go_to(Path(following.at.file), following.at)

    def _marked(self) -> int:
        current = self.query_one("#problems", ProblemList).current
        return int(current) if current else 0

    # Files

    @work(group="asking", exit_on_error=False)
    async def action_other_file(self) -> None:
        """Another file of the deck."""
        from wargame.tui.screens.pick import Pick

        if len(self.files) < 2 or self.file is None:
            return
        rows = [Row(file.name, partial(_row, file.name, self._about(file))) for file in self.files]
        asked = Pick("The files of the deck", rows, self.file.name)
        answer = cast("str | None", await self.app.push_screen_wait(asked))
        if answer is not None:
            self._go_to(next(file for file in self.files if file.name == answer), None)

    def _about(self, file: Path) -> str:
        many = sum(Path(each.at.file).name == file.name for each in self.problems or ())
        page = self.open.get(file)
        parts = ["not saved"] if page is not None and page.changed else []
        parts += [f"{many} problem{'s' * (many != 1)}"] if many else []
        return ", ".join(parts)

    # Saving and leaving

    @work(group="asking", exit_on_error=False)
    async def action_save_deck(self) -> None:
        """Save every file that was changed; where one was changed elsewhere too, ask."""
        if await self._save_all():
            self.app.say("Saved.")

    async def _save_all(self) -> bool:
        """Whether all that was changed is saved now."""
        from wargame.tui.screens.confirm import ConfirmLoss

        for page in list(self.open.changed_elsewhere()):
            note = "Somebody has written on it since it was opened here. What they wrote would be lost."
            question = f"{page.known.path.name} has changed on the disk. Save over it?"
            if not await self.app.push_screen_wait(ConfirmLoss(question, note, "Save over it")):
                return False
        try:
            await self._save().wait()
        except WorkerFailed:
            return False
        finally:
            self.refresh_masthead()
        return True

    @work(thread=True, group="save", exit_on_error=False)
    def _save(self) -> None:
        self.open.save()

    async def action_leave_editor(self) -> None:
        """From the list back to the text; from the text out, after a question where something is not saved."""
        if not self.script.has_focus and self.page is not None:
            self.script.focus()
        elif self.unsaved:
            self.ask_to_leave()
        else:
            self.app.leave_workshop()

    @property
    def unsaved(self) -> bool:
        """Whether anything is not saved."""
        return bool(self.open.unsaved)

    @work(group="asking", exit_on_error=False)
    async def ask_to_leave(self) -> None:
        """What is to become of what is not saved."""
        from wargame.tui.screens.pick import Pick

        rows = [
            Row(_SAVE, partial(_row, "Save it, and leave", "")),
            Row(
                "keep",
                partial(_row, "Leave without saving", "What is not saved is kept beside the file, for next time."),
            ),
            Row(_LOSE, partial(_row, "Throw away what is not saved", "The file stays as it was saved last.")),
        ]
        asked = Pick("There is something that is not saved", rows)
        answer = cast("str | None", await self.app.push_screen_wait(asked))
        if answer is None or (answer == _SAVE and not await self._save_all()):
            return
        if answer == _LOSE:
            self.open.throw_away()
        self.app.leave_workshop()

    # Another editor

    @work(group="asking", exit_on_error=False)
    async def action_own_editor(self) -> None:
        """The open file in one's own editor; what was changed here is saved first."""
        from wargame.tui.screens.confirm import Confirm

        file = self.file
        if file is None:
            return
        if self.unsaved:
            question = "Save what was changed here, and open your editor?"
            if not await self.app.push_screen_wait(Confirm(question, "Your editor reads the file.", "Save and open")):
                return
            if not await self._save_all():
                return
        self._leave_it_to_another(file)

    def _leave_it_to_another(self, file: Path) -> None:
        try:
            with self.app.suspend():
                edit_outside(file)
        except SuspendNotSupported:
            self.app.say("Your own editor can't be opened from here.", trouble=True)
            return
        except NoEditor as error:
            self.app.say(str(error), trouble=True)
            return
        self.app.refresh(layout=True)
        self._read_anew()

    def _read_anew(self) -> None:
        """Files were changed from outside: what was open and had nothing unsaved is read again."""
        file, cursor = self.file, self.script.cursor_location
        self.open.forget_saved()
        self.files = files_of(self.path)
        self.file, self.problems = None, None
        self.query_one("#problems-head", Sheet).redraw()
        if file is not None:
            self._go_to(file, Mark(str(file), cursor[0] + 1, cursor[1] + 1))


def _row(title: str, about: str, width: int) -> list[Content]:
    """A line to pick, and what it means."""
    found = [ui_text(title, "bold")]
    return found + wrapped(ui_text(about, "$quiet"), width, indent=2) if about else found
