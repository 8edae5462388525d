"""A deck on paper: everything is on it once, nothing is cut, and each page holds only what its owner may know."""

from __future__ import annotations

import html
import re
from pathlib import Path
from typing import Any

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from tests.looks.cards import BROWSER, measured
from tests.paper.sheets import parsed, squeezed
from tests.paper.test_hidden_things import another_deck
from tests.paper.test_hostile_text import HOSTILE, poisoned
from tests.support import first_hour, small_deck
from wargame.deck import BANDS, Deck, Draw, Modifier, Objective, Track, clean, find_deck, load, load_text, shipped_decks
from wargame.paper import PAPERS, Paper, deck_sheets
from wargame.paper.fitting import SIZES, Block, Box, Style, laid_out, line_ends
from wargame.paper.mats import facilitator_mat, public_mat, seat_mat

KOREAN = "북한군 파병에 대한 단계적 대응 방안을 국가안전보장회의에서 논의하고 동맹국과 정보를 공유한다. " * 3
ENDLESS = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft" * 2
SHIPPED = {name: load(path) for name, path in shipped_decks().items()}


def text_of(markup: str) -> str:
    """The text of a piece of a page, without blanks."""
    return squeezed(html.unescape(re.sub(r"<[^>]*>", " ", markup)))


def leaves(page: str) -> list[str]:
    """The pages of cards, without their backs."""
    return re.findall(r'<section class="leaf">.*?</section>', page, re.DOTALL)


def cards(page: str) -> dict[str, list[str]]:
    """The cards of a page by their codes; a text on several cards has several."""
    found: dict[str, list[str]] = {}
    for card in re.findall(r'<article class="slot">.*?</article>', page, re.DOTALL):
        code = re.search(r'<p class="name"><b>(.*?)</b>', card)
        assert code
        found.setdefault(html.unescape(code[1]), []).append(card)
    return found


def section(page: str, running: str) -> str:
    """The sheet with this title in its running head, without what comes after it."""
    sheets = [part for part in page.split("<section ")[1:] if f'<span class="whose">{running}<' in part]
    return "".join(sheets)


@pytest.mark.parametrize("paper", PAPERS)
@pytest.mark.parametrize("name", SHIPPED)
def test_every_card_and_all_news_are_there_once_with_code_text_and_sources(name: str, paper: Paper) -> None:
    deck = SHIPPED[name]
    found = cards(deck_sheets(deck, paper=paper))
    assert sorted(found) == sorted((*deck.cards, *deck.injects))
    for card in deck.cards.values():
        text = text_of("".join(found[card.id]))
        said = (card.title, deck.seats[card.seat].title, deck.seats[card.seat].color, card.text, f"{card.chance} %")
        for each in (*said, ", ".join(card.sources), *(card.outcomes[band].text for band in BANDS)):
            assert squeezed(each) in text, (card.id, each)
        assert ("Secret:" in text) == card.secret
        assert ("Needs:" in text) == (card.needs is not None)
        assert len(found[card.id]) == 1 or "(continued,2of" in text
    for inject in deck.injects.values():
        text = text_of("".join(found[inject.id]))
        for each in (inject.title, inject.text, ", ".join(inject.sources)):
            assert squeezed(each) in text, (inject.id, each)


@pytest.mark.parametrize("name", SHIPPED)
def test_a_page_has_at_most_nine_cards_in_rows_of_three_all_of_one_seat(name: str) -> None:
    deck = SHIPPED[name]
    for leaf in leaves(deck_sheets(deck)):
        rows = [row.count("<article") for row in leaf.split('<div class="nine">')[1:]]
        assert 1 <= len(rows) <= 3
        assert all(row == 3 for row in rows[:-1])
        assert 1 <= rows[-1] <= 3
        owners = {deck.cards[code].seat if code in deck.cards else "news" for code in cards(leaf)}
        assert len(owners) == 1


def test_colour_is_never_alone() -> None:
    leaf = leaves(deck_sheets(first_hour()))[0]
    assert leaf.count("color-blue") == leaf.count("Seoul · blue") == 9


