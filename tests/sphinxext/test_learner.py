"""What pages make of what a reader knows, in a browser: marks, paths that fold, previous and next, files and addresses."""

import json
import re
from pathlib import Path
from typing import Any

import pytest

pytestmark = pytest.mark.browser

KEY = "conceptgraph:learner"
PATH = "learning-paths/up-to-adam.html"


def kept(page: Any) -> dict[str, Any]:
    """What the browser keeps for the site: our key alone, or nothing."""
    store: dict[str, str] = page.evaluate("Object.fromEntries(Object.entries(localStorage))")
    own = {key: text for key, text in store.items() if key.startswith("conceptgraph")}
    assert set(own) <= {KEY}
    return json.loads(own[KEY]) if own else {}


def known(page: Any) -> list[str]:
    return sorted(kept(page).get("known", {}))


def opened(page: Any, served: str, path: str, *, marks: tuple[str, ...] = (), ready: str = ".concept-mark-button") -> None:
    """Open a page where some concepts are known already, and wait until it is personal."""
    if marks:
        page.goto(f"{served}/index.html")
        record = json.dumps({"version": 1, "known": dict.fromkeys(marks, 20000), "learning": {}})
        page.evaluate("([key, text]) => localStorage.setItem(key, text)", [KEY, record])
    page.goto(f"{served}/{path}")
    page.locator(ready).first.wait_for(state="attached")


def button(page: Any, concept: str, mark: str = "known", *, within: str = "body") -> Any:
    return page.locator(f"{within} .concept-mark-button[data-id='{concept}'][data-mark='{mark}']").first


def visible_steps(page: Any) -> list[str]:
    """The steps that are not folded, in order."""
    items: list[str] = page.locator(".concept-path-steps > li").evaluate_all(
        "(items) => items.filter((item) => item.offsetParent !== null).map((item) => item.dataset.concept)"
    )
    return items


def test_nothing_is_kept_before_the_reader_acts(page: Any, served: str) -> None:
    """Reading a concept, a path, the index, the map and the page to find a path leaves no trace."""
    for path in ("glossary/adam.html", PATH, "glossary/index.html", "find-a-path.html", "concept-map.html"):
        page.goto(f"{served}/{path}")
        page.wait_for_load_state("networkidle")
        assert kept(page) == {}


def test_a_concept_page_loads_little(page: Any, served: str) -> None:
    """Before the first mark a concept's page loads two scripts for it; what is asked first brings the rest."""
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url.rpartition("/")[2].partition("?")[0]))
    opened(page, served, "glossary/adam.html")
    page.wait_for_load_state("networkidle")
    assert {name for name in asked if "learn" in name or "paths" in name} == {
        "concept-learner.js", "concept-learning.js", "concept-learning.css"
    }  # fmt: skip
    button(page, "adam").click()
    page.locator(".concept-told").get_by_text("Marked as known").wait_for()
    assert "learning-data.js" in asked


def test_a_mark_offers_what_the_concept_builds_on(page: Any, served: str) -> None:
    """The button is pressed, the others that are not marked are listed, and one more press marks them; both can be undone."""
    opened(page, served, "glossary/adam.html", marks=("function",))
    button(page, "adam").click()
    assert button(page, "adam").get_attribute("aria-pressed") == "true"
    told = page.locator(".concept-learner .concept-told")
    told.locator("summary").click()
    assert told.get_attribute("role") == "status"
    assert told.locator("li").all_inner_texts() == ["derivative", "gradient", "gradient descent"]
    told.get_by_role("button", name="Mark these as known too").click()
    assert known(page) == ["adam", "derivative", "function", "gradient", "gradient-descent"]
    assert page.evaluate("document.activeElement.textContent") == "Undo"
    page.keyboard.press("Enter")
    assert known(page) == ["adam", "function"]
    assert page.evaluate("document.activeElement.dataset.id") == "adam"
    page.keyboard.press("Enter")
    assert known(page) == ["function"]
    assert button(page, "adam").get_attribute("aria-pressed") == "false"


