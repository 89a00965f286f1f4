"""What comes out of a concept, or of using it: named, but nothing that it works with.

These cues give *mentions*. They are declared so that no wording farther from the mention takes a result for what is used:
in "a press turns pulp into paper" the press uses pulp.
"""

from conceptgraph.extraction.cues.cue import GAP, STOPS, Cue

_CHANGES = (
    r"(?:turn|convert|transform|translat|compress|pars|splitt?|divid|cutt?|break|broken|chang|reshap|shap|mold|pack|separat|carv|slic|melt|condens|encod|decod"
    r"|rewrit|rewritten|group|sort|reduc|refin|spin|spun|grind|ground|weav|woven|combin|merg|assembl)(?:e?s|e|ed|ing|)"
)
#: The same as nouns.
_CHANGE = "(?:conversion|transformation|translation|division|separation|compression)"
#: Up to the words that what is changed becomes: one clause.
_CHANGED = rf"(?:(?!\b(?:{STOPS}|of which)\b)[^,;:.?!]|\b(?:and|or|in|on|with|for|at)\b){{0,80}}?"
#: "A vector of features": what stands in the result comes out of it too.
_OUTCOME = rf"()(?: (?!(?:{STOPS})\b)[\w§'’%-]+){{0,7}} [\"'“‘(]?$"
_BETTER = r"(?:better|more|less|fewer|higher|lower|faster|stronger|greater|larger|smaller|shorter|longer|cheaper|safer)"

RESULTS: tuple[Cue, ...] = (
    Cue(
        name="turned-into",
        predicate="mentions",
        before=rf"\b(?:{_CHANGES}|{_CHANGE} of)\b{_CHANGED} into{_OUTCOME}|\b(?:map|convert|translat|transform)(?:e?s|ing|ed)\b{_CHANGED} to{_OUTCOME}",
        implicit=True,
        holds=(
            "§ turns milk into [cheese].",
            "§ is the splitting of a log into [planks].",
            "Every § translates a word into another [language].",
            "§ is a mill that turns grain into sacks of [flour].",
            "The dough is cut into [strips].",
            "§ is the conversion of sunlight into [sugar].",
            "A § maps streets to [numbers].",
            "§ divides the line into three [stanzas].",
        ),
        fails=(
            "§ turns [milk] into cheese.",
            "§ turns to the left behind a [bridge].",
            "§ puts milk into a [jug].",
            "§ adds sugar to [cream].",
            "§ is fed into a [mill].",
            "§ turns milk into cheese with [rennet].",
            "§ maps the way from a [harbor].",
            "§ never turns milk into [cheese].",
        ),
    ),
    Cue(
        name="used-to-get",
        predicate="mentions",
        before=r"\b(?:used|useful|needed|required|employed|applied)(?: \w+ly)? (?:to(?: \w+ly)? (?:get|obtain|learn|produce|make|create|generate|form|gain|yield|achieve)"
        r"|(?:for|in) (?:getting|obtaining|learning|producing|making|creating|generating|forming|gaining|yielding|achieving))" + GAP,
        implicit=True,
        holds=(
            "§ is used to make [cheese].",
            "It is used for producing [paper].",
            "§ is needed to create a [dye].",
            "§ is often employed for making [rope].",
            "Most § are used for learning [scales].",
            "§ is required to obtain a [permit].",
            "§ is applied to form [strips].",
            "§ is useful for getting [salt].",
        ),
        fails=(
            "§ is used to store [records].",
            "§ is used in [baking].",
            "§ is not used to make [cheese].",
            "§ uses [paper].",
            "§ is used for cutting [rope].",
            "§ is needed for [dyeing].",
            "§ makes [glue].",
            "§ is used by [makers].",
        ),
    ),
    Cue(
        name="to-get",
        predicate="mentions",
        before=r"\b(?:(?:to|and so|and thus|and thereby) (?:gets?|obtains?|gains?|achieves?|attains?|earns?|yields?|arrives? at|ends? up with)"
        rf"|(?:bring|get|giv|offer|provid|yield)(?:e?s|ing)(?: (?:much|far|even|a|somewhat))?(?= {_BETTER}\b))" + GAP,
        implicit=True,
        holds=(
            "§ is the practice of mixing wools to get [felt].",
            "Cooks stir § in order to obtain [jelly].",
            "§ is a rule that trades speed to gain [safety].",
            "§ brings better [harvests].",
            "A § gives more [light] than a candle.",
            "§ presses grapes to yield [juice].",
            "§ counts tickets to arrive at a [total].",
            "§ offers a higher [yield].",
        ),
        fails=(
            "§ is used to get to the [harbor].",
            "§ does not bring better [harvests].",
            "§ gives a [light] to sailors.",
            "To get there, § uses a [compass].",
            "§ brings a [lamp].",
            "§ is built to hold [grain].",
            "§ is made to measure [speed].",
            "§ gets a [judge] to listen.",
        ),
    ),
)

#: Tried last: where a cue of harm reads the same words, the effect is a weakness.
EFFECTS: tuple[Cue, ...] = (
    Cue(
        name="brings-on",
        predicate="mentions",
        before=r"\b(?:bring(?:s|ing)? (?:on|about)|giv(?:es?|ing) rise to|result(?:s|ing)? in|culminat(?:es?|ing) in)" + GAP,
        implicit=True,
        holds=(
            "§ brings about a [treaty].",
            "§ is a talk that brings on a [ceasefire].",
            "Every § gives rise to a [claim].",
            "§ results in a [draw].",
            "§ is a meeting resulting in a [contract].",
            "§ culminates in a [feast].",
            "§ is a rite that is meant to bring on [rain].",
            "A § may give rise to new [ferns].",
        ),
        fails=(
            "§ brings a [treaty].",
            "§ does not result in a [draw].",
            "A § rises to the [top].",
            "§ uses the result of a [vote].",
            "§ has no [claim].",
            "§ is a result of a [meeting].",
            "§ ends with a [feast].",
            "§ is the opposite of [rain].",
        ),
    ),
)