@pytest.mark.parametrize("back", [False, True])
@pytest.mark.parametrize("paper", PAPERS)
@pytest.mark.parametrize("name", SHIPPED)
def test_the_file_asks_for_nothing_from_outside_and_runs_nothing(name: str, paper: Paper, back: bool) -> None:
    page = deck_sheets(SHIPPED[name], paper=paper, back=back)
    found = parsed(page)
    tags = {tag for tag, _ in found.elements}
    assert tags.isdisjoint({"script", "link", "img", "iframe", "object", "embed", "a", "base", "form", "use"})
    lowered = page.replace("http-equiv", "").lower()
    assert all(word not in lowered for word in ("http", "src=", "href", "@import", "url(", "style=", "://"))
    assert page.count("Content-Security-Policy") == 1
    assert f"size: {paper.lower() if paper == 'Letter' else paper}" in page


@pytest.mark.parametrize("name", SHIPPED)
def test_what_a_seat_may_not_know_changes_no_byte_of_its_pages(name: str) -> None:
    deck = SHIPPED[name]
    for seat in deck.seats:
        other = another_deck(deck, seat)
        page = deck_sheets(other, seats=[seat])
        assert "UNSEEN" not in page
        assert page == deck_sheets(deck, seats=[seat])
        assert page != deck_sheets(evolve(deck, seats={**deck.seats, seat: other_seat(deck, seat)}), seats=[seat])


def other_seat(deck: Deck, seat: str) -> Any:
    return evolve(deck.seats[seat], objectives=(Objective("SEEN"),))


def test_what_weighs_in_unseen_is_only_in_the_facilitators_key() -> None:
    deck = small_deck()
    page = deck_sheets(deck)
    assert "There is something to find" in section(page, "The key")
    assert page.count("There is something to find") == 1
    assert "Not all factors are known." in "".join(cards(page)["N-2"])
    assert "It is warm" in "".join(cards(page)["N-2"])


def test_private_things_stand_only_on_pages_of_their_seat_and_of_the_facilitator() -> None:
    page = deck_sheets(small_deck())
    for part in page.split("<section ")[1:]:
        private = "North fears the cold." in part or "Purse" in text_of(part)
        owner = re.search(r'class="owner">([^<]*)<', part)
        assert owner
        assert not private or "facilitator" in owner[1].lower() or "North" in part.split("</span>")[0]
    assert "Purse" not in section(page, "The board")
    assert "Plot" in section(page, "What does not lie open")


def test_one_seat_gets_its_cards_brief_private_tracks_and_notes_and_nothing_else() -> None:
    page = deck_sheets(small_deck(), seats=["south"])
    assert sorted(cards(page)) == ["S-1", "S-2", "S-3"]
    assert "South fears the heat." in page
    assert "North" not in page
    assert "The key" not in page
    assert "Frost" not in page


def test_there_is_no_page_for_what_a_deck_does_not_have() -> None:
    deck = load_text(
        """
        {format: 2, id: least, title: Least, seats: {a: {title: A, public: Alone.}}, turns: [{title: Once}],
         tracks: {trust: {title: Trust, max: 9, start: 4}},
         cards: {A-1: {title: Go, seat: a, text: Go there., chance: 50, success: Gone., success_do: trust +1}}}
        """
    )
    page = deck_sheets(deck)
    assert "Facts and sources" in deck_sheets(first_hour())
    for title in ("Facts and sources", "What does not lie open", "News", "What only you see", "At each close"):
        assert title not in text_with_blanks(page.split("<body>")[1])


@pytest.mark.parametrize("hostile", HOSTILE)
def test_text_of_a_deck_is_text_on_paper(hostile: str) -> None:
    deck = poisoned(first_hour(), hostile, ids=False)
    tame = parsed(deck_sheets(poisoned(first_hour(), "p", ids=False), back=True))
    page = deck_sheets(deck, back=True)
    found = parsed(page)
    assert {tag for tag, _ in found.elements} == {tag for tag, _ in tame.elements}
    names = {(tag, name) for tag, attributes in found.elements for name, _ in attributes}
    assert names == {(tag, name) for tag, attributes in tame.elements for name, _ in attributes}
    values = {str(value) for _, attributes in found.elements for name, value in attributes if name == "class"}
    known = {str(value) for _, attributes in tame.elements for name, value in attributes if name == "class"}
    assert {re.sub(r"step\d+| later", "", value) for value in values} == {
        re.sub(r"step\d+| later", "", value) for value in known
    }
    assert found.oddities == []
    assert " ".join(clean(hostile).split()) in " ".join(found.text.split())
    assert not any(mark in page for mark in ("\u202e", "\u2066", "\u200f", "\x1b", "\x00", "\x9b", "\u2028"))


