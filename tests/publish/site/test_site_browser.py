"""The published site in a real browser: it filters, moves, prints, reads aloud and asks for nothing."""

import shutil
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from harbour_register import CODEBOOK, registered

from firsthand.model import Findings, Place
from firsthand.publish.publication import Publication
from firsthand.publish.site import write_site

sync_api = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
CHROMIUM = next(
    (p for name in ("chromium", "chromium-browser", "google-chrome") if (p := shutil.which(name))), None
)
pytestmark = pytest.mark.skipif(
    CHROMIUM is None, reason="no Chromium on this machine: the site was not opened"
)
DESK, PHONE = {"width": 1280, "height": 900}, {"width": 390, "height": 844}
RULES = {
    "resultTypes": ["violations"],
    "runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]},
}
# what light, dark and width can change
CHANGING = {
    "resultTypes": ["violations"],
    "runOnly": {
        "type": "rule",
        "values": ["color-contrast", "target-size", "link-in-text-block", "scrollable-region-focusable"],
    },
}


def put(findings: Findings, folder: Path) -> tuple[Path, Mapping[str, bytes]]:
    files = write_site(
        Publication(findings, "Barrels & harbours", date(2031, 3, 8), CODEBOOK),
        extra=[("data/records.csv", "Every record")],
    )
    for path, data in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(data)
    return folder, files


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, list[str]]:
    folder, files = put(registered(), tmp_path_factory.mktemp("site"))
    return folder, sorted(path for path in files if path.endswith(".html"))


@pytest.fixture(scope="module")
def chromium() -> Iterator[Any]:
    with sync_api.sync_playwright() as playwright:
        found = playwright.chromium.launch(
            executable_path=CHROMIUM, args=["--no-sandbox", "--disable-background-networking"]
        )
        yield found
        found.close()


@pytest.fixture
def visit(chromium: Any, site: tuple[Path, list[str]]) -> Iterator[Any]:
    contexts = []

    def visited(path: str = "index.html", folder: Path = site[0], **options: Any) -> Any:
        context = chromium.new_context(**{"viewport": DESK, "reduced_motion": "reduce", **options})
        contexts.append(context)
        page = context.new_page()
        page.errors, page.left = [], []
        page.route("**/*", lambda route: _let(route, page.left))
        page.on("console", lambda m: m.type in ("error", "warning") and page.errors.append(m.text))
        page.on("pageerror", lambda error: page.errors.append(str(error)))
        page.goto((folder / path.split("#")[0]).as_uri() + ("#" + path.split("#")[1] if "#" in path else ""))
        return page

    yield visited
    for context in contexts:
        context.close()


def _let(route: Any, left: list[str]) -> None:
    if route.request.url.startswith("file:"):
        route.continue_()
    else:
        left.append(route.request.url)
        route.abort()


def test_no_page_complains_or_asks_for_anything_but_its_own_files(
    visit: Any, site: tuple[Path, list[str]]
) -> None:
    folder, pages = site
    page = visit()
    for path in pages:
        page.goto((folder / path).as_uri())
        assert (
            page.evaluate("getComputedStyle(document.querySelector('.masthead')).borderBottomStyle")
            == "solid"
        )
    assert page.errors == [] and page.left == []
    assert page.evaluate("fetch('https://example.org').then(() => 'out', () => 'kept in')") == "kept in"


