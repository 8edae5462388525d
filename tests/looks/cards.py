"""The cards of a printed deck, measured in a real browser by a script in a copy of the page."""

from __future__ import annotations

import html
import json
import re
import shutil
import subprocess
from pathlib import Path

from attrs import frozen

BROWSER = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
#: A card may differ from its place by so many millimetres, for what browsers round.
_TOLERANCE = 0.3

_SCRIPT = """<script>
addEventListener("load", () => {
  const mm = each => each * 25.4 / 96, box = each => each.getBoundingClientRect();
  const high = parseFloat(getComputedStyle(document.documentElement).getPropertyValue("--high"));
  const wide = parseFloat(getComputedStyle(document.documentElement).getPropertyValue("--wide"));
  const found = [...document.querySelectorAll(".face")].map(face => {
    const slot = box(face.parentElement), foot = face.querySelector(".foot"), all = [...face.querySelectorAll("p")];
    const inner = box(face), style = getComputedStyle(face);
    const right = inner.right - parseFloat(style.borderRightWidth);
    const bottom = inner.bottom - parseFloat(style.borderBottomWidth);
    const body = [...face.children].filter(each => each !== foot).at(-1);
    const end = foot ? box(foot).top : bottom - parseFloat(style.paddingBottom);
    return {
      code: face.querySelector(".name b").textContent,
      taller: mm(slot.height) - high,
      wider: mm(slot.width) - wide,
      out: mm(Math.max(0, ...all.map(each => Math.max(box(each).bottom - bottom, box(each).right - right,
        each.scrollWidth - each.clientWidth, face.scrollHeight - face.clientHeight)))),
      free: mm(end - box(body).bottom),
    };
  });
  document.body.insertAdjacentHTML("beforeend", "<output></output>");
  document.querySelector("output").textContent = JSON.stringify(found);
});
</script>"""


@frozen
class Card:
    """A card as the browser laid it out, in millimetres: how far it is beyond its place, and how much of it is free."""

    code: str
    taller: float
    wider: float
    out: float
    free: float

    @property
    def fits(self) -> bool:
        """Whether the card has the size that it is cut to, and all of its text is inside its frame."""
        return max(abs(self.taller), abs(self.wider), self.out) <= _TOLERANCE


def measured(folder: Path, page: str) -> list[Card]:
    """Every card of a page. The page itself has no script, and forbids any; a copy in `folder` has one."""
    assert BROWSER is not None, "this wants chromium"
    copy = folder / "copy.html"
    copy.write_text(re.sub(r"<meta http-equiv=[^>]*>", "", page).replace("</body>", f"{_SCRIPT}</body>"), "utf-8")
    command = [BROWSER, "--headless", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"]
    command += ["--host-resolver-rules=MAP * ~NOTFOUND", f"--user-data-dir={folder / 'profile'}"]
    command += ["--dump-dom", "--window-size=1000,1000", copy.as_uri()]
    dom = subprocess.run(command, capture_output=True, text=True, check=True, timeout=120).stdout
    said = html.unescape(re.findall("<output>(.*?)</output>", dom, re.DOTALL)[-1])
    return [Card(**each) for each in json.loads(said)]
