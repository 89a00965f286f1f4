"""The wheel works where nothing else is: built, installed in an empty environment, and used on a glossary of its own."""

import os
import shutil
import subprocess
import sys
import venv
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PACKAGE = ROOT / "conceptgraph"
#: What of the package is no code but belongs into the wheel.
DATA = {".typed", ".json", ".js", ".css", ".html", ".svg", ".md", ".conceptgraph", ".txt", ".toml"}

pytestmark = pytest.mark.slow


def run(*command: str | Path, folder: Path) -> str:
    """What a command prints; it must succeed. Nothing of this environment may help it."""
    environment = {name: value for name, value in os.environ.items() if name not in ("PYTHONPATH", "VIRTUAL_ENV", "PYTHONHOME")}
    environment["PYTHONUTF8"] = "1"
    done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, encoding="utf-8", check=False)
    assert done.returncode == 0, f"{command}\n{done.stdout[-3000:]}{done.stderr[-3000:]}"
    return done.stdout


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel that CONCEPTGRAPH_WHEEL names, else one built now."""
    if named := os.environ.get("CONCEPTGRAPH_WHEEL"):
        return Path(named)
    out = tmp_path_factory.mktemp("dist")
    if uv := shutil.which("uv"):
        run(uv, "build", "--quiet", "--wheel", "--out-dir", out, ROOT, folder=out)
    else:
        run(sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--wheel-dir", out, ROOT, folder=out)
    return next(out.glob("*.whl"))


@pytest.fixture(scope="module")
def scripts(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of commands of an environment that holds the wheel and what it needs, and nothing else."""
    place = tmp_path_factory.mktemp("environment")
    uv = shutil.which("uv")
    venv.create(place, with_pip=uv is None)
    folder = place / ("Scripts" if os.name == "nt" else "bin")
    installer = [uv, "pip", "install", "--python", folder / "python"] if uv else [folder / "python", "-m", "pip", "install"]
    run(*installer, "--quiet", wheel, folder=place)
    return folder


@pytest.fixture(scope="module")
def project(scripts: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A glossary that the installed command has begun."""
    folder = tmp_path_factory.mktemp("project")
    run(scripts / "conceptgraph", "init", "mine", folder=folder)
    return folder / "mine"


def test_the_wheel_holds_what_is_no_code(wheel: Path) -> None:
    """Each static file, template, schema and marker of the package is in the wheel, and nothing beside the package is."""
    wanted = {
        file.relative_to(ROOT).as_posix()
        for file in PACKAGE.rglob("*")
        if file.is_file() and "__pycache__" not in file.parts and (file.suffix in DATA or file.name == "py.typed" or file.suffix == ".py")
    }
    with zipfile.ZipFile(wheel) as archive:
        held = set(archive.namelist())
    assert wanted - held == set()
    assert {name.split("/")[0] for name in held if ".dist-info/" not in name} == {"conceptgraph"}


def test_init_makes_a_glossary(project: Path) -> None:
    """`init` makes two entries and a conf.py."""
    assert len(list((project / "glossary").glob("[!i]*.md"))) >= 2
    assert (project / "conf.py").is_file()


def test_build_writes_the_graph(project: Path, scripts: Path) -> None:
    """`build` writes a graph of the new glossary."""
    run(scripts / "conceptgraph", "build", "glossary", "-o", "graph.json", folder=project)
    assert '"conceptgraph/1"' in (project / "graph.json").read_text(encoding="utf-8")


def test_the_map_is_one_file(project: Path, scripts: Path) -> None:
    """`map` finds its scripts and styles in the installed package."""
    run(scripts / "conceptgraph", "map", "-o", "map.html", folder=project)
    assert "vis" in (project / "map.html").read_text(encoding="utf-8")


def test_sphinx_builds_the_site(project: Path, scripts: Path) -> None:
    """Sphinx builds the site of it without a warning, with previews, map and styles."""
    run(scripts / "python", "-m", "sphinx", "-n", "-W", "-q", ".", "_build/html", folder=project)
    site = project / "_build" / "html"
    assert (site / "concept-map.html").is_file()
    assert (site / "_static" / "vis-network.min.js").is_file()
    assert len(list((site / "_concepts").glob("*.js"))) >= 2


@pytest.mark.parametrize("name", ["quickstart", "rst", "myst-lists", "rst-lists", "both", "none"])
def test_trial_projects_build(scripts: Path, tmp_path: Path, name: str) -> None:
    """Each is set up as a new user would: `sphinx-quickstart` where there is no conf.py, `init --sphinx`, and a build with `-n -W`."""
    root = tmp_path / "project"
    shutil.copytree(ROOT / "tests" / "sphinxext" / "projects" / name, root)
    if not list(root.rglob("conf.py")):
        run(scripts / "sphinx-quickstart", "-q", "-p", "Fresh", "-a", "Somebody", "-v", "1", root, folder=tmp_path)
        run(scripts / "conceptgraph", "init", "--sphinx", "--yes", root, folder=tmp_path)
    source = next(root.rglob("conf.py")).parent
    run(scripts / "python", "-m", "sphinx", "-n", "-W", "-q", source, tmp_path / "out", folder=tmp_path)
    assert (tmp_path / "out" / "graph.json").exists() is (name != "none")