def test_every_page_is_accessible_in_light_and_dark_on_desk_and_phone_and_nothing_sticks_out(
    visit: Any, site: tuple[Path, list[str]]
) -> None:
    axe = pytest.importorskip("axe_playwright_python.base", reason="axe is not installed")
    script = axe.AXE_FILE_PATH.read_text("utf-8")
    folder, pages = site
    page = visit()
    found = []
    for path in [p for p in pages if not p.startswith("records/")] + _two_records():
        page.set_viewport_size(DESK)
        page.emulate_media(color_scheme="light")
        page.goto((folder / path).as_uri())
        page.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")
        page.evaluate(script)
        looks = [("light", DESK, RULES), ("dark", PHONE, CHANGING)]
        if path in ("index.html", "map.html"):
            looks += [("dark", DESK, CHANGING), ("light", PHONE, CHANGING)]
        for scheme, viewport, rules in looks:
            page.emulate_media(color_scheme=scheme)
            page.set_viewport_size(viewport)
            where = (path, scheme, viewport["width"])
            if page.evaluate("document.documentElement.scrollWidth") > viewport["width"]:
                found.append((*where, "sticks out"))
            for broken in page.evaluate("rules => axe.run(document, rules)", rules)["violations"]:
                found += [(*where, broken["id"], n["target"], n["failureSummary"]) for n in broken["nodes"]]
    assert found == []


def _two_records() -> list[str]:
    return [f"records/{r.id}.html" for r in registered().records if r.type in ("dump", "inquiry")]


def test_the_register_can_be_filtered_by_all_it_is_made_of(visit: Any) -> None:
    page = visit("register.html")
    rows = page.locator("tbody tr:visible")
    assert rows.count() == 4
    for field, value, left in (
        ("type", "sighting", 2),
        ("country", "DK", 1),
        ("standing", "contested", 1),
        ("from", "2031-01-01", 3),
        ("until", "2020-01-01", 1),
        ("find", "denmark", 1),
        ("find", "<b>", 1),
        ("find", "no such word", 0),
    ):
        control = page.locator(f"[data-f={field}]")
        control.select_option(value) if field in ("type", "country", "standing") else control.fill(value)
        assert rows.count() == left, (field, value)
        assert (f"{left} of 4" in page.locator(".found").text_content()) == (left < 4)
        assert page.locator(".nothing").is_visible() == (left == 0)
        if left < 4:
            page.locator(".sieve button").click()
            sync_api.expect(rows).to_have_count(4)
        else:
            control.fill("")


def test_a_filter_takes_marks_off_the_map_and_lanes_off_the_timeline(visit: Any) -> None:
    for path, mark in (("map.html", "svg.wide .pin:visible"), ("timeline.html", "svg.wide .lane:visible")):
        page = visit(path)
        before = page.locator(mark).count()
        page.locator("[data-f=type]").select_option("inquiry")
        assert before > 1 and page.locator(mark).count() == 1
        assert page.errors == []


def test_from_the_map_to_record_to_claim_to_passage_to_document(visit: Any) -> None:
    page = visit("map.html")
    page.locator("svg.wide .pin", has_text="Port Ansel").locator(".hit").click()
    assert "Port Ansel: 1 record" in page.locator(".under").text_content()
    page.locator(".under a").click()
    assert page.locator("h1").text_content() == "Port Ansel, Norway"
    page.locator("table.fields a", has_text="claim 1").first.click()
    claim = page.locator("details.claim:target")
    assert page.url.split("#")[0].endswith("claims.html") and claim.get_attribute("open") is not None
    assert "Tidewatch › Northern Wire" in claim.text_content()
    assert claim.locator("blockquote").first.is_visible()
    claim.locator(".said .to").first.click()
    assert "SHA-256" in page.locator("tr:target").text_content() and "documents.html" in page.url


