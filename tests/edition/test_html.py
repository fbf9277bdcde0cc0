"""Test the HTML edition in a real browser: read by everyone, by every means, at any width, and safe to open.

Each check gives the faults that it finds; the controls break a part of the edition and see that very check find it.
"""

import re

import pypdf
import pytest
from playwright.sync_api import sync_playwright

from reportbuilder.content_policy import by_hash
from reportbuilder.publishing.postprocess import html as finishing
from tests.browser import (
    CHROMIUM,
    NARROW,
    ROLES,
    SWITCHES,
    WIDE,
    Seen,
    barriers,
    complaints,
    crowded,
    faults,
    sideways,
    structure,
    unfold,
)
from tests.factories import LOOKS, STEMS

pytestmark = [pytest.mark.browser, pytest.mark.slow]
NAME = "cosmic-2025-26-Q1.html"


@pytest.fixture(scope="module")
def path(edition):
    return edition / NAME


@pytest.fixture(scope="module")
def browser(edition):
    """Start a browser, after the edition is made: papermill and Playwright want an event loop each."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=SWITCHES)
        yield browser
        browser.close()


@pytest.fixture
def look(browser):
    """Open a page, and close it after the test."""
    opened = []

    def look(path, width=WIDE, **settings):
        opened.append(Seen(browser, path, width, **settings))
        return opened[-1]

    yield look
    for seen in opened:
        seen.context.close()


@pytest.fixture(scope="module")
def at(browser, path):
    """Open the edition at each width, for tests that only look."""
    opened = {width: Seen(browser, path, width) for width in (WIDE, NARROW)}
    yield opened.get
    for seen in opened.values():
        seen.context.close()


@pytest.fixture(scope="module")
def part(path):
    """Return the edition up to its first indicator and without its fonts: quicker to open, and to break."""
    page, _, _ = path.read_text(encoding="utf-8").partition('<section id="cosmic-002"')
    return resealed(re.sub(r"@font-face {.*?}", "", page, flags=re.DOTALL) + "</main></body></html>")


@pytest.mark.parametrize("width", [WIDE, NARROW])
def test_the_edition_has_no_fault_that_a_check_finds(at, width):
    seen = at(width)
    assert faults(seen) == []


@pytest.mark.parametrize(
    "check, width, expected, pattern, broken",
    [
        (barriers, WIDE, "image-alt", r'<img role="img" aria-label="[^"]+"(.*?) alt="[^"]+"', r"<img\1"),
        (barriers, WIDE, "html-has-lang", r'<html lang="en-GB">', "<html>"),
        (barriers, WIDE, "color-contrast", r'<p class="edition">', '<p class="edition rag-amber">'),
        (barriers, NARROW, "color-contrast", r"--soft: #3d3d3d", "--soft: #999"),
        (barriers, WIDE, "heading-order", r"<h3>RAG Rating</h3>", "<h5>RAG Rating</h5>"),
        (barriers, NARROW, "aria-required-parent", r' role="rowgroup"', ' role="list"'),
        (barriers, WIDE, "skip-link", r'<main id="main"', "<main"),
        (structure, WIDE, "lang", r'lang="en-GB"', 'lang="en"'),
        (structure, WIDE, "skipped heading level", r"<h3>RAG Rating</h3>", "<h4>RAG Rating</h4>"),
        (structure, WIDE, "not one h1", r"<h2>Key</h2>", "<h1>Key</h1>"),
        (structure, WIDE, "not one main", r"<main(.*)</main>", r"<div\1</div>"),
        (structure, WIDE, "no scope", r' scope="col"', ""),
        (structure, WIDE, "no row head", r' scope="row"', ' scope="col"'),
        (structure, WIDE, "no caption", r"<caption>.*?</caption>", ""),
        (structure, WIDE, "no skip link", r'<a class="skip".*?</a>', ""),
        (sideways, NARROW, "scrolls sideways", r"h3 {", "h3 { width: 600px;"),
        (crowded, NARROW, "runs out", r"h3 {", "h3 { white-space: nowrap;"),
        (crowded, WIDE, "runs out", r"\.rag {", ".rag { margin-right: -6rem; left: 9rem; position: relative;"),
        (crowded, WIDE, "overlap", r"h3 {", "h3 { margin-bottom: -1.5rem !important;"),
        (complaints, WIDE, "script-src", r"</body>", "<script>document.title = 'taken'</script></body>"),
        (complaints, WIDE, "script-src", r'<main id="main"', '<main onfocusin="alert(1)" id="main"'),
        (complaints, WIDE, "style-src", r"</body>", "<style>main { color: red }</style></body>"),
        (complaints, WIDE, "style-src", r'<main id="main"', '<main style="color: red" id="main"'),
        (complaints, WIDE, "img-src", r"</body>", '<img alt="" src="https://example.org/x.png"></body>'),
        (complaints, WIDE, "frame-src", r"</body>", '<iframe title="x" src="https://example.org/"></iframe></body>'),
    ],
)
def test_each_check_finds_what_is_broken(look, part, tmp_path, check, width, expected, pattern, broken):
    page = re.sub(pattern, broken, part, count=1, flags=re.DOTALL)
    assert page != part, "nothing was broken"
    if "<style" not in broken:
        page = resealed(page)
    (tmp_path / NAME).write_text(page, encoding="utf-8", newline="\n")
    assert any(expected in fault for fault in check(look(tmp_path / NAME, width)))


def resealed(page: str) -> str:
    """Return a page whose policy allows its style as it is now."""
    style = re.search(r"<style.*?>(.*?)</style>", page, re.DOTALL)[1]
    return re.sub(r"'sha256-[^']+'", by_hash(style), page, count=1)


def test_a_part_of_the_edition_has_no_fault_before_it_is_broken(look, part, tmp_path):
    (tmp_path / NAME).write_text(part, encoding="utf-8", newline="\n")
    seen = look(tmp_path / NAME, NARROW)
    assert faults(seen) == []


def test_nothing_scrolls_sideways_at_any_width_between(look, path):
    seen = look(path, NARROW)
    for width in (360, 640, 768, 960, 961, 1024):
        seen.page.set_viewport_size({"width": width, "height": 900})
        assert sideways(seen) == [], width


def test_nothing_is_lost_where_text_is_spaced_out(look, path):
    """Check WCAG 2.2, 1.4.12."""
    seen = look(path, NARROW, bypass_csp=True)
    spaced = "* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important }"
    spaced += " p { margin-bottom: 2em !important }"
    seen.page.add_style_tag(content=spaced)
    assert sideways(seen) == []


def tables_of(seen: Seen) -> list[list[str]]:
    """Return the tables as a screen reader gets them: roles, and names of the heads."""
    session = seen.context.new_cdp_session(seen.page)
    session.send("Accessibility.enable")
    nodes = session.send("Accessibility.getFullAXTree")["nodes"]
    roles = [(node["role"]["value"], node.get("name", {}).get("value", "")) for node in nodes if not node["ignored"]]
    return [(role.replace("gridcell", "cell"), name) for role, name in roles if role in ROLES]


def test_cards_are_the_same_table_to_a_screen_reader(at):
    for width in (WIDE, NARROW):
        unfold(at(width))
    wide, narrow = (tables_of(at(width)) for width in (WIDE, NARROW))
    assert [role for role, _ in wide].count("row") > 100
    assert ("columnheader", "RAG Rating") in wide and ("cell", "380,995") in wide
    assert narrow == wide


@pytest.mark.parametrize("width", [WIDE, NARROW])
def test_every_value_of_a_card_has_its_label(at, width):
    labels = "cell => getComputedStyle(cell, '::before').content"
    seen = at(width).page.locator("#scorecard tbody tr").nth(3).locator("td").first.evaluate(labels)
    assert ('"Target"' in seen) is (width == NARROW)


@pytest.mark.parametrize("width", [WIDE, NARROW])
def test_a_chart_is_shown_once_and_its_words_are_read_at_every_width(at, width):
    shown = at(width).page.evaluate("""() => [...document.querySelectorAll('figure img')]
      .filter(image => image.checkVisibility())
      .map(image => [image.alt, image.getBoundingClientRect().width / image.naturalWidth])""")
    assert len(shown) == len({alternative for alternative, _ in shown}) == len(STEMS)
    assert min(scale for _, scale in shown) >= 0.8  # of 10 points


def focused(page) -> dict:
    return page.evaluate("""() => {
      const focus = document.activeElement, box = focus.getBoundingClientRect(), style = getComputedStyle(focus);
      return {
        href: focus.getAttribute('href'), tag: focus.localName,
        in_view: box.width > 0 && box.left >= 0 && box.bottom > 0 && box.top < innerHeight,
        ringed: style.outlineStyle === 'solid' && parseFloat(style.outlineWidth) >= 2,
      };
    }""")


def tab_to(page, href: str) -> int:
    """Press Tab until a link has the focus; each stop on the way is in view, and shows that it has it."""
    for pressed in range(1, 60):
        page.keyboard.press("Tab")
        stop = focused(page)
        assert stop["in_view"] and stop["ringed"], stop
        if stop["href"] == href:
            return pressed
    raise AssertionError(f"no way to {href} by keyboard")


def is_in_view(page, anchor: str) -> bool:
    return page.evaluate(
        "id => { const { top } = document.getElementById(id).getBoundingClientRect();"
        " return top >= -1 && top < innerHeight }",
        anchor,
    )


@pytest.mark.parametrize("width", [WIDE, NARROW])
def test_the_keyboard_alone_leads_from_the_scorecard_to_a_page_and_back(look, path, width):
    page = look(path, width).page
    assert tab_to(page, "#main") == 1
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main" and is_in_view(page, "main")
    tab_to(page, "#cosmic-004")
    while not page.evaluate("document.activeElement.matches('#scorecard th a')"):
        tab_to(page, "#cosmic-004")  # At a glance may have a link to it too
    page.keyboard.press("Enter")
    page.wait_for_url("**#cosmic-004")
    assert is_in_view(page, "cosmic-004")
    assert tab_to(page, "#scorecard") == 1  # "Return to Index" is the page's first stop
    page.keyboard.press("Enter")
    page.wait_for_url("**#scorecard")
    assert is_in_view(page, "scorecard")
    assert tab_to(page, "#cosmic-001") == 1


def test_the_figures_behind_a_chart_unfold_by_keyboard(look, path):
    page = look(path).page
    figures = page.locator("#cosmic-001 details table")
    page.locator('#cosmic-001 a[href="#scorecard"]').focus()
    page.keyboard.press("Tab")
    assert focused(page)["tag"] == "summary" and focused(page)["ringed"] and not figures.is_visible()
    page.keyboard.press("Enter")
    assert figures.is_visible()
    page.keyboard.press("Space")
    assert not figures.is_visible()


def test_the_page_is_the_same_with_scripts_off(look, path):
    texts = [look(path, java_script_enabled=on).page.inner_text("body") for on in (True, False)]
    assert texts[0] == texts[1] and "CoSMIC 010" in texts[0]


def test_the_policy_allows_the_pages_own_style_by_its_hash_and_nothing_else(path):
    policy = re.search(r'http-equiv="Content-Security-Policy" content="([^"]+)"', path.read_text("utf-8"))[1]
    rules = dict(rule.split(maxsplit=1) for rule in policy.replace("&#39;", "'").split("; "))
    assert rules.pop("style-src").startswith("'sha256-")
    assert rules == {
        "default-src": "'none'",
        "img-src": "data:",
        "font-src": "data:",
        "base-uri": "'none'",
        "form-action": "'none'",
    }


def test_the_policy_never_widens_for_what_the_page_holds(tmp_path):
    template = (LOOKS / "template.html").read_text("utf-8")
    styles = '<style>p {}</style><p style="width: 50%"><style>p {color: red}</style>'
    (tmp_path / NAME).write_text(template + styles, encoding="utf-8")
    finishing.finish(tmp_path / NAME, None)
    sealed = (tmp_path / NAME).read_text("utf-8")
    assert f"style-src {by_hash('p {}')};" in sealed and "unsafe-inline" not in sealed.partition("<meta http")[2]
    finishing.finish(tmp_path / NAME, None)
    assert (tmp_path / NAME).read_text("utf-8") == sealed


def test_on_paper_figures_are_unfolded_tables_stay_tables_and_pages_are_numbered(look, path, tmp_path):
    look(path).page.pdf(path=tmp_path / "printed.pdf", prefer_css_page_size=True)
    pages = pypdf.PdfReader(tmp_path / "printed.pdf").pages
    texts = [page.extract_text() for page in pages]
    (own,) = (text for text in texts if "Indicator CoSMIC 001" in text and "RAG Rating" in text)
    assert "Figures behind the chart" in own and "Sep-23" in own and "Path to Green" in own
    assert f"Page 1 of {len(pages)}" in texts[0]
    assert "Skip to" not in texts[0] and float(pages[0].mediabox.width) == pytest.approx(595, abs=2)
    assert sum("RAG Rating" in text and "Last" in text for text in texts) <= 3  # the head is on each of its pages


def test_the_scorecard_stands_before_the_key_in_the_page_and_in_its_contents(path):
    contents, body = path.read_text(encoding="utf-8").split("</nav>")
    for part, pattern in ((contents, 'href="#{}"'), (body, '<section id="{}"')):
        places = [part.index(pattern.format(name)) for name in ("at-a-glance", "scorecard", "key", "cosmic-001")]
        assert places == sorted(places)


def test_every_rating_has_its_edge_and_its_sign_in_forced_colours(look, path):
    seen = look(path, WIDE, forced_colors="active")
    looks = seen.page.evaluate("""() => [...document.querySelectorAll('.rag')].map(badge => [
        badge.className, getComputedStyle(badge).borderTopColor,
        getComputedStyle(badge, '::before').backgroundColor])""")
    ink = seen.page.evaluate("getComputedStyle(document.querySelector('h3')).color")
    assert {edge for _, edge, _ in looks} == {ink}
    assert {sign for kind, _, sign in looks if kind.endswith(("red", "amber", "green"))} == {ink}
