"""What the core has found in the glossary, as warnings of Sphinx: with its place, and a subtype to silence it by."""

from docutils import nodes
from docutils.utils import get_source_line
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment
from sphinx.util import logging

from conceptgraph.model import Finding
from conceptgraph.sphinxext.site import Site, site_of

logger = logging.getLogger(__name__)

#: The code of a name in a text that nothing decides, as `graph.checks` has it.
UNDECIDED = "undecided-name"


def setup_findings(app: Sphinx) -> None:
    """Report once everything is read."""
    app.connect("env-check-consistency", report_findings)


def report_findings(app: Sphinx, _env: BuildEnvironment) -> None:
    """Errors and warnings are warnings of Sphinx, advice is information."""
    site = site_of(app)
    for finding in findings_of(site):
        if finding.severity == "advice" and not _asked_for(site, finding.code):
            logger.info("%s", finding)
        else:
            logger.warning("%s", finding.message, location=_place(finding), type="conceptgraph", subtype=finding.code)


def findings_of(site: Site) -> tuple[Finding, ...]:
    """All findings of the glossary, the reader's and those of the checks; none where there is no glossary."""
    if not (site.files or site.defined.entries or site.defined.findings):
        return ()
    from conceptgraph.graph.checks.registry import run_checks

    result = site.result
    return run_checks(result.glossary, site.graph, settings=site.settings, wanted=result.wanted, undecided=result.undecided)


def tell_on_page(site: Site, code: str, message: str, *, node: nodes.Node | None) -> None:
    """Advice about an ordinary page, at the place of a node; a warning where the settings ask for it."""
    if _asked_for(site, code):
        logger.warning("%s", message, location=node, type="conceptgraph", subtype=code)
        return
    source, line = get_source_line(node) if node is not None else (None, None)
    place = ":".join(str(part) for part in (source, line) if part)
    logger.info("%s", f"{place}: {message}" if place else message)


def _asked_for(site: Site, code: str) -> bool:
    """Whether this advice is wanted as a warning."""
    return code == UNDECIDED and site.settings.undecided == "warning"


def _place(finding: Finding) -> str | None:
    if not finding.path:
        return None
    # Without a line Sphinx would take the path for the name of a document.
    return f"{finding.path}:{finding.line or 1}"