def test_the_map_moves_and_zooms_by_hand_and_key_and_marks_keep_their_size(visit: Any) -> None:
    page = visit("map.html")
    svg = page.locator("svg.atlas.wide")
    view = lambda: [float(v) for v in svg.get_attribute("viewBox").split()]  # noqa: E731
    settle = lambda: page.evaluate("new Promise(r => requestAnimationFrame(() => requestAnimationFrame(r)))")  # noqa: E731
    home, mark = view(), svg.locator(".pin .s").first.bounding_box()
    page.locator("[data-z=in]").click()
    settle()
    near = view()
    assert near[2] < home[2] * 0.7
    assert abs(svg.locator(".pin .s").first.bounding_box()["width"] - mark["width"]) < 0.6
    box = svg.bounding_box()
    page.mouse.move(box["x"] + 300, box["y"] + 200)
    page.mouse.down()
    page.mouse.move(box["x"] + 400, box["y"] + 260, steps=4)
    page.mouse.up()
    settle()
    moved = view()
    assert moved[0] < near[0] and moved[1] < near[1] and moved[2] == near[2]
    svg.focus()
    page.keyboard.press("ArrowRight")
    settle()
    assert view()[0] > moved[0]
    page.keyboard.press("+")
    settle()
    assert view()[2] < moved[2]
    page.keyboard.press("0")
    settle()
    assert view() == home
    page.keyboard.down("Control")
    page.mouse.wheel(0, -300)
    page.keyboard.up("Control")
    settle()
    assert view()[2] < home[2]
    page.locator("[data-z=world]").click()
    settle()
    assert view()[2] > home[2] and "km" in page.locator("svg.wide .bar text").text_content()
    assert page.errors == []


def test_two_fingers_zoom_the_map_on_a_phone(visit: Any) -> None:
    page = visit("map.html", viewport=PHONE, has_touch=True)
    svg = page.locator("svg.atlas.small")
    svg.scroll_into_view_if_needed()
    before = float(svg.get_attribute("viewBox").split()[2])
    page.evaluate(
        """async () => {
          const svg = document.querySelector('svg.atlas.small'), r = svg.getBoundingClientRect();
          const send = (type, id, x) => svg.dispatchEvent(new PointerEvent(type, {pointerId: id,
            pointerType: 'touch', clientX: r.left + x, clientY: r.top + 100, bubbles: true}));
          send('pointerdown', 1, 100); send('pointerdown', 2, 160);
          send('pointermove', 1, 60); send('pointermove', 2, 220);
          send('pointerup', 1, 60); send('pointerup', 2, 220);
          await new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)));
        }"""
    )
    assert float(svg.get_attribute("viewBox").split()[2]) < before / 2


def test_the_keyboard_reaches_a_mark_and_shows_what_is_there(visit: Any) -> None:
    page = visit("map.html")
    page.locator("svg.wide .pin").first.focus()
    page.keyboard.press("Enter")
    assert page.locator(".under").is_visible()
    assert page.evaluate("document.activeElement.classList.contains('under')")


def test_what_lies_under_one_mark_is_listed_and_zooming_takes_it_apart(visit: Any, tmp_path: Path) -> None:
    case = registered()
    dump = next(r for r in case.records if r.type == "dump")

    def at(i: int) -> Any:
        place = Place(0, 0, f"Town {i}", "NO", 60.0 + 0.02 * (i % 2), 10.0, i, "city") if i else None
        place = place or Place(0, 0, "Far", "NO", 69.0, 20.0, 9, "city")
        value = replace(dump.fields[0].values[0], place=place, text=place.name)
        return replace(
            dump, id=f"r-{i}", title=place.name, fields=(replace(dump.fields[0], values=(value,)),)
        )

    folder, _ = put(replace(case, records=tuple(at(i) for i in range(5))), tmp_path)
    page = visit("map.html", folder)
    page.locator("svg.wide .pin[data-p*='60'] .hit").last.click()
    assert "4 records" in page.locator(".under h2").text_content()
    for _ in range(8):
        page.locator("[data-z=in]").click()
    page.goto(page.url.split("#")[0] + "#" + page.locator("tr[id*='60']").first.get_attribute("id"))
    for _ in range(8):
        page.locator("[data-z=in]").click()
    page.evaluate("new Promise(r => requestAnimationFrame(() => requestAnimationFrame(r)))")
    boxes = [page.locator(f"svg.wide .pin[data-r*='r-{i}'] .s").bounding_box() for i in (1, 2)]
    assert abs(boxes[0]["y"] - boxes[1]["y"]) > 20