def test_backs_lie_behind_their_cards_when_the_page_is_turned_over() -> None:
    page = deck_sheets(first_hour(), back=True)
    backs = re.findall(r'<section class="leaf reverse">.*?</section>', page, re.DOTALL)
    assert len(backs) == len(leaves(page))
    for front, back in zip(leaves(page), backs, strict=True):
        rows = [row.count("<article") for row in front.split('<div class="nine">')[1:]]
        behind = [re.findall(r'<div class="(slot|gap)">', row) for row in back.split('<div class="nine">')[1:]]
        assert behind == [["gap"] * (3 - row) + ["slot"] * row for row in rows]
    assert [text_of(back).count("Moscow") for back in backs][1] == 1 + 1 + len(first_hour().hand("moscow"))
    assert "both sides" in page
    assert "reverse" not in deck_sheets(first_hour()).split("<body>")[1]


def crowded() -> Deck:
    """A deck with more text on some of its cards than anybody would write."""
    deck = first_hour()
    long = {band: evolve(deck.cards["SEO-02"].outcomes[band], text=f"{band} and so on" * 60) for band in BANDS}
    changed = {
        "SEO-01": evolve(deck.cards["SEO-01"], title=ENDLESS[:60], text=KOREAN),
        "SEO-02": evolve(deck.cards["SEO-02"], outcomes=long),
        "SEO-03": evolve(deck.cards["SEO-03"], text=ENDLESS * 12, sources=tuple(f"U{each}" for each in range(90))),
        "SEO-04": evolve(deck.cards["SEO-04"], text="One word a line.\n" * 40),
    }
    return evolve(deck, cards={**deck.cards, **changed})


@pytest.mark.parametrize("paper", PAPERS)
def test_a_text_too_long_for_a_card_goes_on_upon_another_and_no_word_is_lost(paper: Paper) -> None:
    deck = crowded()
    found = cards(deck_sheets(deck, paper=paper))
    for code in ("SEO-02", "SEO-03", "SEO-04"):
        assert len(found[code]) > 1
        for number, card in enumerate(found[code], 1):
            assert f"{'continued, ' if number > 1 else ''}{number} of {len(found[code])})" in card
    for band in BANDS:
        said = re.findall(r'<p class="outcome">(?:<b>[^<]*</b>)?(.*?)</p>', "".join(found["SEO-02"]), re.DOTALL)
        assert squeezed(f"{band} and so on" * 60) in text_of(" ".join(said))
    texts = re.findall(r'<p class="text">(.*?)</p>', "".join(found["SEO-03"]), re.DOTALL)
    assert text_of("".join(texts)) == squeezed(ENDLESS * 12)
    assert squeezed(", ".join(f"U{each}" for each in range(90))) in text_of("".join(found["SEO-03"]))
    assert "".join(found["SEO-04"]).count("One word a line.") == 40


@given(
    texts=st.lists(st.text(st.sampled_from("ab W\n한■-"), max_size=600), min_size=1, max_size=6),
    width=st.integers(40, 300),
    height=st.integers(60, 400),
)
def test_no_character_is_lost_however_a_text_is_laid_out(texts: list[str], width: int, height: int) -> None:
    styles = {"head": Style(1.3, bold=True), "text": Style(0.9, before=0.3, inset=0.1)}
    blocks = [Block("text", text, "Label:") for text in texts]
    laid = laid_out(blocks, [Block("head", "A title")], Box(width, height, styles))
    assert 0 <= laid.step < len(SIZES)
    parts = [block for part in laid.parts for block in part]
    assert sum(block.label == "Label:" for block in parts) == len(texts)
    assert "".join("".join(block.text for block in parts).split()) == "".join("".join(texts).split())


@given(text=st.text(st.sampled_from("aW \n한"), max_size=300), room=st.integers(1100, 9000))
def test_lines_end_in_order_and_at_the_end_of_the_text(text: str, room: int) -> None:
    ends = line_ends(text, room)
    assert ends == sorted(ends)
    assert ends[-1] == len(text)


