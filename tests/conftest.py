"""What tests of several rooms share: a browser, our own site built once, and who runs beside whom."""

import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from hypothesis import HealthCheck, settings

ROOT = Path(__file__).parent.parent
BROWSERS = ("chromium", "chromium-browser", "google-chrome")
#: Without these a Chromium looks for updates and suggestions on hosts of its own.
QUIET = ("--disable-background-networking", "--disable-component-update", "--disable-sync", "--no-first-run", "--disable-gpu")

# No law depends on how fast a machine is; in CI the same examples are tried each time, elsewhere new ones.
settings.register_profile(
    "conceptgraph", deadline=None, suppress_health_check=[HealthCheck.too_slow], derandomize=os.environ.get("CI") == "true"
)
settings.load_profile("conceptgraph")

# A shell that runs the suite in the background lets it ignore interruptions, and so would every program that a test interrupts.
if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    signal.signal(signal.SIGINT, signal.default_int_handler)


@pytest.hookimpl(tryfirst=True)  # before xdist looks for the groups
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Under xdist keep each file on one process, and the tests of our own site together, so that it is built once.

    What is costly begins first, so that no process is left alone with it at the end: it is on its own where it shares nothing.
    """
    for item in items:
        if "site" in getattr(item, "fixturenames", ()):
            item.add_marker(pytest.mark.xdist_group("site"))
        elif item.get_closest_marker("xdist_group") is None and not (is_costly(item) and is_alone(item)):
            item.add_marker(pytest.mark.xdist_group(item.path.relative_to(ROOT).as_posix()))
    items.sort(key=begins_after)


def is_costly(item: pytest.Item) -> bool:
    return item.get_closest_marker("slow") is not None


def is_alone(item: pytest.Item) -> bool:
    """Whether a test uses nothing that is made once for its file."""
    found = getattr(item, "_fixtureinfo", None)
    return found is None or not any(fixtures[-1].scope in ("module", "class") for fixtures in found.name2fixturedefs.values() if fixtures)


def begins_after(item: pytest.Item) -> int:
    """The tests of our own site, which several processes build, then those that take long, then what is built by Sphinx or read whole."""
    if "site" in getattr(item, "fixturenames", ()):
        return 0
    if is_costly(item):
        return 1
    folder = item.path.relative_to(ROOT).parts[1:-1]
    return 2 if folder[:1] in (("sphinxext",), ()) else 3


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say loudly what was not run."""
    skipped = [report for report in terminalreporter.getreports("skipped") if "no browser" in str(report.longrepr)]
    if skipped:
        terminalreporter.section("BROWSER TESTS WERE NOT RUN", red=True, bold=True)
        terminalreporter.line(f"{len(skipped)} tests need a Chromium; set CONCEPTGRAPH_BROWSER to the path of one.")


def find_browser() -> str | None:
    """The path of a Chromium; None where only Playwright's own may be there."""
    return os.environ.get("CONCEPTGRAPH_BROWSER") or next(filter(None, map(shutil.which, BROWSERS)), None)


@pytest.fixture(scope="session", autouse=True)
def own_cache(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Nothing is read from, or left in, the cache of whoever runs the tests; commands in processes of their own follow."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("CONCEPTGRAPH_CACHE", str(tmp_path_factory.mktemp("cache")))
        yield


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    """A Playwright browser on an installed Chromium."""
    sync_api = pytest.importorskip("playwright.sync_api", reason="no browser: Playwright is not installed")
    with sync_api.sync_playwright() as playwright:
        try:
            started = playwright.chromium.launch(executable_path=find_browser(), args=[*QUIET, "--no-sandbox"])
        except sync_api.Error as error:
            message = f"no browser: {str(error).splitlines()[0]}"
            if os.environ.get("CI") == "true":
                pytest.fail(message)
            pytest.skip(message)
        yield started
        started.close()


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of our own site, built once with warnings as errors."""
    out = tmp_path_factory.mktemp("site") / "html"
    command = [sys.executable, "-m", "sphinx", "-n", "-W", "--keep-going", "-q", "-j", "2", "-d", str(out.parent / "doctrees")]
    done = subprocess.run([*command, str(ROOT / "docs"), str(out)], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return out


@pytest.fixture
def page(browser: Any) -> Iterator[Any]:
    """A page in a context of its own; no script on it may fail, and no foreign host may be asked for anything."""
    faults: list[str] = []
    context = browser.new_context()
    opened = context.new_page()
    opened.on("pageerror", lambda error: faults.append(f"script failed: {error}"))
    opened.on("console", lambda message: faults.append(f"console: {message.text}") if message.type == "error" else None)
    opened.on("request", lambda request: None if is_local(request.url) else faults.append(f"foreign request: {request.url}"))
    yield opened
    context.close()
    assert not faults, faults


def is_local(address: str) -> bool:
    """Whether an address stays on this machine."""
    parts = urlsplit(address)
    return parts.scheme in ("file", "data", "blob", "about") or parts.hostname in ("localhost", "127.0.0.1")