def test_without_scripts_everything_is_there_as_plain_tables(
    visit: Any, site: tuple[Path, list[str]]
) -> None:
    page = visit("map.html", java_script_enabled=False)
    case = registered()
    for path in ("register.html", "map.html", "timeline.html", "claims.html"):
        page.goto((site[0] / path).as_uri())
        assert page.locator(".sieve").is_hidden()
        text = page.locator("main").text_content()
        if path != "claims.html":
            assert page.locator("tbody tr:visible").count() >= 3
            assert all(r.title[:20] in text for r in case.records)
        else:
            assert all(" ".join(s.text.split()) in " ".join(text.split()) for s in case.statements)
    page.goto((site[0] / "map.html").as_uri())
    assert page.locator("svg.wide .pin:visible").count() == 3 and page.locator(".zoom").is_hidden()
    page.locator("svg.wide .pin", has_text="Denmark").locator(".hit").click()
    assert page.locator("tr:target").is_visible()


def test_citations_of_record_claim_passage_and_document_say_where_they_stand(visit: Any) -> None:
    record = next(r for r in registered().records if r.type == "dump")
    page = visit(f"records/{record.id}.html")
    assert page.locator(".said").first.locator(".copy").count() == 1

    def copied(button: Any) -> str:
        button.click()
        sync_api.expect(page.locator("#live")).to_contain_text("Copied")
        text: str = page.locator("#live").text_content()
        page.evaluate("document.getElementById('live').textContent = ''")
        return text

    passage = copied(page.locator(".said .copy").first)
    for words in (
        "“At least 44 barrels",
        "(Tidewatch › Northern Wire)",
        "4 March 2031",
        "SHA-256",
        "characters 0–",
        "Barrels & harbours (firsthand, 8 March 2031)",
        f"records/{record.id}.html#s-",
    ):
        assert words in passage
    assert (
        f"Port Ansel, Norway. In: Barrels & harbours (firsthand, 8 March 2031), records/{record.id}.html"
        in copied(page.locator(".sheet > .tools .copy"))
    )
    assert "claims.html#c-" in copied(page.locator(".claim .tools .copy").first)


def test_print_cuts_no_table_and_hides_what_paper_cannot_do(visit: Any, site: tuple[Path, list[str]]) -> None:
    folder, pages = site
    page = visit(viewport={"width": 718, "height": 1000})  # A4 within margins of 10 mm, at 96 px an inch
    page.emulate_media(media="print")
    for path in pages:
        if path.startswith("records/") and path not in _two_records():
            continue
        page.goto((folder / path).as_uri())
        page.evaluate("dispatchEvent(new Event('beforeprint'))")
        wide = page.evaluate(
            "[...document.querySelectorAll('main *')].filter(e => !e.closest('svg, .sr')"
            " && e.getBoundingClientRect().right > 719).map(e => e.className || e.tagName)"
        )
        assert wide == [], path
        assert page.locator(".sieve:visible, .masthead nav:visible, .copy:visible").count() == 0


def test_hundreds_of_records_open_and_filter_at_once(visit: Any, tmp_path: Path) -> None:
    case = registered()
    dump = next(r for r in case.records if r.type == "dump")

    def at(i: int) -> Any:
        place = Place(0, 0, f"Town {i}", "NO", 55 + i % 97 / 6, 8 + i % 89 / 5, i, "city")
        value = replace(dump.fields[0].values[0], place=place, text=place.name, claims=())
        fields = (replace(dump.fields[0], values=(value,)),)
        return replace(dump, id=f"r-{i:04d}", title=place.name, claims=(), fields=fields)

    folder, files = put(replace(case, records=tuple(at(i) for i in range(500))), tmp_path)
    assert len(files["index.html"]) < 600_000 and len(files["map.html"]) < 1_500_000
    page = visit("map.html", folder)
    page.locator("[data-f=find]").fill("town 321")
    assert page.locator("tbody tr:visible").count() == 1
    assert page.locator("svg.wide .pin:visible").count() == 1
    assert page.errors == []
