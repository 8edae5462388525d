"""The part of a replay that draws tracks over time, under the line of the whole game."""

from __future__ import annotations

from functools import partial

from textual.geometry import Spacing

from wargame.tui.screens.pick import Pick
from wargame.tui.screens.replaying import Replaying
from wargame.tui.widgets.choices import Row
from wargame.tui.widgets.scrubber import Scrubber
from wargame.tui.widgets.tracks import ALL_TRACKS, TrackStrip, blank_row, chart_rows, frame_of, track_row

#: Cells beside the line of the whole game, where no chart stands under it.
_MARGIN = Spacing(0, 2, 0, 1)
_NONE = "none"


class Charted(Replaying):
    """`chart` is what is drawn: nothing, all tracks, or one by its id.

    Of all tracks `part` is drawn, counted from 0, where the screen is too low for a row each at once.
    """

    chart: str = ""
    part: int = 0

    def drawn_rows(self) -> int:
        """The rows that the charts take, at most."""
        chosen, tracks = self._drawn(), self.moment.view.tracks
        rows = chart_rows(self.size.height, next((track for track in tracks if track.id == chosen), None))
        return min(rows, len(tracks) + 1) if chosen == ALL_TRACKS else rows if chosen else 0

    def _parts(self) -> int:
        """In how many parts all tracks are drawn on this screen."""
        return -(-len(self.moment.view.tracks) // (chart_rows(self.size.height) - 1))

    def _drawn(self) -> str:
        """What is drawn: all, where these eyes do not see the track that was chosen."""
        known = {track.id for track in self.moment.view.tracks}
        return self.chart if self.chart in known else ALL_TRACKS if self.chart and known else ""

    def show_tracks(self) -> None:
        """Draw what is chosen; the line above keeps to the cells that the charts have."""
        strip, scrubber = self.query_one(TrackStrip), self.query_one(Scrubber)
        chosen = self._drawn()
        drawn = bool(chosen)
        margin = _MARGIN
        if drawn:
            frame = frame_of(self.moment, self.size.width - _MARGIN.width)
            margin = Spacing(0, _MARGIN.right + frame.right + 1, 0, _MARGIN.left + frame.left + 1)
        if strip.display != drawn:
            strip.display = drawn
        if scrubber.styles.padding != margin:
            scrubber.styles.padding = margin
        if drawn:
            part = min(self.part, self._parts() - 1) if chosen == ALL_TRACKS else 0
            strip.show_tracks(self.eyes, self.moment, chosen, self.drawn_rows(), part)

    def action_charts(self) -> None:
        """Choose what is drawn."""
        parts = self._parts()
        named = {_NONE: "Draw nothing", f"{ALL_TRACKS}0": "All tracks, a row each"}
        if parts > 1:
            named |= {f"{ALL_TRACKS}{part}": f"All tracks, part {part + 1} of {parts}" for part in range(parts)}
        rows = [Row(name, partial(blank_row, title)) for name, title in named.items()]
        rows += [Row(track.id, partial(track_row, track)) for track in self.moment.view.tracks]
        known = f"{ALL_TRACKS}{self.part}" if self.chart in ("", ALL_TRACKS) else self.chart
        self.app.push_screen(Pick("Draw over time", rows, known), self._draw_chosen)

    def _draw_chosen(self, chosen: str | None) -> None:
        if chosen is None:
            return
        self.chart, self.part = "" if chosen == _NONE else chosen, 0
        if chosen.startswith(ALL_TRACKS):
            self.chart, self.part = ALL_TRACKS, int(chosen.removeprefix(ALL_TRACKS))
        self.update()
