"""What comes out of a printer: sheets made into PDF by a real browser, and measured."""

from __future__ import annotations

import re
import shutil
import subprocess
from functools import cache
from pathlib import Path

import pytest
from attrs import evolve

from tests.paper.sheets import sheets, squeezed, views
from tests.support import MemoryGame, first_hour
from wargame.paper import PAPERS, Paper, facilitator_sheet, packet, wall_sheet
from wargame.rules import View

BROWSER = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
pytestmark = pytest.mark.skipif(
    BROWSER is None or shutil.which("pdftotext") is None, reason="wants chromium and poppler-utils"
)
#: Width and height in points, a seventy-second of an inch.
SIZES: dict[Paper, tuple[float, float]] = {"A4": (595.3, 841.9), "Letter": (612.0, 792.0)}
#: The narrowest margin in points that every printer can keep.
MARGIN = 28
KOREAN = "북한군 파병에 대한 단계적 대응 방안을 국가안전보장회의에서 논의하고 동맹국과 정보를 공유한다. " * 3
ENDLESS = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft" * 2


def chromium(folder: Path, *arguments: str) -> str:
    """Run the browser without a way out of this machine; what it says."""
    assert BROWSER is not None
    command = [BROWSER, "--headless", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"]
    command += ["--host-resolver-rules=MAP * ~NOTFOUND", f"--user-data-dir={folder / 'profile'}", *arguments]
    done = subprocess.run(command, capture_output=True, text=True, check=True, timeout=120)
    return done.stdout


def printed(folder: Path, page: str) -> Path:
    """The page as a PDF."""
    source, target = folder / "page.html", folder / "page.pdf"
    source.write_text(page, encoding="utf-8")
    chromium(folder, f"--print-to-pdf={target}", "--no-pdf-header-footer", source.as_uri())
    return target


def told(pdf: Path, *arguments: str) -> str:
    return subprocess.run(["pdftotext", *arguments, str(pdf), "-"], capture_output=True, text=True, check=True).stdout


def sizes(pdf: Path) -> list[tuple[float, float]]:
    """Width and height of each page in points."""
    boxes = re.findall(r'<page width="([0-9.]+)" height="([0-9.]+)">', told(pdf, "-bbox"))
    return [(float(width), float(height)) for width, height in boxes]


def crowded(view: View) -> View:
    """The same view with long texts, wide scripts and a word without end in every place that may hold them."""
    hand = list(view.hand)
    if hand:
        hand[0] = evolve(hand[0], title=ENDLESS[:60], text=KOREAN, pros=(ENDLESS,), cons=(KOREAN, ENDLESS))
        long = {band: text + " and so on" * 250 for band, text in hand[1].outcomes.items()}
        hand[1] = evolve(hand[1], id="A-VERY-LONG-CODE-123456", outcomes=long)
    tracks = [evolve(each, about=KOREAN if place % 2 else ENDLESS) for place, each in enumerate(view.tracks)]
    tracks[2] = evolve(tracks[2], title=ENDLESS[:30], unit=ENDLESS[:30])
    seats = tuple(evolve(each, title=ENDLESS[:40], brief=KOREAN) for each in view.seats)
    objectives = (*view.objectives, ENDLESS, KOREAN)
    return evolve(
        view, hand=tuple(hand), tracks=tuple(tracks), seats=seats, objectives=objectives, brief=KOREAN * 6
    )  # fmt: skip


def crowded_page(name: str, paper: Paper) -> str:
    """A sheet of first-hour with more text in it than anybody would write."""
    deck, of = first_hour(), first_hours_views()
    names = dict.fromkeys(deck.seats, ENDLESS)
    if name == "wall":
        return wall_sheet(crowded(of["public"]), deck, "tuesday", paper=paper, names=names)
    if name == "facilitator":
        seats = [evolve(crowded(of[seat]), hand=of[seat].hand) for seat in deck.seats]
        return facilitator_sheet(crowded(of[name]), seats, deck, "tuesday", paper=paper, names=names)
    return packet(crowded(of[name]), deck, "tuesday", paper=paper, names=names)


@cache
def first_hours_views() -> dict[str, View]:
    deck = first_hour()
    return views(deck, MemoryGame(deck, "paper").play(9).events)


@pytest.mark.parametrize("paper", PAPERS)
def test_every_text_of_a_packet_is_on_paper_of_the_right_size(paper: Paper, tmp_path: Path) -> None:
    deck, of = first_hour(), first_hours_views()
    pdf = printed(tmp_path, sheets(deck, of, paper=paper)["moscow"])
    assert sizes(pdf) == [pytest.approx(SIZES[paper], abs=1.5)] * len(sizes(pdf))
    text = squeezed(told(pdf, "-raw"))
    for card in of["moscow"].hand:
        for each in (card.id, card.title, card.text, *card.outcomes.values(), *card.pros, *card.cons):
            assert squeezed(each) in text, each
    pages = told(pdf).split("\f")[:-1]
    assert all("▲ Moscow" in page and "for this team only" in page for page in pages)
    assert "Print this page" not in text


@pytest.mark.parametrize("paper", PAPERS)
def test_no_card_is_torn_by_the_end_of_a_page(paper: Paper, tmp_path: Path) -> None:
    deck, of = first_hour(), first_hours_views()
    pdf = printed(tmp_path, sheets(deck, of, paper=paper)["seoul"])
    pages = [squeezed(page) for page in told(pdf, "-raw").split("\f")]
    for card in of["seoul"].hand:
        first, last = squeezed(card.id + card.title), squeezed(card.outcomes["disaster"])
        assert [place for place, page in enumerate(pages) if first in page] == [
            place for place, page in enumerate(pages) if last[-25:] in page
        ]


def test_each_sheet_of_the_one_file_begins_on_a_page_of_its_own(tmp_path: Path) -> None:
    deck, of = first_hour(), first_hours_views()
    pages = told(printed(tmp_path, sheets(deck, of)["all"])).split("\f")[:-1]
    whose = [page.split("\n")[0] for page in pages]
    order = [name for place, name in enumerate(whose) if place == 0 or whose[place - 1] != name]
    assert [name.split()[0] for name in order] == ["The", "Facilitator", "◆", "▲"]


@pytest.mark.parametrize("paper", PAPERS)
@pytest.mark.parametrize("name", ["seoul", "wall", "facilitator"])
def test_nothing_is_cut_however_long_the_texts(name: str, paper: Paper, tmp_path: Path) -> None:
    pdf = printed(tmp_path, crowded_page(name, paper))
    width, _ = SIZES[paper]
    words = re.findall(r'<word xMin="([-0-9.]+)" yMin="[-0-9.]+" xMax="([0-9.]+)"[^>]*>([^<]*)<', told(pdf, "-bbox"))
    assert min(float(left) for left, _, _ in words) >= MARGIN
    assert max(float(right) for _, right, _ in words) <= width - MARGIN
    text = squeezed(told(pdf, "-raw"))
    assert squeezed(KOREAN) in text
    assert squeezed(ENDLESS) in text
    if name == "seoul":
        assert [word for _, _, word in words].count("so") >= 5 * 250


_PROBE = """<script>
addEventListener("load", () => {
  const right = document.body.getBoundingClientRect().right + 1, out = [];
  for (const each of document.body.querySelectorAll("*"))
    if (each.getBoundingClientRect().right > right) out.push(each.tagName + "." + each.className);
  document.body.insertAdjacentHTML("beforeend", "<output>" + out.length + " wide: " + out.slice(0, 5) + "</output>");
});
</script>"""


@pytest.mark.parametrize("name", ["moscow", "wall"])
def test_no_element_is_wider_than_the_sheet(name: str, tmp_path: Path) -> None:
    """Measured by a script in a copy of the page; the page itself has none, and forbids it."""
    page = crowded_page(name, "A4")
    copy = re.sub(r"<meta http-equiv=[^>]*>", "", page).replace("</body>", f"{_PROBE}</body>")
    (tmp_path / "copy.html").write_text(copy, encoding="utf-8")
    dom = chromium(tmp_path, "--dump-dom", "--window-size=760,1000", (tmp_path / "copy.html").as_uri())
    assert re.findall("<output>(.*?)</output>", dom)[-1] == "0 wide: "