def test_learning_and_known_exclude_each_other(page: Any, served: str) -> None:
    """One of the two buttons is pressed at most."""
    opened(page, served, "glossary/function.html")
    button(page, "function", "learning").click()
    assert list(kept(page)["learning"]) == ["function"]
    button(page, "function").click()
    assert [button(page, "function", mark).get_attribute("aria-pressed") for mark in ("known", "learning")] == ["true", "false"]
    assert (known(page), kept(page)["learning"]) == (["function"], {})


def test_lists_and_pictures_show_what_is_known(page: Any, served: str) -> None:
    """Links in panels and lists carry a mark with a name; running text stays as it was written."""
    opened(page, served, "glossary/gradient-descent.html", marks=("gradient", "adam"), ready=".concept-mark")
    marked = page.locator(".concept-mark")
    assert set(marked.evaluate_all("(marks) => marks.map((mark) => mark.previousElementSibling.textContent)")) == {"gradient", "Adam"}
    assert marked.first.get_attribute("aria-label") == "known"
    assert page.locator("svg .concept-is-known").count() >= 2
    assert page.locator("section > p .concept-mark, section > p .concept-is-known").count() == 0


def test_known_steps_fold_away(page: Any, served: str) -> None:
    """A path shows what is left, with numbers as before, how far one is, and where to go on; a button shows the rest."""
    opened(page, served, PATH, marks=("derivative",), ready=".concept-continue a")
    assert visible_steps(page) == ["gradient", "gradient-descent", "adam"]
    assert "1 of 4 steps known" in page.inner_text(".concept-progress-text")
    assert page.inner_text(".concept-continue") == "Continue with gradient"
    number = "getComputedStyle(document.querySelector('li[data-concept=gradient]')).counterSet"
    assert page.evaluate(number) == "step 2"
    toggle = page.get_by_role("button", name="Show known steps: 1")
    toggle.click()
    assert visible_steps(page)[0] == "derivative"
    page.get_by_role("button", name="Fold known steps").click()
    assert visible_steps(page)[0] == "gradient"


def test_a_step_that_is_marked_stays_in_sight_until_one_comes_back(page: Any, served: str) -> None:
    """The focus stays on its button, the count goes on, and on the next visit the step is folded."""
    opened(page, served, PATH, ready=".concept-continue a")
    button(page, "derivative").focus()
    page.keyboard.press("Enter")
    assert visible_steps(page)[0] == "derivative"
    assert page.evaluate("document.activeElement.dataset.id") == "derivative"
    assert "1 of 4 steps known" in page.inner_text(".concept-progress-text")
    page.reload()
    page.locator(".concept-continue a").wait_for()
    assert visible_steps(page)[0] == "gradient"


def test_steps_that_only_known_ones_need_are_spared(page: Any, served: str) -> None:
    """Whoever knows gradient descent needs none of what leads to it only."""
    opened(page, served, PATH, marks=("gradient-descent",), ready=".concept-advice ul")
    assert visible_steps(page) == ["adam"]
    assert "no longer needed: 2" in page.inner_text(".concept-progress-text")


def test_ready_and_review(page: Any, served: str) -> None:
    """Ready is the step of which all is known, with what it leads to; to be reviewed what no known one builds on."""
    opened(page, served, PATH, marks=("derivative", "gradient"), ready=".concept-advice ul")
    lists = page.locator(".concept-advice > div").all_inner_texts()
    assert [list(filter(None, text.split("\n"))) for text in lists] == [
        ["Ready to learn now", "gradient descent leads to 1 more"],
        ["Review these", "gradient"],
    ]


def test_previous_and_next_follow_a_path(page: Any, served: str) -> None:
    """From a path one goes on from page to page; what is known is skipped, and the way back is there."""
    opened(page, served, PATH, ready=".concept-continue a")
    page.locator(".concept-continue a").click()
    follow = page.locator(".concept-follow")
    follow.locator("a[rel=next]").wait_for()
    assert page.url.endswith("glossary/derivative.html?path=up-to-adam")
    assert "step 1 of 4" in follow.inner_text()
    assert follow.locator("a[rel=next]").inner_text().split() == ["Next", "gradient"]
    page.evaluate("conceptgraph.learner.mark('gradient', 'known')")
    assert follow.locator("a[rel=next]").inner_text().split() == ["Next", "gradient", "descent"]
    button(page, "derivative", within=".concept-follow").click()
    follow.locator("a[rel=next]").click()
    page.wait_for_url("**/glossary/gradient-descent.html?path=up-to-adam")
    assert follow.locator("a[rel=prev]").inner_text().split() == ["Previous", "gradient"]
    follow.get_by_role("link", name="Up to Adam").click()
    page.locator(".concept-continue a").wait_for()
    assert visible_steps(page) == ["gradient-descent", "adam"]


