"""Beside other extensions: each pair is a build without a warning, and neither side loses what it does alone.

The others are no dependencies of the suite: `nox -s beside` installs them and runs this.
"""

import json
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

pytestmark = pytest.mark.beside

BODY = "# Welcome\n\n{contents}\n\n```{{toctree}}\n:hidden:\n{other}\n```\n"
#: What a notebook says of its language.
PYTHON = {"kernelspec": {"name": "python3", "display_name": "Python 3"}, "language_info": {"name": "python", "pygments_lexer": "ipython3"}}
LINK = re.compile(r'<a class="[^"]*concept-link[^"]*"[^>]*href="([^"]+)"')


def with_extension(project: Any, *names: str, markdown: str = "myst_parser", more: str = "") -> Any:
    """The project with further extensions."""
    extensions = [markdown, "conceptgraph.sphinxext", *names]
    settings = f'extensions = {extensions!r}\nhtml_theme = "basic"\nconceptgraph_link_pages = "all"\n{more}'
    project.write("docs/conf.py", f'project = "Try"\n{settings}')
    return project


def page_with(project: Any, contents: str, **files: str) -> None:
    """A first page with these contents, and other documents."""
    other = "\n".join(name.partition(".")[0] for name in files)
    project.write("docs/index.md", BODY.format(contents=contents, other=other))
    for name, text in files.items():
        project.write(f"docs/{name}", text)


def build(project: Any, builder: str = "html") -> Callable[[str], str]:
    """Build in a process of its own, as extensions change what is global; any warning is a failure. Gives what reads a file."""
    out: Path = project.root / "out"
    command = [sys.executable, "-m", "sphinx", "-n", "-W", "--keep-going", "-q", "-b", builder, str(project.docs), str(out)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return lambda path: (out / path).read_text(encoding="utf-8")


def links(page: str) -> set[str]:
    """The addresses of a page's links to concepts."""
    return set(LINK.findall(page))


def test_sphinx_design(project: Any) -> None:
    """Terms in cards, tabs and dropdowns are linked; titles of them are not."""
    blocks = [
        "::::{grid} 2\n:::{grid-item-card} Adam\nA card on gradient descent.\n:::\n::::",
        ":::{dropdown} RMSprop\nA dropdown on a derivative.\n:::",
        "::::{tab-set}\n:::{tab-item} One\nA tab on a function.\n:::\n::::",
    ]
    with_extension(project, "sphinx_design", more='myst_enable_extensions = ["colon_fence"]\n')
    page_with(project, "\n\n".join(blocks))
    page = build(project)("index.html")
    assert links(page) == {"glossary/gradient-descent.html", "glossary/derivative.html", "glossary/function.html"}
    assert "sd-card" in page


def test_copybutton(project: Any) -> None:
    """Code keeps its button, and no term in code is linked."""
    with_extension(project, "sphinx_copybutton")
    page_with(project, "```python\ngradient = derivative\n```")
    page = build(project)("index.html")
    assert "copybutton.js" in page
    assert not links(page)


def test_opengraph(project: Any) -> None:
    """A concept page has one description, the definition, which the card for social networks repeats."""
    with_extension(project, "sphinxext.opengraph", more='ogp_site_url = "https://example.org/"\nogp_social_cards = {"enable": False}\n')
    page = build(project)("glossary/derivative.html")
    assert page.count('name="description"') == 1
    assert 'property="og:description" content="The derivative of a function' in page


@pytest.mark.parametrize("builder", ["html", "dirhtml"])
def test_sitemap_of_a_versioned_site(project: Any, builder: str) -> None:
    """Each page stands once in the sitemap, below the address of its version, which its canonical link names too."""
    base = "https://example.org/docs/v2/"
    with_extension(project, "sphinx_sitemap", more=f'html_baseurl = "{base}"\nsitemap_url_scheme = "{{link}}"\n')
    read = build(project, builder)
    ending = ".html" if builder == "html" else "/"
    addresses = re.findall(r"<loc>(.*?)</loc>", read("sitemap.xml"))
    assert len(addresses) == len(set(addresses))
    assert {f"{base}glossary/adam{ending}", f"{base}concept-map{ending}", f"{base}a-to-z{ending}"} <= set(addresses)
    page = read("glossary/adam.html" if builder == "html" else "glossary/adam/index.html")
    assert f'<link rel="canonical" href="{base}glossary/adam{ending}"' in page


def test_mermaid(project: Any) -> None:
    """A diagram is no prose: its words are not linked."""
    with_extension(project, "sphinxcontrib.mermaid")
    page_with(project, "```{mermaid}\ngraph TD; gradient --> Adam\n```")
    page = build(project)("index.html")
    assert "gradient --&gt; Adam" in page
    assert not links(page)


def test_myst_nb(project: Any) -> None:
    """Where notebooks are read by MyST-NB, so are pages and entries, with their links; the cells' code stays code."""
    cells = [
        {"cell_type": "markdown", "metadata": {}, "source": "# Try it\n\nA step of gradient descent:"},
        {"cell_type": "code", "metadata": {}, "source": "gradient = 1", "outputs": [], "execution_count": 1},
    ]
    notebook = {"cells": cells, "metadata": PYTHON, "nbformat": 4, "nbformat_minor": 4}
    with_extension(project, markdown="myst_nb", more='nb_execution_mode = "off"\n')
    page_with(project, "Words on Adam.", **{"try.ipynb": json.dumps(notebook)})
    read = build(project)
    assert links(read("try.html")) == {"glossary/gradient-descent.html"}
    assert links(read("index.html")) == {"glossary/adam.html"}
    assert "derivative.html" in links(read("glossary/gradient.html"))


def test_nbsphinx(project: Any) -> None:
    """Notebooks read by nbsphinx stand beside the glossary; their code is not linked."""
    source = "Try it\n======\n\nA step of gradient descent."
    cells = [
        {"cell_type": "raw", "metadata": {"raw_mimetype": "text/restructuredtext"}, "source": source},
        {"cell_type": "code", "metadata": {}, "source": "derivative = 1", "outputs": [], "execution_count": 1},
    ]
    notebook = {"cells": cells, "metadata": PYTHON, "nbformat": 4, "nbformat_minor": 4}
    with_extension(project, "nbsphinx", more='nbsphinx_execute = "never"\n')
    page_with(project, "Words on Adam.", **{"try.ipynb": json.dumps(notebook)})
    read = build(project)
    assert links(read("try.html")) == {"glossary/gradient-descent.html"}


def test_tabs_and_toggles(project: Any) -> None:
    """Terms in the tabs of sphinx-tabs and behind the buttons of sphinx-togglebutton are linked."""
    blocks = [
        "`````{tabs}\n````{tab} Adam\nA tab on gradient descent.\n````\n`````",
        "```{toggle}\nHidden words on RMSprop.\n```",
    ]
    with_extension(project, "sphinx_tabs.tabs", "sphinx_togglebutton")
    page_with(project, "\n\n".join(blocks))
    assert links(build(project)("index.html")) == {"glossary/gradient-descent.html", "glossary/rmsprop.html"}


def test_notfound_page(project: Any) -> None:
    """The page for addresses that lead nowhere is made, with whole addresses of our files too."""
    with_extension(project, "notfound.extension", more='notfound_urls_prefix = "/docs/"\n')
    page = build(project)("404.html")
    assert "/docs/_static/conceptgraph.css" in page
