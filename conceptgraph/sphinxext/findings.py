"""What the core has found in the glossary, as warnings of Sphinx: with its place, and a subtype to silence it by."""

from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment
from sphinx.util import logging

from conceptgraph.model import Finding
from conceptgraph.sphinxext.site import findings_of, site_of

logger = logging.getLogger(__name__)


def setup_findings(app: Sphinx) -> None:
    """Report once everything is read."""
    app.connect("env-check-consistency", report_findings)


def report_findings(app: Sphinx, _env: BuildEnvironment) -> None:
    """Errors and warnings are warnings of Sphinx, advice is information."""
    for finding in findings_of(site_of(app)):
        if finding.severity == "advice":
            logger.info("%s", finding)
        else:
            logger.warning("%s", finding.message, location=_place(finding), type="conceptgraph", subtype=finding.code)


def _place(finding: Finding) -> str | None:
    if not finding.path:
        return None
    # Without a line Sphinx would take the path for the name of a document.
    return f"{finding.path}:{finding.line or 1}"