def test_no_path_no_previous_and_next(page: Any, served: str) -> None:
    """The place stays hidden where no path is followed, or one that is not there."""
    for query in ("", "?path=nowhere", "?to=nowhere"):
        opened(page, served, f"glossary/adam.html{query}")
        page.wait_for_load_state("networkidle")
        assert page.locator(".concept-follow").is_hidden()


def test_two_tabs_agree(page: Any, served: str) -> None:
    """A mark in one tab shows in the other at once, and both marks are kept."""
    opened(page, served, "glossary/derivative.html")
    other = page.context.new_page()
    opened(other, served, PATH, ready=".concept-advice ul")
    button(page, "derivative").click()
    other.locator("li[data-concept=derivative].concept-step-done").wait_for(state="attached")
    button(other, "gradient").click()
    assert known(page) == ["derivative", "gradient"]


def test_erase_and_undo(page: Any, served: str) -> None:
    """Erase leaves nothing behind, and can be taken back while one is on the page."""
    opened(page, served, PATH, marks=("derivative", "elsewhere"), ready=".concept-count")
    assert page.inner_text(".concept-count").startswith("Known: 2.")
    page.get_by_role("button", name="Erase").click()
    assert kept(page) == {}
    page.locator(".concept-learner-tools .concept-told").get_by_role("button", name="Undo").click()
    assert known(page) == ["derivative", "elsewhere"]


def test_a_file_carries_the_marks(page: Any, served: str, tmp_path: Path) -> None:
    """What is saved can be loaded after an erase; a file of anything else is refused by its name."""
    opened(page, served, PATH, marks=("derivative", "gradient"), ready=".concept-count")
    with page.expect_download() as saved:
        page.get_by_role("button", name="Save to a file").click()
    file = tmp_path / saved.value.suggested_filename
    saved.value.save_as(file)
    assert json.loads(file.read_text(encoding="utf-8"))["known"] == {"derivative": 20000, "gradient": 20000}
    page.get_by_role("button", name="Erase").click()
    choose = page.locator(".concept-learner-tools input[type=file]")
    choose.set_input_files(file)
    page.get_by_text("Marks added: 2.").wait_for()
    assert known(page) == ["derivative", "gradient"]
    wrong = tmp_path / "holiday.json"
    wrong.write_text("[1, 2", encoding="utf-8")
    choose.set_input_files(wrong)
    page.get_by_text("holiday.json holds no marks").wait_for()


def test_an_address_carries_the_marks_and_asks(page: Any, served: str) -> None:
    """Nothing is added until the reader says so; what is marked already stays."""
    opened(page, served, PATH, marks=("derivative", "gradient-descent", "größe/π,;~"), ready=".concept-count")
    page.get_by_role("button", name="Take along in an address").click()
    address = page.locator(".concept-address").input_value()
    page.evaluate("localStorage.clear()")
    page.goto("about:blank")
    page.goto(address)
    page.locator(".concept-ask").wait_for()
    assert kept(page) == {}
    assert "3 concepts" in page.inner_text(".concept-ask")
    page.get_by_role("button", name="Leave them").click()
    assert (kept(page), page.url.endswith(PATH)) == ({}, True)
    page.goto("about:blank")
    page.goto(address)
    page.get_by_role("button", name="Add them").click()
    assert known(page) == ["derivative", "gradient-descent", "größe/π,;~"]
    assert page.url.endswith(PATH)


@pytest.mark.parametrize("hash_", ["#learner=", "#learner=;", "#learner=%", "#learner=0%E0%A4", "#learner=zz,yy;xx", "#learner=0a,9b"])
def test_a_broken_address_does_no_harm(page: Any, served: str, hash_: str) -> None:
    """Whatever stands in the fragment, the page works, and nothing is written."""
    opened(page, served, f"glossary/adam.html{hash_}")
    page.wait_for_load_state("networkidle")
    assert kept(page) == {}
    button(page, "adam").click()
    assert known(page) == ["adam"]


