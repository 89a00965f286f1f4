"""What a concept is an example of, and which are its own."""

from conceptgraph.extraction.cues.cue import GAP, HEAD, LISTED, STOPS, Cue

_GENERIC = r"(?: (?:agent|method|technique|algorithm|approach|model|function|device|tool|system)s?)?"
_USUAL = r"(?:common|typical|popular|usual|well-known|famous|main|other|familiar|classic|frequent|notable|simple|modern|early|important)"

EXAMPLES: tuple[Cue, ...] = (
    Cue(
        name="example-of",
        predicate="example of",
        before=r"\b(?:(?<!for )(?<!many )examples?|(?:an?|the|another|one|typical|prime|good) (?:[\w-]+ )?instance|instances|illustrations?|specimens?) of"
        + GAP,
        after=HEAD,
        holds=(
            "§ is an example of an [optimizer].",
            "§ is a typical instance of [overfitting].",
            "§ are examples of [activation functions].",
            "§ is the best-known example of a [rondo].",
            "§ became the textbook illustration of [negligence].",
            "§ and salt are examples of [preservatives].",
            "§, an instance of [parallel motion], is forbidden.",
            "The § is an extreme example of [symbiosis].",
        ),
        fails=(
            "§ is a part of an [optimizer].",
            "§ of [overfitting] is rare.",
            "§ is no example of a [loss function].",
            "§ was never an instance of [theft].",
            "For example, [salt] is needed by §.",
            "§ is an example of an [optimizer] state.",
            "An example uses [yeast].",
            "§ is not an illustration of [symbiosis].",
        ),
    ),
    Cue(
        name="has-example",
        predicate="has example",
        implicit=True,
        before=rf"(?:^|[,;:] )(?:[\w-]+ ){{0,2}}§{_GENERIC} include"
        + LISTED
        + rf"|§{_GENERIC}(?:(?:,?\s+|\s\()(?:such as|for example|for instance|e\.g\.,?|including|like)| of this kind include)"
        + LISTED
        + rf"|\b{_USUAL} (?:examples|choices|kinds|types|forms|variants|§) (?:of § )?(?:are|include)"
        + GAP
        + r"|§ (?:can|may|might) be (?:either )?(?:an?|the)() (?:(?!\w+(?:ed|ing)\b)[\w-]+ )?$|§ (?:can|may|might) be (?:either )?(?:an?|the) [^.;:§]{1,60}?,? such as() (?:(?:an?|the) )?(?:[\w-]+ )?$"
        r"|^(?:an?|the|its|one|another)(?: [\w-]+)? (?:most \w+|\w+est|usual|common|popular|special|typical|well-known|standard|classic|other|first) (?:kind|form|type|variant|version|case|example|choice|candidate|one)s?(?: of §)? (?:is|are)()(?: (?:the|an?|called))?(?: [\w-]+)? $"
        r"|^(?:an?|one|another|there are (?:two|three|four|several|many))(?: [\w-]+)? (?:kind|form|type|variant|version|flavor)s?(?: of §)?(?::|,| is| are)()(?: (?:the|an?|called))?(?: [\w-]+)? $"
        r"|^ (?:if|where|when) [^;:.?!]{3,90}, (?:called )?an?()(?: [\w-]+)? $|^ ?(?:if|where|when|with) [^;:.?!]{3,90}(?:,| as (?:an? |the )?[\w-]+) (?:it|they|§|one|this) (?:is|are|becomes?)(?: called)?(?: (?:an?|the))?()(?: (?!(?:in|on|at|by|no|not|less|more|as|of|to|for|from|than)\b)[\w-]+)? $"
        + r"|(?:^|[,;:] |\b(?:its|their) )(?:\w+ )?(?:examples|special cases|kinds|types|forms|variants) (?:of § )?(?:are|include)"
        + GAP,
        holds=(
            "§ such as [ReLU] are cheap.",
            "Common § include [sigmoid] and tanh.",
            "Typical examples are [dropout] and noise.",
            "§ include [bats] and seals.",
            "§, for instance [baking soda], make dough rise.",
            "Famous examples of § are [minuets].",
            "§ (e.g. [negligence]) lead to damages.",
            "Its special cases include the [derivative].",
            "§ devices like [routers] forward packets.",
            "The simplest form is the [rondo].",
            "There are two kinds: the [bat] and the bird.",
            "If it is sweet, it is a [dessert].",
            "A § can be a [crime].",
        ),
        fails=(
            "§ is a [sigmoid].",
            "Methods such as [dropout] help §.",
            "§ uses [ReLU].",
            "§ includes a [cello].",
            "§ does not include [bats].",
            "The forms of § are dances; they are no [minuets].",
            "Typical § are not [sonatas].",
            "§ is for example a [crime].",
            "When § runs dry, the [pump] can stop.",
        ),
    ),
    Cue(
        name="is-one-of-it",
        predicate="has example",
        after=rf"^[\"'”’)]*(?: of (?:an?|the|every|each|most|all)(?: (?!(?:{STOPS})\b)[\w-]+){{1,3}})? (?:is|are) (?:also |perhaps |certainly )?(?:one|some|two|three|both|examples?|another) of (?:them|these|those)\b"
        rf"|^[\"'”’)]*(?: of (?:an?|the|every|each|most|all)(?: (?!(?:{STOPS})\b)[\w-]+){{1,3}}|(?:(?:,? and|,? or|,)(?: (?!(?:{STOPS})\b)[\w-]+){{1,4}}){{0,4}}) (?:is|are|was|were)(?: (?:also|both|all|probably|perhaps|usually|often|certainly|themselves|itself))?(?: (?:an?|the|one of the|some of the|two|three|such))?(?: (?!(?:{STOPS}|of|never|hardly|no)\b)[\w-]+){{0,2}}? §(?=[.,;:)]|$| (?:that|which|whose|in|for|of|with|used|too|as)\b)",
        holds=(
            "[ReLU] is a common § in deep networks.",
            "The [learning rate], the batch size and the depth are §.",
            "[Bats] and seals are §.",
            "[Minuets] are § in triple time.",
            "The [gavotte] was also a §, danced at court.",
            "[Baking soda] is the oldest § of all.",
            "Both [negligence] and trespass are §.",
            "The [router] is one of the § that everyone owns.",
        ),
        fails=(
            "[ReLU] is not a §.",
            "[Bats] are like §.",
            "[Minuets] use §.",
            "[Baking soda] is in a §.",
            "[Negligence] is never a §.",
            "The [router] is a part of §.",
            "[Salt] is a remedy, and § is none.",
            "[Depth] is a § matter.",
        ),
    ),
)

#: Examples of something else: tried when nothing else fits as well.
OTHER_EXAMPLES: tuple[Cue, ...] = (
    Cue(
        name="such-as",
        predicate="mentions",
        before=r"(?:\b(?:such as|for example|for instance|e\.g\.,?|including|include|as in|examples? (?:is|are|include)|special cases? (?:is|are)|like))"
        + LISTED,
        holds=(
            "Methods such as [dropout] help §.",
            "§ needs an optimizer, for example [Adam].",
            "Tools (e.g., [dropout]) exist.",
            "Devices like [routers] forward what § sends.",
            "§ goes with dishes such as [curry].",
            "Dances, for instance the [gavotte], follow §.",
            "§ feeds on insects including [beetles].",
            "Some wrongs, e.g. [trespass], need no §.",
        ),
        fails=(
            "§ uses [dropout].",
            "§ of [Adam] is known.",
            "§ extends [dropout].",
            "§ such as [ReLU] are cheap.",
            "§ is such a [curry].",
            "As such, the [gavotte] follows §.",
            "§ gives an example to the [court].",
            "§ feeds [beetles].",
        ),
    ),
)
