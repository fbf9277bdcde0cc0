"""Open the HTML edition in a real browser, and find its faults."""

import shutil

from axe_playwright_python.base import AXE_SCRIPT

CHROMIUM = shutil.which("chromium") or shutil.which("google-chrome")
SWITCHES = """--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking
    --disable-component-update --disable-sync --force-color-profile=srgb""".split()
WIDE, NARROW = 1280, 320  # NARROW is WIDE at 400%: WCAG 2.2, 1.4.10
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]

# ruff: noqa: E501
STRUCTURE = """() => {
  const all = (what) => [...document.querySelectorAll(what)], faults = [];
  const fault = (what, element) => faults.push(what + ': ' + element.outerHTML.slice(0, 80));
  if (document.documentElement.lang !== 'en-GB') faults.push('lang');
  for (const one of ['h1', 'header', 'nav', 'main']) if (all(one).length !== 1) faults.push('not one ' + one);
  let last = 0;
  for (const heading of all('h1, h2, h3, h4, h5, h6')) {
    const level = Number(heading.tagName[1]);
    if (level > last + 1) fault('skipped heading level', heading);
    last = level;
  }
  for (const cell of all('th')) if (cell.innerText && !cell.scope) fault('no scope', cell);
  for (const table of all('table')) {
    if (!table.caption && !table.closest('.table')) fault('no caption', table);
    for (const cell of table.querySelectorAll('thead th[scope]')) if (cell.scope !== 'col') fault('not a column head', cell);
    if (table.tBodies[0].rows.length > 1)
      for (const row of table.tBodies[0].rows)
        if (row.cells[0].innerText && row.cells[0].scope !== 'row') fault('no row head', row);
  }
  const skip = all('a, button, input, summary, [tabindex]')[0];
  if (!skip?.matches('a[href="#main"]')) faults.push('no skip link');
  return faults;
}"""
SIDEWAYS = """() => {
  const page = document.scrollingElement, too_wide = page.scrollWidth - window.innerWidth;
  return too_wide > 0 ? ['scrolls sideways by ' + too_wide] : [];
}"""
CROWDED = """() => {
  const faults = [], lines = [], hidden = '.skip, thead';
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const node = walker.currentNode, owner = node.parentElement;
    if (!node.data.trim() || !owner.checkVisibility()) continue;
    const aside = owner.closest(hidden);
    if (aside && getComputedStyle(aside).position === 'absolute') continue;
    const range = document.createRange();
    range.selectNodeContents(node);
    const holder = owner.closest('th, td, figure, li, p, h1, h2, h3, h4, h5, h6, summary, caption').getBoundingClientRect();
    for (const box of range.getClientRects()) {
      if (box.right > holder.right + 1 || box.left < holder.left - 1) faults.push('runs out: ' + node.data.trim().slice(0, 60));
      lines.push({ box, owner, text: node.data.trim().slice(0, 40) });
    }
  }
  lines.sort((one, other) => one.box.top - other.box.top);
  lines.forEach((one, place) => {
    for (const other of lines.slice(place + 1)) {
      const deep = one.box.bottom - other.box.top;
      if (deep <= 0) break;
      const across = Math.min(one.box.right, other.box.right) - Math.max(one.box.left, other.box.left);
      const low = Math.min(one.box.height, other.box.height);
      if (one.owner !== other.owner && across > 2 && Math.min(deep, other.box.height) > 0.4 * low)
        faults.push('overlap: ' + one.text + ' / ' + other.text);
    }
  });
  return faults;
}"""
ROLES = ("table", "row", "cell", "gridcell", "columnheader", "rowheader", "caption")


class Seen:
    """A page in the browser, and what the browser complained of."""

    def __init__(self, browser, path, width, **settings):
        self.context = browser.new_context(viewport={"width": width, "height": 900}, **settings)
        self.page = self.context.new_page()
        self.complaints = []
        self.page.on("console", lambda message: self.complaints.append(message.text))
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.page.on("request", lambda request: self._asked_for(request.url))
        self.page.goto(path.as_uri())

    def _asked_for(self, url):
        if not url.startswith(("file:", "data:")):
            self.complaints.append(f"asked the network for {url}")


def unfold(seen: Seen):
    seen.page.evaluate("document.querySelectorAll('details').forEach(folded => folded.open = true)")


def barriers(seen: Seen) -> list[str]:
    """Return what axe-core finds, with folded parts opened."""
    unfold(seen)
    seen.page.evaluate(AXE_SCRIPT)
    options = {"runOnly": {"type": "tag", "values": TAGS}, "resultTypes": ["violations"]}
    found = seen.page.evaluate("options => axe.run(document, options)", options)
    assert len(found["passes"]) > 10
    return [f"{rule['id']}: {rule['nodes'][0]['html'][:120]}" for rule in found["violations"]]


def structure(seen: Seen) -> list[str]:
    """Check language, landmarks, headings, tables' heads and captions, and the skip link."""
    return seen.page.evaluate(STRUCTURE)


def sideways(seen: Seen) -> list[str]:
    """Find whether the page as a whole scrolls sideways."""
    return seen.page.evaluate(SIDEWAYS)


def crowded(seen: Seen) -> list[str]:
    """Find text that overlaps other text, or runs out of the element around it."""
    return seen.page.evaluate(CROWDED)


def complaints(seen: Seen) -> list[str]:
    """Return what the browser refused, by the page's policy or otherwise, once all that it said has come.

    Of what listens for an event it may say so only at the event: a link is gone to, as by the Tab key.
    """
    seen.page.evaluate("document.querySelector('main a')?.focus()")
    seen.page.evaluate("() => new Promise(done => requestAnimationFrame(() => setTimeout(done)))")
    return seen.complaints


CHECKS = (structure, barriers, sideways, crowded, complaints)


def faults(seen: Seen, but: tuple = ()) -> list[str]:
    """Return what the checks find, but for some of them."""
    return [fault for check in CHECKS if check not in but for fault in check(seen)]
