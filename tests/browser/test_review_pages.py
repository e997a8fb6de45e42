"""Pages in a real Chromium, opened from disk: no request, no complaint, filters that work, a phone, a printer, hostile names."""

import logging
import shutil
from collections.abc import Iterator
from pathlib import Path
from unicodedata import normalize

import pytest

import perfrules as pr
from perfrules.report.folder_page import render_folder
from perfrules.report.html import render_html
from perfrules.report.review_page import render_review
from perfrules.report.review_view import ReviewedFile, ReviewedTable
from perfrules.report.view import view_of
from perfrules.reviewing.narrative import match_goals
from perfrules.table import TargetTable
from perfrules.text.diagnostic import Diagnostic, Severity
from support.markdown import ROOT
from support.reviews import finding, folder

api = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")

_NAMES = ("chromium", "chromium-browser", "google-chrome")
_BROWSER = next((path for name in _NAMES if (path := shutil.which(name))), None)
_ARGUMENTS = (
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
_HOSTILE = "<script>window.hit=1</script>\"'><img src=x onerror=window.hit=1>" + "很长的名称" * 80 + "x" * 300

pytestmark = pytest.mark.skipif(_BROWSER is None, reason=f"none of {', '.join(_NAMES)} is installed")


@pytest.fixture(scope="module")
def chromium(tmp_path_factory: pytest.TempPathFactory) -> Iterator["api.BrowserContext"]:
    """One browser for all tests of the module, with an empty profile of its own."""
    with api.sync_playwright() as playwright:
        profile = tmp_path_factory.mktemp("profile")
        context = playwright.chromium.launch_persistent_context(
            str(profile), executable_path=_BROWSER, headless=True, args=list(_ARGUMENTS), viewport={"width": 1280, "height": 900}
        )
        yield context
        context.close()


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Pages of every kind, as files."""
    suzhou = pr.read_table(ROOT / "docs" / "examples" / "suzhou-2025" / "table.txt")
    filled = pr.read_table(ROOT / "docs" / "examples" / "self-evaluation" / "table.txt")
    one = ReviewedTable(suzhou, tuple(pr.review(suzhou)), None, tuple(match_goals(suzhou)))
    other = ReviewedTable(filled, tuple(pr.review(filled)), pr.score_table(filled))
    row = f"产出{_HOSTILE}\t数量{_HOSTILE}\t人数{_HOSTILE}\t=5人\t≥50人"
    table = pr.read_table(f"一级指标\t二级指标\t三级指标\t半年指标值\t全年指标值\n{row}\n")
    evil = ReviewedTable(table, (finding(where="第2行第5列", text=_HOSTILE, level1=_HOSTILE), finding(where="", text=_HOSTILE)))
    unit = ReviewedTable(TargetTable(unit_name=_HOSTILE, project_name=_HOSTILE), evil.findings)
    files = [ReviewedFile(f"{_HOSTILE}.txt", (unit,)), ReviewedFile(_HOSTILE, fault=(Diagnostic("E311", {"text": _HOSTILE}),))]
    files += [ReviewedFile(f"{_HOSTILE}/好.txt", (ReviewedTable(TargetTable(unit_name=_HOSTILE)),))]
    texts = {
        "suzhou": render_review(ReviewedFile("2025/科技局.txt", (one,))),
        "filled": render_review(other),
        "english": render_review(ReviewedFile("two.txt", (one, other)), "en"),
        "plain": render_review(other, charts=False),
        "fault": render_review(ReviewedFile("坏.docx", fault=(Diagnostic("E311", {"text": "?"}),))),
        "evil": render_review(ReviewedFile(f"{_HOSTILE}.txt", (evil,))),
        "folder": render_folder(folder(30), links={file.path: f"{file.path}.html" for file in folder(30)}),
        "folder_english": render_folder(folder(8), "en"),
        "folder_small": render_folder(folder(12)),
        "folder_empty": render_folder([]),
        "folder_evil": render_folder(files, links={file.path: file.path for file in files}),
        "evaluation": render_html(view_of(pr.evaluate_table(filled, policy="mof-2020"))),
    }
    home = tmp_path_factory.mktemp("pages")
    for name, text in texts.items():
        (home / f"{name}.html").write_text(text, "utf-8")
    return {name: home / f"{name}.html" for name in texts}


@pytest.fixture
def tab(chromium: "api.BrowserContext") -> Iterator["api.Page"]:
    """One page that complains of every request, message and error."""
    page = chromium.new_page()
    page.set_default_timeout(5000)
    complaints: list[str] = []
    page.on("request", lambda request: complaints.append(request.url) if not request.url.startswith("file:") else None)
    page.on("console", lambda message: complaints.append(message.text))
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("dialog", lambda dialog: complaints.append(dialog.message))
    yield page
    page.close()
    assert complaints == []


def _shown(page: "api.Page") -> int:
    return page.locator("[data-item]:not([data-hidden])").count()


def _said(page: "api.Page") -> str:
    return page.locator(".shown").inner_text()


_KINDS = (
    "suzhou",
    "filled",
    "english",
    "plain",
    "fault",
    "evil",
    "folder",
    "folder_english",
    "folder_empty",
    "folder_evil",
    "evaluation",
)


@pytest.mark.parametrize("kind", _KINDS)
def test_a_page_opens_alone_and_fits_any_screen(tab: "api.Page", pages: dict[str, Path], kind: str) -> None:
    requests: list[str] = []
    tab.on("request", lambda request: requests.append(request.url))
    for scheme, width in (("light", 1280), ("dark", 390)):
        tab.emulate_media(color_scheme=scheme)
        tab.set_viewport_size({"width": width, "height": 844})
        tab.goto(pages[kind].as_uri())
        tab.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true; })")
        assert tab.evaluate("document.documentElement.scrollWidth") <= width
    assert set(requests) == {pages[kind].as_uri()}
    assert tab.evaluate("window.hit") is None


def test_findings_are_filtered_by_weight_kind_and_words(tab: "api.Page", pages: dict[str, Path]) -> None:
    tab.goto(pages["suzhou"].as_uri())
    everything = tab.locator("[data-item]").count()
    assert _shown(tab) == everything
    tab.locator("[data-severity-is=error]").click()
    assert _shown(tab) == tab.locator("[data-item][data-severity=error]").count() > 0
    assert tab.locator("[data-severity-is=error]").get_attribute("aria-pressed") == "true"
    tab.locator("[data-clear]").click()
    assert _shown(tab) == everything
    tab.locator("[data-family-is]").select_option("M")
    assert _shown(tab) == tab.locator("[data-item][data-code^=M]").count() > 0
    tab.locator("[data-severity-is='']").click()
    tab.locator("[data-family-is]").select_option("")
    tab.locator("[data-words]").fill("v08 满意度")
    assert 0 < _shown(tab) < 5
    assert _said(tab) == f"显示 {_shown(tab)} / {everything} 条"
    tab.locator("[data-words]").fill("没有这样的字")
    assert _shown(tab) == 0
    assert tab.locator(".nothing").is_visible()
    tab.locator("[data-words]").press("Escape")
    assert _shown(tab) == everything


def test_filters_work_from_the_keyboard_alone(tab: "api.Page", pages: dict[str, Path]) -> None:
    tab.goto(pages["suzhou"].as_uri())
    tab.locator("[data-severity-is='']").focus()
    tab.keyboard.press("Tab")
    tab.keyboard.press("Space")
    assert _shown(tab) == tab.locator("[data-item][data-severity=error]").count()
    tab.locator("[data-words]").focus()
    tab.keyboard.type("150045.30")
    assert _shown(tab) == 1
    tab.locator("[data-item]:not([data-hidden]) summary").focus()
    tab.keyboard.press("Enter")
    assert tab.locator("[data-item]:not([data-hidden]) dl").is_visible()


def test_a_finding_opens_to_both_sides_and_leads_to_its_row(tab: "api.Page", pages: dict[str, Path]) -> None:
    tab.goto(pages["suzhou"].as_uri())
    finding_ = tab.locator("[data-code=M01] details")
    finding_.locator("summary").click()
    inside = finding_.locator(".inside")
    assert "150000" in inside.inner_text()
    assert "45.30" in finding_.inner_text()
    assert inside.locator(".hit").inner_text() == "150000"
    inside.locator(".jump").click()
    row = tab.locator(".reached")
    assert "项目支出" in row.inner_text()
    assert row.evaluate("one => one.getBoundingClientRect().top") < 900
    row.locator("a.mark").first.click()
    assert tab.locator("details.reached[open]").count() == 1


def test_a_link_to_a_hidden_finding_shows_it_again(tab: "api.Page", pages: dict[str, Path]) -> None:
    tab.goto(pages["suzhou"].as_uri())
    tab.locator("[data-severity-is=error]").click()
    tab.locator(".sheet a.mark.warning").first.click()
    assert tab.locator("details.reached[open]").is_visible()


def test_a_page_opens_at_the_finding_that_its_address_names(tab: "api.Page", pages: dict[str, Path]) -> None:
    tab.goto(f"{pages['suzhou'].as_uri()}#t1-f3")
    assert tab.locator("#t1-f3 .inside").is_visible()


def test_a_cell_of_the_heat_map_shows_its_findings(tab: "api.Page", pages: dict[str, Path]) -> None:
    tab.goto(pages["folder"].as_uri())
    cell = tab.locator(".heat td:not(.sum) a").first
    number, unit = int(cell.inner_text()), cell.get_attribute("data-what")
    cell.click()
    assert _said(tab).startswith(f"{unit} · 显示 {number} / ")
    counted = "all => all.reduce((sum, one) => sum + Number(one.dataset.count || 1), 0)"
    assert tab.locator("[data-item]:not([data-hidden])").evaluate_all(counted) == number
    assert tab.locator("article:not([data-hidden]) .groups").first.is_visible()
    tab.locator("[data-clear]").click()
    tab.locator(".ranks a").first.click()
    assert tab.locator("[data-code-is]").input_value() == tab.locator(".ranks code").first.inner_text()
    tab.locator("[data-words]").fill("项目12")
    assert tab.locator("article:not([data-hidden])").count() <= 1


def test_a_folder_of_a_thousand_files_stays_usable(tab: "api.Page", tmp_path: Path) -> None:
    path = tmp_path / "thousand.html"
    path.write_text(render_folder(folder(1000, units=300, each=20), charts=False), "utf-8")
    tab.set_default_timeout(20000)
    tab.goto(path.as_uri())
    assert tab.locator("article").count() > 700
    clock = "() => { const start = performance.now(); document.querySelector('[data-severity-is=error]').click(); document.body.offsetHeight; return performance.now() - start; }"  # noqa: E501
    assert tab.evaluate(clock) < 3000
    assert tab.locator(".heat tbody tr:visible").count() == 25
    tab.locator("[data-more=more-units]").click()
    assert tab.locator(".heat tbody tr:visible").count() == 201


def _printed(tab: "api.Page", page: Path, folder_: Path) -> list[str]:
    plumber = pytest.importorskip("pdfplumber")
    logging.getLogger("pdfminer").setLevel(logging.ERROR)
    tab.goto(page.as_uri())
    target = folder_ / "page.pdf"
    tab.pdf(path=str(target), prefer_css_page_size=True, print_background=True)
    with plumber.open(target) as pdf:
        for sheet in pdf.pages:
            assert (round(sheet.width), round(sheet.height)) == (595, 842)
            assert all(char["x0"] >= 0 and char["x1"] <= sheet.width - 20 for char in sheet.chars)
        # Chromium writes some characters as their radicals.
        return ["".join(normalize("NFKC", sheet.extract_text() or "").split()) for sheet in pdf.pages]


def test_a_printed_review_tells_every_finding(tab: "api.Page", pages: dict[str, Path], tmp_path: Path) -> None:
    texts = _printed(tab, pages["suzhou"], tmp_path)
    whole = "".join(texts)
    table = pr.read_table(ROOT / "docs" / "examples" / "suzhou-2025" / "table.txt")
    errors = [one for one in pr.review(table) if one.severity is Severity.ERROR]
    assert errors
    assert all(code.code in whole for code in pr.review(table))
    assert "150045.30" in whole
    assert "请核对" in whole
    assert "指标、意见、编号" not in whole
    assert 5 <= len(texts) <= 14


def test_what_is_filtered_away_is_printed_all_the_same(tab: "api.Page", pages: dict[str, Path]) -> None:
    tab.goto(pages["filled"].as_uri())
    tab.locator("[data-words]").fill("没有这样的字")
    tab.emulate_media(media="print")
    assert tab.locator("[data-item]").first.is_visible()
    assert tab.locator("[data-item] .todo").first.is_visible()
    assert tab.locator(".filter").is_hidden()


def test_a_printed_folder_has_map_ranks_and_files(tab: "api.Page", pages: dict[str, Path], tmp_path: Path) -> None:
    texts = _printed(tab, pages["folder_small"], tmp_path)
    whole = "".join(texts)
    missing = [word for word in ("单位×方面", "检查次数涉及表数", "各文件的意", "读不出来的文件", "项目11.xlsx") if word not in whole]
    assert missing == []
    assert 2 <= len(texts) <= 12


def test_charts_take_the_colours_of_the_page(tab: "api.Page", pages: dict[str, Path]) -> None:
    colours = []
    for scheme in ("light", "dark"):
        tab.emulate_media(color_scheme=scheme)
        tab.goto(pages["filled"].as_uri())
        piece = tab.locator(".marks svg path[fill='var(--c-got)']").first
        colours.append(piece.evaluate("one => getComputedStyle(one).fill"))
        label = tab.locator(".marks svg text").first
        assert label.evaluate("one => getComputedStyle(one).fill === getComputedStyle(document.body).color")
        figure = tab.locator(".marks .picture")
        assert "产出指标 45.50 / 50" in (figure.get_attribute("aria-label") or "")
    assert colours[0] != colours[1]
    assert "none" not in colours
