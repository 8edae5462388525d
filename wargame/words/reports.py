"""What agencies write: likelihood and confidence, each in a sentence of its own."""

from __future__ import annotations

from collections.abc import Iterator

from wargame.deck import Deck
from wargame.rules import Estimated, ReportView
from wargame.words.figures import likelihood
from wargame.words.naming import upper_first


def report_line(report: ReportView) -> str:
    """What an agency wrote: `Spy agency: likely. Its confidence is low.`

    Likelihood and confidence never stand in one sentence, as Intelligence Community Directive 203 asks.
    """
    return upper_first(f"{report.agency}: {likelihood(report.likelihood)}. Its confidence is {report.confidence}.")


def told_reports(deck: Deck, body: Estimated) -> Iterator[str]:
    """A line for each agency; for who may know it, how the report came about and whether it was so."""
    titles = {each.id: each.title for each in deck.estimates[body.estimate].agencies}
    for each in body.reports:
        line = report_line(ReportView(titles[each.agency], each.likelihood, each.confidence))
        if each.right is not None and each.roll is not None:
            line += f" Its reports are right {each.right} times in 100; {each.roll.value} on d100."
        yield line
    if body.truth is not None:
        yield "In truth it was so." if body.truth else "In truth it was not so."


def reports_at_the_end(deck: Deck, body: Estimated) -> str:
    """What was reported in a turn beside what was so, in a line."""
    estimate = deck.estimates[body.estimate]
    titles = {each.id: each.title for each in estimate.agencies}
    said = (f"{titles[each.agency]} {likelihood(each.likelihood)}" for each in body.reports)
    so = "yes" if body.truth else "no"
    return f"Turn {body.turn}: {estimate.question} In truth {so}; {', '.join(said)}."
