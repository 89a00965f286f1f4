"""Formulas as MathML, which browsers show without a script or a font of their own, through docutils' converter.

Also plain text with formulas and code between marks as safe HTML: the one place where a definition becomes markup.
"""

import re
from functools import lru_cache
from html import escape

# What an author may write and the converter reads otherwise or not at all, as (pattern, replacement).
# The converter hangs scripts of an accented letter under the accent; braces around the letter keep them apart.
_ACCENTS = r"hat|bar|tilde|vec|dot|ddot|check|breve|acute|grave|mathring|widehat|widetilde|overline"
_REWRITES: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(r"\\(?:bm|pmb)(?![a-zA-Z])"), r"\\boldsymbol"),
    (re.compile(r"\\(arg)(max|min)(?![a-zA-Z])|\\operatorname\*?\{arg(?:\\[,;!: ]|~|\s)*+(max|min)\}"), r"\\operatorname{arg\2\3}"),
    (re.compile(r"\\operatorname\*"), r"\\operatorname"),
    (re.compile(r"\\([dt]?frac)\s*(\d)\s*(\d)"), r"\\\1{\2}{\3}"),
    (re.compile(r"\\([dt]?frac)\s*(\d)\s*\{"), r"\\\1{\2}{"),
    (re.compile(r"\\[bB]ig+(?![a-zA-Z])"), ""),
    (re.compile(r"\\(?:nonumber|notag)(?![a-zA-Z])|\\tag\*?\{[^{}]*\}|\\label\{[^{}]*\}"), ""),
    (re.compile(r"\\text(?:rm|normal|up|md)\{"), r"\\text{"),
    (re.compile(rf"\\({_ACCENTS})\s*(\{{[^{{}}]*\}}|\\[a-zA-Z]+|[a-zA-Z0-9])"), r"{{}\\\1{\2}}"),
)
_BLANK_BETWEEN_TAGS = re.compile(r">[^\S\n]*+\n\s*+<")
# A formula, displayed or not, or code between backticks; a backslash before the mark takes its meaning.
_MARKED = re.compile(
    r"(?<!\\)\$\$(?P<display>.+?)(?<!\\)\$\$"
    r"|(?<![\\$])\$(?P<inline>[^\s$](?:[^$]*?[^\s\\$])?)\$(?!\d)"
    r"|(?<!`)(?P<ticks>`++)(?P<code>.+?)(?<!`)(?P=ticks)(?!`)",
    re.DOTALL,
)


@lru_cache(maxsize=4096)
def to_mathml(latex: str, *, display: bool = False) -> str | None:
    """A formula as a MathML element that is valid in HTML and in XML; None where the converter cannot read it."""
    from docutils.utils.math.latex2mathml import tex2mathml

    source = latex.strip()
    for pattern, replacement in _REWRITES:
        source = pattern.sub(replacement, source)
    try:
        element = str(tex2mathml(source))
    except (ValueError, SyntaxError, LookupError, AttributeError, TypeError, RecursionError):
        # The converter has an error class of its own only for what it foresees; the rest comes from its tree.
        return None
    element = _BLANK_BETWEEN_TAGS.sub("><", element).replace("<mrow></mrow>", "").replace("&ApplyFunction;", "&#8289;").replace("\n", " ")
    return element.replace("<math ", '<math display="block" ', 1) if display else element


def render_text(text: str) -> str:
    """Plain text with `$...$`, `$$...$$` and code between backticks as HTML; everything else is escaped.

    A formula the converter cannot read stays as its author wrote it.
    """
    parts = []
    end = 0
    for match in _MARKED.finditer(text):
        parts.append(escape(text[end : match.start()]))
        parts.append(_render_mark(match))
        end = match.end()
    parts.append(escape(text[end:]))
    return "".join(parts).replace("\\$", "$")


def _render_mark(match: re.Match[str]) -> str:
    if match["code"] is not None:
        return f"<code>{escape(match['code'].strip())}</code>"
    latex = match["display"] or match["inline"]
    element = to_mathml(latex, display=match["display"] is not None)
    return element or f'<code class="cg-tex">{escape(latex)}</code>'
