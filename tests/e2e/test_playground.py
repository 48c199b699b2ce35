"""What a person sees and can do on the playground page, in a real browser against the real service."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import Locator, Page, Route, ViewportSize, expect

if TYPE_CHECKING:
    from typing import Literal

pytestmark = pytest.mark.browser

BARE_LINK = "<https://example.com>"
MESSAGES = (
    "happy birthday Sam!",
    "prod is down",
    "thanks for the quick review",
    "we shipped it\nat last :rocket:",
)
MARKUP = "<img src=x onerror=\"document.title='owned'\"><script>document.title='owned'</script><b>bold</b>"
ASKED = "**/rank"
PHONE = ViewportSize(width=360, height=740)
SMALLEST_TARGET_PX = 44
READABLE_CONTRAST = 4.5

TEXTS_OF_CANDIDATES = (".copy-hint", ".name", ".because", ".score")
TEXTS_ON_THE_PAGE = (
    "h1",
    "header p",
    "label",
    "textarea",
    ".keys",
    ".primary",
    "#examples button",
    "h2",
    ".author b",
    "time",
    "#message-text",
    "#verdict",
    "#reason",
    "#explanation",
    "footer p",
    "footer a",
    *TEXTS_OF_CANDIDATES,
)

# The contrast ratio of WCAG 2, between a text's colour and the nearest painted background behind it.
CONTRAST_OF = """
(element) => {
  const channels = (colour) => colour.match(/[\\d.]+/g).map(Number);
  const isPainted = (colour) => (channels(colour)[3] ?? 1) > 0;
  const linear = (value) => (value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4);
  const luminance = (colour) => {
    const [red, green, blue] = channels(colour).map((value) => linear(value / 255));
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  };
  let behind = element;
  while (!isPainted(getComputedStyle(behind).backgroundColor)) behind = behind.parentElement;
  const [dark, light] = [getComputedStyle(element).color, getComputedStyle(behind).backgroundColor]
    .map(luminance)
    .sort((one, other) => one - other);
  return (light + 0.05) / (dark + 0.05);
}
"""

# A browser that does not withdraw requests, so that late answers do reach the page.
NEVER_WITHDRAW = """
const originalFetch = window.fetch;
window.fetch = (address, { signal, ...options } = {}) => originalFetch(address, options);
"""


def answer_of_the_service(page: Page, text: str) -> dict[str, Any]:
    response = page.request.post("/rank", data={"text": text})
    assert response.ok
    answer: dict[str, Any] = response.json()
    return answer


def made_up_answer(name: str) -> dict[str, Any]:
    return {
        "react": True,
        "reason": "confident",
        "explanation": "A sentence.",
        "emojis": [{"name": name, "emoji": None, "score": 0.5, "because": name}],
        "bundle": "0.1.0",
    }


def message_box(page: Page) -> Locator:
    return page.get_by_label("Message", exact=True)


def rows(page: Page) -> Locator:
    return page.get_by_role("region", name="Candidates").get_by_role("listitem")


def send(page: Page, text: str) -> None:
    message_box(page).fill(text)
    expect_settled(page, "answered")


def expect_settled(page: Page, phase: str) -> None:
    playground = page.get_by_role("main")
    expect(playground).to_have_attribute("data-phase", phase)
    expect(playground).to_have_attribute("aria-busy", "false")


def expect_shown(page: Page, text: str, answer: dict[str, Any]) -> None:
    expect(page.locator("#message-text")).to_have_text(text, use_inner_text=True)
    expect_decision(page, answer)
    expect_candidates(page, answer)


def expect_decision(page: Page, answer: dict[str, Any]) -> None:
    pill = page.locator("#pill")
    if answer["react"]:
        best = answer["emojis"][0]
        expect(page.locator("#verdict")).to_have_text(f"Reacts with :{best['name']}:")
        expect(pill).to_have_accessible_name(f"Emojibot reacted with {best['name']}")
        expect(pill).to_contain_text(best["emoji"] or f":{best['name']}:")
    else:
        expect(page.locator("#verdict")).to_have_text("Stays silent")
        expect(pill).to_be_hidden()
    expect(page.locator("#reason")).to_have_text(answer["reason"].replace("_", " "))
    expect(page.locator("#explanation")).to_have_text(answer["explanation"])


def expect_candidates(page: Page, answer: dict[str, Any]) -> None:
    expect(rows(page)).to_have_count(len(answer["emojis"]))
    for row, emoji in zip(rows(page).all(), answer["emojis"], strict=True):
        expect_candidate(row, emoji)


def expect_candidate(row: Locator, emoji: dict[str, Any]) -> None:
    expect(row.get_by_role("button")).to_have_text(f":{emoji['name']}:")
    because = f"because {emoji['because']}" if emoji["because"] else ""
    expect(row.locator(".because")).to_have_text(because)
    expect(row.locator(".glyph")).to_have_text(emoji["emoji"] or emoji["name"][0])
    assert float(row.locator(".score").inner_text()) == pytest.approx(emoji["score"], abs=0.0051)
    meter = row.get_by_role("meter", name=f"Score of {emoji['name']}")
    assert meter.evaluate("meter => meter.value") == pytest.approx(min(max(emoji["score"], 0), 1))


@pytest.mark.parametrize("text", MESSAGES)
def test_typing_shows_the_message_and_what_the_service_answers(page: Page, text: str) -> None:
    send(page, text)
    expect_shown(page, text, answer_of_the_service(page, text))


def test_a_bare_link_is_shown_as_silence_with_the_reason(page: Page) -> None:
    send(page, BARE_LINK)
    answer = answer_of_the_service(page, BARE_LINK)
    assert answer["react"] is False
    expect_shown(page, BARE_LINK, answer)
    expect(page.get_by_text("no reaction")).to_be_visible()


def test_the_decision_is_announced_to_screen_readers(page: Page) -> None:
    send(page, BARE_LINK)
    explanation = answer_of_the_service(page, BARE_LINK)["explanation"]
    expect(page.get_by_role("status")).to_have_text(f"Stays silent. {explanation}")


def test_an_empty_box_brings_back_the_invitation(page: Page) -> None:
    invitation = page.get_by_text("Your message appears here")
    expect(invitation).to_be_visible()
    send(page, MESSAGES[0])
    expect(invitation).to_be_hidden()
    message_box(page).fill("  ")
    expect_settled(page, "empty")
    expect(invitation).to_be_visible()
    expect(rows(page)).to_have_count(0)


def test_an_example_is_ranked_at_once(page: Page) -> None:
    example = page.locator("#examples button").first
    text = example.inner_text()
    example.click()
    expect_settled(page, "answered")
    expect(message_box(page)).to_have_value(text)
    expect_shown(page, text, answer_of_the_service(page, text))


def test_fast_typing_asks_less_often_than_it_types(page: Page) -> None:
    questions: list[str] = []
    page.on("request", lambda request: questions.append(request.url) if request.method == "POST" else None)
    message_box(page).press_sequentially(MESSAGES[0])
    expect_settled(page, "answered")
    assert 1 <= len(questions) < len(MESSAGES[0])


def test_the_page_is_usable_with_the_keyboard_alone(page: Page) -> None:
    skip_link = page.get_by_role("link", name="Skip to the message")
    page.locator("body").press("Shift+Tab")
    expect(skip_link).to_be_focused()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.press("Shift+Tab")
    expect(message_box(page)).to_be_focused()
    page.keyboard.type("we shipped it")
    page.keyboard.press("Shift+Enter")
    page.keyboard.type("at last :rocket:")
    page.keyboard.press("Enter")
    expect_settled(page, "answered")
    expect(message_box(page)).to_have_value("we shipped it\nat last :rocket:")
    page.keyboard.press("Tab")
    expect(page.get_by_role("button", name="Rank")).to_be_focused()
    for example in page.locator("#examples button").all():
        page.keyboard.press("Tab")
        expect(example).to_be_focused()
    page.keyboard.press("Tab")
    expect(rows(page).first.get_by_role("button")).to_be_focused()


def test_focus_is_always_visible(page: Page) -> None:
    send(page, MESSAGES[0])
    page.get_by_role("button", name="Rank").focus()
    page.keyboard.press("Tab")
    outline = "element => getComputedStyle(element).outlineStyle"
    assert page.locator(":focus").evaluate(outline) == "solid"


def test_choosing_a_candidate_copies_its_name(page: Page) -> None:
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    send(page, MESSAGES[0])
    name = f":{answer_of_the_service(page, MESSAGES[0])['emojis'][0]['name']}:"
    rows(page).first.get_by_role("button").press("Enter")
    expect(page.locator("#copy-hint")).to_have_text(f"Copied {name}")
    assert page.evaluate("navigator.clipboard.readText()") == name


def test_markup_in_a_message_is_shown_as_text(page: Page) -> None:
    send(page, MARKUP)
    expect(page.locator("#message-text")).to_have_text(MARKUP, use_inner_text=True)
    expect(page.locator("#message-text > *")).to_have_count(0)
    expect(page).to_have_title("Emojibot playground")


def test_markup_in_an_answer_is_shown_as_text(page: Page) -> None:
    hostile = made_up_answer(MARKUP) | {"explanation": MARKUP, "reason": MARKUP.replace("_", " ")}
    page.route(ASKED, lambda route: route.fulfill(json=hostile))
    send(page, "anything")
    expect_decision(page, hostile)
    expect(rows(page).locator(".because")).to_have_text(f"because {MARKUP}")
    expect(page.get_by_role("main").locator("img, script")).to_have_count(0)
    expect(page).to_have_title("Emojibot playground")


def test_a_very_long_message_is_ranked_and_scrolls_in_its_own_box(page: Page) -> None:
    text = ("a long story " * 3_200)[:40_000].strip()
    send(page, text)
    expect_shown(page, text, answer_of_the_service(page, text))
    assert page.locator("#message-text").evaluate("text => text.clientHeight < text.scrollHeight")
    expect(page.locator("#message-text")).to_have_attribute("tabindex", "0")


def test_a_body_that_is_too_large_shows_what_the_service_says(
    page: Page, expected_console_errors: list[str]
) -> None:
    expected_console_errors.append("status of 413")
    text = "x" * (513 * 1024)
    sentence = page.request.post("/rank", data={"text": text}).json()["error"]["message"]
    message_box(page).fill(text)
    expect_settled(page, "failed")
    expect(page.locator("#failure-text")).to_have_text(sentence)


def test_a_failing_server_is_explained_and_can_be_tried_again(
    page: Page, expected_console_errors: list[str]
) -> None:
    expected_console_errors.append("status of 500")
    page.route(ASKED, lambda route: route.fulfill(status=500, body="<h1>oops</h1>"))
    expect_failure_then_recovery(page, "status 500")


def test_an_unreachable_server_is_explained_and_can_be_tried_again(
    page: Page, expected_console_errors: list[str]
) -> None:
    expected_console_errors.append("net::ERR_FAILED")
    page.route(ASKED, lambda route: route.abort())
    expect_failure_then_recovery(page, "cannot be reached")


def expect_failure_then_recovery(page: Page, expected_words: str) -> None:
    message_box(page).fill(MESSAGES[0])
    expect_settled(page, "failed")
    expect(page.locator("#failure-text")).to_contain_text(expected_words)
    expect(page.get_by_role("status")).to_contain_text(expected_words)
    expect(page.locator("#message-text")).to_have_text(MESSAGES[0])
    expect(rows(page)).to_have_count(0)
    page.unroute(ASKED)
    page.get_by_role("button", name="Try again").click()
    expect_settled(page, "answered")
    expect(message_box(page)).to_be_focused()
    expect_shown(page, MESSAGES[0], answer_of_the_service(page, MESSAGES[0]))


def hold_questions_about(page: Page, text: str) -> list[Route]:
    held: list[Route] = []

    def hold_or_answer(route: Route) -> None:
        asked = json.loads(route.request.post_data or "")["text"]
        if asked == text:
            held.append(route)
        else:
            route.fulfill(json=made_up_answer(asked))

    page.route(ASKED, hold_or_answer)
    return held


def ask_without_waiting(page: Page, text: str) -> None:
    with page.expect_request(ASKED):
        message_box(page).fill(text)
        message_box(page).press("Enter")


def test_a_newer_message_withdraws_the_question_before_it(page: Page) -> None:
    hold_questions_about(page, "older")
    ask_without_waiting(page, "older")
    with page.expect_event("requestfailed"):
        send(page, "newer")
    expect(page.locator("#verdict")).to_have_text("Reacts with :newer:")


def test_a_late_answer_to_an_older_message_is_discarded(page: Page) -> None:
    page.add_init_script(NEVER_WITHDRAW)
    page.reload()
    held = hold_questions_about(page, "older")
    ask_without_waiting(page, "older")
    send(page, "newer")
    with page.expect_response(ASKED) as late:
        held[0].fulfill(json=made_up_answer("older"))
    late.value.finished()
    page.evaluate("() => new Promise(requestAnimationFrame)")
    expect(page.locator("#verdict")).to_have_text("Reacts with :newer:")
    expect(rows(page).get_by_role("button")).to_have_text([":newer:"])


def test_a_slow_answer_shows_that_the_message_is_being_read(page: Page) -> None:
    held = hold_questions_about(page, "slow")
    ask_without_waiting(page, "slow")
    expect(page.get_by_role("main")).to_have_attribute("aria-busy", "true")
    expect(page.get_by_text("Reading…")).to_be_visible()
    held[0].fulfill(json=made_up_answer("slow"))
    expect_settled(page, "answered")
    expect(page.get_by_text("Reading…")).to_be_hidden()


@pytest.mark.parametrize("text", ["", "prod is down", BARE_LINK, "x" * 500])
def test_a_phone_needs_no_sideways_scrolling(page: Page, text: str) -> None:
    page.set_viewport_size(PHONE)
    message_box(page).fill(text)
    expect_settled(page, "answered" if text else "empty")
    assert page.evaluate("document.documentElement.scrollWidth") == PHONE["width"]


def test_everything_to_touch_on_a_phone_is_large_enough(page: Page) -> None:
    page.set_viewport_size(PHONE)
    send(page, MESSAGES[0])
    targets = page.locator("#examples button, .primary, footer a, .candidate").all()
    heights = [box["height"] for box in (target.bounding_box() for target in targets) if box]
    assert len(heights) == len(targets)
    assert min(heights) >= SMALLEST_TARGET_PX


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("text", [MESSAGES[0], BARE_LINK])
def test_every_text_is_readable_against_its_background(
    page: Page, scheme: Literal["light", "dark"], text: str
) -> None:
    page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
    send(page, text)
    assert len(expect_readable(page, *TEXTS_ON_THE_PAGE)) >= len(TEXTS_ON_THE_PAGE) - len(TEXTS_OF_CANDIDATES)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_reaction_and_a_failure_are_readable(
    page: Page, scheme: Literal["light", "dark"], expected_console_errors: list[str]
) -> None:
    expected_console_errors.append("net::ERR_FAILED")
    page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
    page.route(ASKED, lambda route: route.fulfill(json=made_up_answer("tada")))
    send(page, "anything")
    assert expect_readable(page, "#pill", "#verdict", "#reason", *TEXTS_OF_CANDIDATES)
    page.route(ASKED, lambda route: route.abort())
    message_box(page).fill("anything else")
    expect_settled(page, "failed")
    assert expect_readable(page, ".failure b", "#failure-text", "#retry")


def expect_readable(page: Page, *selectors: str) -> dict[str, float]:
    """Return the lowest contrast of each selector that is on show."""
    shown = {selector: page.locator(selector).filter(visible=True).all() for selector in selectors}
    lowest = {
        selector: min(element.evaluate(CONTRAST_OF) for element in elements)
        for selector, elements in shown.items()
        if elements
    }
    assert {selector: ratio for selector, ratio in lowest.items() if ratio < READABLE_CONTRAST} == {}
    return lowest


def test_dark_and_light_differ(page: Page) -> None:
    colours = "getComputedStyle(document.body).backgroundColor + getComputedStyle(document.body).color"
    page.emulate_media(color_scheme="light")
    light = page.evaluate(colours)
    page.emulate_media(color_scheme="dark")
    assert page.evaluate(colours) != light


def test_nothing_moves_for_those_who_ask_for_less_motion(page: Page) -> None:
    page.emulate_media(reduced_motion="reduce")
    send(page, MESSAGES[0])
    assert page.evaluate("document.getAnimations().length") == 0


def test_the_page_is_served_with_a_strict_content_security_policy(page: Page) -> None:
    policy = page.request.get("/").headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    expect(page.locator("[style], style, script:not([src])")).to_have_count(0)


def test_the_footer_names_the_bundle_and_links_to_the_api_description(page: Page) -> None:
    version = page.request.get("/healthz").json()["bundle"]["version"]
    expect(page.get_by_role("contentinfo")).to_contain_text(f"bundle {version}")
    link = page.get_by_role("link", name="API description").get_attribute("href")
    assert page.request.get(f"/{link}").json()["openapi"].startswith("3.1")
