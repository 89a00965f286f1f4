"""Small projects with real glossaries, built by a real Sphinx in this process."""

import io
import re
import shutil
import threading
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from sphinx.application import Sphinx
from sphinx.builders.html import _assets
from sphinx.locale import translators
from sphinx.util.docutils import docutils_namespace, patch_docutils

from conceptgraph.sphinxext import site as site_module
from conceptgraph.words import speak

CONF = 'project = "Try"\nextensions = ["myst_parser", "conceptgraph.sphinxext"]\nhtml_theme = "basic"\n'
INDEX = "# Welcome\n\nA page that speaks of gradient descent.\n"

#: Six entries that name one another, with formulas, an alias, an acronym, and a wording over a line break.
ENTRIES: Mapping[str, str] = {
    "function": "---\nterm: function\ntopics: [mathematics]\nlevel: 1\n---\n# Function\n\nA function is a rule that gives one output.\n",
    "derivative": (
        "---\nterm: derivative\ntopics: [mathematics]\nlevel: 2\nrequires: {function: it is taken of one}\n---\n"
        "# Derivative\n\nThe derivative of a function $f$ is its slope, $f'(x)$.\n"
    ),
    "gradient": (
        "---\nterm: gradient\ntopics: [mathematics]\nlevel: 2\nrequires: {derivative: it holds one for every variable}\n---\n"
        "# Gradient\n\nA gradient is the vector of all partial derivatives of a function.\n"
    ),
    "gradient-descent": (
        "---\nterm: gradient descent\naliases: [steepest descent]\ntopics: [optimization]\nlevel: 3\n"
        "requires: {gradient: each step goes against it}\nreferences: ['Cauchy (1847). See https://example.org/cauchy.']\n---\n"
        "# Gradient descent\n\nGradient descent steps against the gradient. The gradient points uphill.\n\n"
        "## Cost\n\nThe gradient is computed once a step.\n"
    ),
    "adam": (
        "---\nterm: Adam\naliases: [Adam optimizer]\ntopics: [optimization]\nlevel: 3\nmatch: exact\nstatus: draft\n"
        "requires: {gradient descent: it is a form of it}\ncontrast: {RMSprop: has no first moment}\n---\n"
        "# Adam\n\nAdam is a form of gradient\ndescent with step $\\eta$. Unlike RMSprop it keeps two averages.\n"
    ),
    "rmsprop": (
        "---\nterm: RMSprop\ntopics: [optimization]\nlevel: 3\nrequires: {gradient descent: it is a form of it}\n---\n"
        "# RMSprop\n\nRMSprop divides each step by a running average of squared gradients.\n"
    ),
}
PATH = "---\ntitle: Up to Adam\ntargets: [Adam]\nknown: [function]\n---\nAt the end you can explain Adam.\n"


def plain(text: str) -> str:
    """A terminal's text without its colors."""
    return re.sub(r"\x1b.*?m", "", text)


@dataclass(kw_only=True)
class Project:
    """A documentation project in a folder, with its glossary beside the source."""

    root: Path

    @property
    def docs(self) -> Path:
        return self.root / "docs"

    @property
    def glossary(self) -> Path:
        return self.root / "glossary"

    def write(self, path: str, text: str) -> Path:
        file = self.root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
        return file

    def build(
        self, builder: str = "html", out: str = "out", *, doctrees: str = "doctrees", strict: bool = True, **options: object
    ) -> "Built":
        """Build with every reference checked; by default any warning is a failure."""
        status, warning = io.StringIO(), io.StringIO()
        _forget_what_processes_remember()
        overrides = {"nitpicky": True, **dict(options.pop("conf", {}))}  # type: ignore[call-overload]
        with patch_docutils(self.docs), docutils_namespace():
            app = Sphinx(
                self.docs, self.docs, self.root / out, self.root / doctrees, builder, confoverrides=overrides,
                status=status, warning=warning, **options,  # type: ignore[arg-type]
            )  # fmt: skip
            app.build()
        warnings = plain(warning.getvalue())
        if strict:
            assert warnings == "", warnings
        return Built(folder=self.root / out, warnings=warnings, status=plain(status.getvalue()), app=app)


def _forget_what_processes_remember() -> None:
    """Sphinx keeps checksums of files and catalogs of translated pages as long as the process lives; our builds stand for processes."""
    if hasattr(_assets, "_file_checksum_inner"):
        _assets._file_checksum_inner.cache_clear()
    translators.clear()


@dataclass(kw_only=True)
class Built:
    """What a build gave."""

    folder: Path
    warnings: str
    status: str
    app: Sphinx

    def read(self, path: str) -> str:
        return (self.folder / path).read_text(encoding="utf-8")


@pytest.fixture(autouse=True)
def _english_afterwards() -> Iterator[None]:
    """A build in another language leaves its words to the process; the tests of other folders read English."""
    yield
    speak(None)


@pytest.fixture(autouse=True)
def _steady_engine(monkeypatch: pytest.MonkeyPatch) -> None:
    """The code may change beside a test run; what was built before stays usable within a test."""
    monkeypatch.setattr(site_module, "_engine_stamp", lambda: "")


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """A fresh project with the six entries and one curated path."""
    return make_project(tmp_path / "project")


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """The project built once for the tests of a module that only look."""
    return make_project(tmp_path_factory.mktemp("built")).build()


@pytest.fixture(scope="session")
def fresh(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Project]:
    """Makes projects with the six entries that outlive a test, for what a module builds once."""
    return lambda name: make_project(tmp_path_factory.mktemp(name))


class _Quiet(SimpleHTTPRequestHandler):
    """A handler that reports no request, and has no icon to give."""

    def do_GET(self) -> None:
        """Serve a file; browsers ask for an icon unasked."""
        if self.path == "/favicon.ico":
            self.send_response(204)
            self.end_headers()
        else:
            super().do_GET()

    def log_request(self, code: object = "-", size: object = "-") -> None:
        """Say nothing."""


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a served project that turns pages by Sphinx's own keys."""
    project = make_project(tmp_path_factory.mktemp("served"))
    project.write("docs/index.md", "# Welcome\n\nSteepest descent, {doc}`glossary/index` and {term}`Adam optimizer`\n")
    folder = project.build(conf={"html_theme_options": {"navigation_with_keys": True}}).folder
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=str(folder))) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


@pytest.fixture
def copy_project(tmp_path: Path) -> Callable[[Project, str], Project]:
    """A copy of a project's source, without anything built, at a folder of the same length."""

    def copy(project: Project, name: str) -> Project:
        shutil.copytree(project.docs, tmp_path / name / "docs")
        shutil.copytree(project.glossary, tmp_path / name / "glossary")
        return Project(root=tmp_path / name)

    return copy


def make_project(root: Path) -> Project:
    """A project with the six entries and one curated path."""
    project = Project(root=root)
    project.write("docs/conf.py", CONF)
    project.write("docs/index.md", INDEX)
    for name, text in ENTRIES.items():
        project.write(f"glossary/{name}.md", text)
    project.write("glossary/_paths/up-to-adam.md", PATH)
    return project