def test_a_store_that_is_full_or_damaged_is_told(page: Any, served: str) -> None:
    """The reader sees why marks will not last, and the page goes on."""
    page.add_init_script("Storage.prototype.setItem = () => { throw new DOMException('full', 'QuotaExceededError'); };")
    opened(page, served, PATH, ready=".concept-advice ul")
    button(page, "derivative").click()
    page.locator("li .concept-problem").wait_for()
    assert "no room for your marks" in page.inner_text(".concept-count")
    assert "1 of 4 steps known" in page.inner_text(".concept-progress-text")


def test_a_reader_by_keyboard_finds_a_path(page: Any, served: str) -> None:
    """A name is typed, Enter takes it, the steps come, the address carries them, and back takes the goal out again."""
    opened(page, served, "find-a-path.html", ready=".concept-chooser input")
    goal = page.get_by_role("combobox", name="What do you want to understand?")
    goal.focus()
    page.keyboard.type("adam optim")
    assert goal.get_attribute("aria-expanded") == "true"
    page.keyboard.press("Enter")
    page.locator(".concept-path-steps li").first.wait_for()
    assert visible_steps(page) == ["function", "derivative", "gradient", "gradient-descent", "adam"]
    assert page.url.endswith("find-a-path.html#to=adam")
    page.get_by_role("combobox", name="What do you know already?").focus()
    page.keyboard.type("grad")
    page.keyboard.press("Enter")
    assert visible_steps(page) == ["gradient-descent", "adam"]
    assert page.url.endswith("#to=adam&known=gradient")
    page.get_by_role("button", name="Take out gradient").focus()
    page.keyboard.press("Enter")
    assert page.url.endswith("#to=adam")
    page.go_back()
    page.go_back()
    page.go_back()
    page.locator(".concept-path-steps").wait_for(state="detached")


def test_a_path_that_is_found_says_why_and_can_be_followed(page: Any, served: str) -> None:
    """Each step has its definition, what it is needed for, and its time; a link leads on along the path."""
    opened(page, served, "find-a-path.html#to=adam,rmsprop&known=derivative", ready=".concept-continue a")
    step = page.locator("li[data-concept=gradient-descent]")
    assert "Gradient descent steps against the gradient." in step.inner_text()
    step.locator(".concept-reason").wait_for()
    assert "needed for Adam: it is a form of it; also for RMSprop" in step.inner_text()
    assert "min" in step.locator(".step-minutes").inner_text()
    step.locator(".step-name a").click()
    page.locator(".concept-follow a[rel=next]").wait_for()
    assert page.url.endswith("?to=adam,rmsprop&known=derivative")
    assert "step 3 of 5" in page.inner_text(".concept-follow")
    page.get_by_role("link", name="Path to Adam, RMSprop").click()
    page.locator(".concept-continue a").wait_for()
    assert page.url.endswith("#to=adam,rmsprop&known=derivative")


def test_a_path_that_is_found_gives_the_reasons_of_its_page(page: Any, served: str) -> None:
    """Behind what a step is needed for stands the author's reason or the sentence, as on the server-made page of the same path."""
    told = "(steps) => Object.fromEntries(steps.map((step) => [step.closest('li').dataset.concept, step.textContent]))"
    reasons = ".step-why :is(.concept-reason, .concept-sentence)"
    page.goto(f"{served}/{PATH}")
    made = page.locator(reasons).evaluate_all(told)
    opened(page, served, "find-a-path.html#to=adam", ready=".concept-continue a")
    page.locator(reasons).first.wait_for()
    found = page.locator(reasons).evaluate_all(told)
    assert made
    assert {concept: found.get(concept) for concept in made} == made


def test_a_path_stands_without_its_reasons(page: Any, served: str) -> None:
    """Where the file of reasons is missing, the steps say what they are needed for all the same."""
    page.route("**/learning-reasons.js*", lambda route: route.fulfill(body="// empty", content_type="text/javascript"))
    opened(page, served, "find-a-path.html#to=adam", ready=".concept-continue a")
    assert "needed for" in page.locator(".step-why").first.inner_text()
    assert page.locator(".step-why .concept-reason").count() == 0