@given(low=st.integers(-400, 0), high=st.integers(1, 5000), data=st.data())
def test_the_counters_of_a_number_show_its_start(low: int, high: int, data: st.DataObject) -> None:
    start = data.draw(st.integers(low, high))
    deck = small_deck()
    track = Track("cash", "Cash", "", low, high, start)
    (mat,) = public_mat(evolve(deck, tracks={"cash": track}, ladders=())).tracks
    marked = [[spot.number for spot in strip.spots if spot.start] for strip in mat.strips]
    assert all(len(each) == 1 for each in marked)
    figures = [number.replace("−", "-") for (number,) in marked]
    sign = -1 if figures[0] == "-" else 1
    assert sign * sum(int(each) for each in figures if each not in "+-") == start
    assert all(len(strip.spots) <= 21 for strip in mat.strips)


def test_each_audience_has_a_mat_of_its_own() -> None:
    deck = SHIPPED["seoul"]
    public = public_mat(deck)
    assert tuple(each.track.id for each in public.facing) == deck.ladders
    assert all(each.track.audience == "all" for each in (*public.facing, *public.tracks))
    assert "reentry" in [each.track.id for each in seat_mat(deck, "moscow").tracks]
    assert "reentry" not in [each.track.id for each in seat_mat(deck, "seoul").tracks]
    hidden = [each for each in facilitator_mat(deck).tracks if each.seen == "Seen by no seat."]
    assert [each.track.id for each in hidden] == ["share", "last_tension", "hot"]
    assert facilitator_mat(deck).tracks[: len(hidden)] == tuple(hidden)


def test_a_start_that_is_drawn_is_marked_nowhere_and_only_the_facilitator_reads_its_odds() -> None:
    deck = small_deck()
    drawn = evolve(deck.tracks["plot"], draws=(Draw(0, 2), Draw(1, 1)))
    deck = evolve(deck, tracks={**deck.tracks, "plot": drawn})
    (own,) = seat_mat(deck, "south").tracks
    (plot,) = [each for each in facilitator_mat(deck).tracks if each.track.id == "plot"]
    assert own.start == "Its start is drawn when the table is laid."
    assert plot.start.startswith("Draw its start: ")
    assert "2 in 3" in plot.start
    assert not any(spot.start for each in (own, plot) for strip in each.strips for spot in strip.spots)


def test_the_key_says_what_each_outcome_does_and_news_what_it_moves() -> None:
    page = deck_sheets(small_deck())
    assert "Heat −2; Wall = " in text_with_blanks(section(page, "The key"))
    assert "Heat −1" in text_with_blanks("".join(cards(page)["I-1"]))
    assert "turn 2" in text_with_blanks("".join(cards(page)["I-1"]))


def text_with_blanks(markup: str) -> str:
    return " ".join(html.unescape(re.sub(r"<[^>]*>", " ", markup)).split())


def test_a_hidden_modifier_says_nothing_of_its_condition_on_a_card() -> None:
    deck = small_deck()
    card = deck.cards["N-2"]
    hidden = [each for each in card.modifiers if each.hidden]
    more = evolve(card, modifiers=(*card.modifiers, *(evolve(each, because="UNSEEN") for each in hidden)))
    assert isinstance(hidden[0], Modifier)
    page = deck_sheets(evolve(deck, cards={**deck.cards, "N-2": more}), seats=["north"])
    assert "UNSEEN" not in page
    assert page == deck_sheets(deck, seats=["north"])


@pytest.mark.skipif(BROWSER is None, reason="wants chromium")
@pytest.mark.parametrize("paper", PAPERS)
@pytest.mark.parametrize("name", [*(pytest.param(name, marks=pytest.mark.long) for name in SHIPPED), "crowded"])
def test_every_card_has_the_size_that_it_is_cut_to_and_holds_all_of_its_text(
    name: str, paper: Paper, tmp_path: Path
) -> None:
    deck = crowded() if name == "crowded" else load(find_deck(name))
    found = measured(tmp_path, deck_sheets(deck, paper=paper))
    assert len(found) >= len(deck.cards) + len(deck.injects)
    assert [card for card in found if not card.fits] == []
