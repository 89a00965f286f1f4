"""Markdown as tokens that know where they stand: markdown-it with the MyST syntax entries are written in.

markdown-it says on which lines a block stands, not at which character its words do; the two classes here note that while
it reads. What the tokens mean for a reader is left to `prose`.
"""

import re
from functools import lru_cache

from markdown_it import MarkdownIt
from markdown_it.parser_inline import ParserInline
from markdown_it.rules_block import make_fence_rule
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token
from markdown_it.utils import EnvType
from mdit_py_plugins.amsmath import amsmath_plugin
from mdit_py_plugins.deflist import deflist_plugin
from mdit_py_plugins.dollarmath import dollarmath_plugin
from mdit_py_plugins.footnote import footnote_plugin
from mdit_py_plugins.footnote.index import footnote_ref
from mdit_py_plugins.myst_blocks import myst_block_plugin
from mdit_py_plugins.myst_role import myst_role_plugin

from conceptgraph.settings import MYST_EXTENSIONS

#: Key of a token's `meta`: where its source begins, in characters of the block's content.
AT = "at"
#: Key of a text token's `meta`: pairs of an offset in its content and where that stands in the block's content.
MARKS = "marks"

#: A label this long is none.
_FOOTNOTE = re.compile(r"\[\^[^ \n\]]{1,999}+\]")
_ROLE = re.compile(r"\{([a-zA-Z0-9_\-+:]+)\}(`+)")


class _PlacedState(StateInline):
    """Inline state that hands the places of pending text to the token it becomes."""

    def __init__(self, src: str, md: MarkdownIt, env: EnvType, out_tokens: list[Token]) -> None:
        super().__init__(src, md, env, out_tokens)
        self.marks: list[tuple[int, int]] = []

    def pushPending(self) -> Token:  # noqa: N802 (markdown-it's name)
        token = super().pushPending()
        token.meta[MARKS] = tuple(self.marks)
        self.marks.clear()
        return token

    def place(self, pos: int, *, first: int, pending: int) -> None:
        """Note that what was read since `pos` began there: the tokens from `first` on, or the text behind `pending`."""
        added = self.tokens[first:]
        if not added:
            if not self.marks or self.marks[-1][1] - self.marks[-1][0] != pos - pending:
                self.marks.append((pending, pos))
            return
        own = [token for token in added if MARKS not in token.meta and AT not in token.meta]
        for index, token in enumerate(own):
            # A run of delimiters makes a token a character; an autolink's text stands one behind its bracket.
            token.meta[AT] = pos + (index if token.type == "text" else 0)


class _PlacedInline(ParserInline):
    """markdown-it's inline parser, noting where each token's source begins."""

    def tokenize(self, state: StateInline) -> None:
        rules = self.ruler.getRules("")
        end, deepest = state.posMax, state.md.options["maxNesting"]
        while state.pos < end:
            pos, first, pending = state.pos, len(state.tokens), len(state.pending)
            for rule in rules if state.level < deepest else ():
                if rule(state, False):  # noqa: FBT003 (markdown-it's signature)
                    break
            else:
                state.append_pending(state.src[state.pos])
                state.pos += 1
            if isinstance(state, _PlacedState):
                state.place(pos, first=first, pending=pending)
        if state.pending:
            state.pushPending()

    def parse(self, src: str, md: MarkdownIt, env: EnvType, tokens: list[Token]) -> list[Token]:
        state = _PlacedState(src, md, env, tokens)
        self.tokenize(state)
        for rule in self.ruler2.getRules(""):
            rule(state)
        return state.tokens


def _read_role(state: StateInline, silent: bool) -> bool:  # noqa: FBT001 (markdown-it's signature)
    """MyST's role rule in linear time: the plugin's own copies the rest of the text at each attempt."""
    if state.src[state.pos] != "{":
        return False
    match = _ROLE.match(state.src, state.pos)
    if match is None:
        return False
    end = state.src.find(match[2], match.end() + 1)
    if end < 0:
        return False
    if not silent:
        token = state.push("myst_role", "", 0)
        token.meta = {"name": match[1]}
        token.content = state.src[match.end() : end].replace("\n", " ")
    state.pos = end + len(match[2])
    return True


def _read_footnote(state: StateInline, silent: bool) -> bool:  # noqa: FBT001 (markdown-it's signature)
    """The plugin's rule for `[^label]`, tried only where the label ends: else each `[^` is followed to the end of the text."""
    return _FOOTNOTE.match(state.src, state.pos) is not None and footnote_ref(state, silent, always_match=True)


@lru_cache(maxsize=1)
def markdown_parser() -> MarkdownIt:
    """The parser for entries: CommonMark, tables, and MyST with `settings.MYST_EXTENSIONS` and its default options."""
    md = MarkdownIt("commonmark").enable("table")
    inline = _PlacedInline()
    inline.ruler, inline.ruler2 = md.inline.ruler, md.inline.ruler2
    md.inline = inline
    md.use(myst_block_plugin).use(myst_role_plugin)
    md.inline.ruler.at("myst_role", _read_role)
    md.use(footnote_plugin, inline=False, move_to_end=False, always_match_refs=True)
    md.inline.ruler.at("footnote_ref", _read_footnote)
    if "dollarmath" in MYST_EXTENSIONS:
        md.use(dollarmath_plugin, allow_labels=True, allow_space=True, allow_digits=True, double_inline=False)
    if "colon_fence" in MYST_EXTENSIONS:
        rule = make_fence_rule(markers=(":",), token_type="colon_fence", exact_match=False)  # noqa: S106 (a kind of token)
        interrupts = ["paragraph", "reference", "blockquote", "list", "footnote_def"]
        md.block.ruler.before("fence", "colon_fence", rule, {"alt": interrupts})
    if "amsmath" in MYST_EXTENSIONS:
        md.use(amsmath_plugin)
    if "deflist" in MYST_EXTENSIONS:
        md.use(deflist_plugin)
    # Joined tokens would lose the places of their parts.
    md.inline.ruler2.disable("fragments_join")
    md.core.ruler.disable("text_join")
    return md


def parse_markdown(text: str, env: EnvType) -> list[Token]:
    """The block tokens of a text; `env` carries link definitions from one text to the next."""
    return markdown_parser().parse(text, env)