def test_questions_find_out_where_to_start(page: Any, served: str) -> None:
    """The middle of the way is asked for first; a yes tells what it builds on, which can be turned round, kept, and undone."""
    opened(page, served, "find-a-path.html#to=adam", ready=".concept-begin")
    page.get_by_role("button", name="Ask me").click()
    assert page.inner_text("#concept-question") == "Could you explain derivative?"
    assert page.evaluate("document.activeElement.textContent") == "Yes"
    page.keyboard.press("Enter")
    assert page.inner_text("#concept-question") == "Could you explain gradient?"
    page.get_by_role("button", name="No", exact=True).click()
    assert page.inner_text("#concept-question") == "Start with gradient."
    assert page.evaluate("document.activeElement.id") == "concept-question"
    assert kept(page) == {}
    page.locator(".concept-inferred summary").click()
    rows = [text.strip() for text in page.locator(".concept-inferred li").all_inner_texts()]
    assert rows == [
        "function because of derivative",
        "derivative your answer",
        "gradient your answer",
        "gradient descent because of gradient",
    ]
    page.get_by_role("checkbox", name="function").click()
    assert page.inner_text("#concept-question") == "Start with function."
    assert page.get_by_role("checkbox", name="function").is_checked() is False
    page.get_by_role("button", name="Mark what I know: 1").click()
    assert known(page) == ["derivative"]
    page.keyboard.press("Enter")
    assert kept(page) == {}
    page.get_by_role("button", name="Take back the last answer").click()
    assert page.inner_text("#concept-question") == "Could you explain gradient?"


def test_all_of_it_works_from_disk(page: Any, built: Any) -> None:
    """Marks, paths, previous and next, and a path that is found need no server."""
    by_disk = built.folder.as_uri()
    page.goto(f"{by_disk}/find-a-path.html#to=adam")
    page.locator(".concept-continue a").wait_for()
    button(page, "function").click()
    page.locator(".concept-path-steps li[data-concept=derivative] .step-name a").click()
    page.locator(".concept-follow a[rel=next]").wait_for()
    assert known(page) == ["function"]
    page.goto(f"{by_disk}/{PATH}")
    page.locator(".concept-advice ul").first.wait_for()
    assert "0 of 4 steps known" in page.inner_text(".concept-progress-text")


def test_without_the_data_there_is_a_message_and_the_list(page: Any, served: str) -> None:
    """Where the data cannot be loaded, the page says so, and the list of all concepts stays."""
    page.route("**/learning-data.js*", lambda route: route.fulfill(status=200, body="", content_type="text/javascript"))
    page.goto(f"{served}/find-a-path.html")
    page.get_by_role("alert").wait_for()
    assert page.locator(".concept-find ol li").count() == 6


def test_paper_shows_no_tools(page: Any, served: str) -> None:
    """Printed, a path has all its steps and none of the buttons."""
    opened(page, served, PATH, marks=("derivative",), ready=".concept-advice ul")
    page.emulate_media(media="print")
    for tool in (".concept-progress", ".concept-step-tools", ".concept-learner-tools"):
        assert page.locator(tool).first.is_hidden()
    assert visible_steps(page) == ["derivative", "gradient", "gradient-descent", "adam"]


def test_a_strict_policy_is_kept(page: Any, served: str) -> None:
    """Where only scripts from the site's own files may run, and nothing may be fetched, all of it works."""

    def strict(route: Any) -> None:
        answer = route.fetch()
        policy = "script-src 'self'; connect-src 'none'; object-src 'none'"
        # The theme has a script of its own on each page, which shows its search field.
        body = re.sub(r"<script>.*?</script>", "", answer.text(), flags=re.DOTALL)
        route.fulfill(response=answer, body=body, headers={**answer.headers, "content-security-policy": policy})

    page.route("**/find-a-path.html*", strict)
    opened(page, served, "find-a-path.html#to=adam", ready=".concept-advice ul")
    button(page, "function").click()
    page.locator("li .concept-told").get_by_text("Marked as known").wait_for()
    page.get_by_role("button", name="Ask me").click()
    assert page.inner_text("#concept-question").startswith("Could you explain")
    assert page.evaluate("getComputedStyle(document.querySelector('li[data-concept=gradient]')).counterSet") == "step 3"
