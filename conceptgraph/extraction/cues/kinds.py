"""What a concept is a kind, an example or an extension of, and which are its own."""

from conceptgraph.extraction.cues.cue import GAP, HEAD, LISTED, STOPS, Cue

_GENERIC = r"(?: (?:agent|method|technique|algorithm|approach|model|function|device|tool|system)s?)?"
_USUAL = r"(?:common|typical|popular|usual|well-known|famous|main|other|familiar|classic|frequent|notable|simple|modern|early|important)"

_NOT_BEFORE = f"{STOPS}|of|outside|inside|against|never|no|more|less|either|named|called|considered|said"

KINDS: tuple[Cue, ...] = (
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
        ),
    ),
    Cue(
        name="such-as",
        predicate="mentions",
        before=r"(?:\b(?:such as|for example|for instance|e\.g\.,?|including|examples? (?:is|are|include)|special cases? (?:is|are)|like))"
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
    Cue(
        name="extends",
        predicate="extends",
        before=r"\b(?:extend(?:s|ing)?|generali[sz](?:es?|ing)|refin(?:es?|ing)|improv(?:es?|ed|ing) (?:up)?on|elaborates? on)"
        + GAP
        + r"|\b(?:extensions?|generali[sz]ations?|variants?|variations?|versions?|refinements?|modifications?|adaptations?|improvements?|descendants?|successors?|offspring|enhancements?) (?:of|on|to|over)"
        + GAP,
        after=HEAD,
        holds=(
            "§ extends [backpropagation] to sequences.",
            "§ is a variant of [gradient descent].",
            "§ generalizes the [derivative].",
            "§ is the successor of the [harpsichord].",
            "§ improves on [HTTP] in three ways.",
            "In the north, § is a sweeter version of [rye bread].",
            "The act is a § and a modification of the [common law].",
            "§ refines the [minuet].",
            "§ is an adaptation of the [fin].",
        ),
        fails=(
            "§ does not extend [backpropagation].",
            "§ is a part of [gradient descent].",
            "§ needs the [derivative].",
            "§ is no variant of [gradient descent].",
            "The [harpsichord] extends §.",
            "§ extends [server] time.",
            "§ is the version a [court] reads.",
            "§ cannot improve on [salt].",
        ),
    ),
    Cue(
        name="kind-of",
        predicate="is a",
        before=r"\b(?:kinds?|forms?|types?|sorts?|class|classes|famil(?:y|ies)|members?|special cases?|subclass(?:es)?|subsets?|subfields?|subtypes?|subspecies|branch(?:es)?|species|styles?|method|technique|breeds?|genres?|cases?) of(?! \w+ing\b)"
        + GAP,
        after=HEAD,
        holds=(
            "§ is a form of [regularization].",
            "§ is a special case of [momentum].",
            "§ is a kind of [layer].",
            "§ are a species of [whale] found in the north.",
            "§, a type of [firewall], looks at headers.",
            "§ is a lively style of [dance music].",
            "In most countries § is a form of [theft].",
            "§ is a method of [food preservation] that needs salt.",
            "Every § is a sort of [contract].",
        ),
        fails=(
            "§ is no form of [regularization].",
            "§ is made of [layers].",
            "§ has a [momentum].",
            "§ is a method of training a [network].",
            "§ is a form of [contract] law.",
            "§ is not a kind of [fish].",
            "§ is kind to a [whale].",
            "§ was never a type of [firewall].",
        ),
    ),
    Cue(
        name="apposition",
        predicate="is a",
        before=r"§(?: \([^()]{0,60}\))?, (?:an?|one of the|the)()(?: (?!\w+ing\b)[\w-]+){0,2} $",
        after=r"^[\"'”’]*(?:,| (?:that|which|of|for|with|from|used|made|in)\b)",
        holds=(
            "§, a [protocol] of the link layer, needs no address.",
            "§, the oldest [dance] of the suite, is slow.",
            "§, an [enzyme], works best in acid.",
            "§ (PE), a cheap [plastic], floats.",
            "Of all herbs §, a [perennial], is the hardiest.",
            "§, one of the [torts], needs no intent.",
            "§, a linear [classifier], draws one line.",
            "§, the [fruit] of a vine, is dried.",
        ),
        fails=(
            "§, a [protocol] stack, needs no address.",
            "§, not a [dance], is slow.",
            "§ is an [enzyme].",
            "§, salt, a [plastic] spoon and milk.",
            "The classifier, a § like [SVM], draws lines.",
            "§, the [fruit] is dried.",
            "§, using a [classifier], draws one line.",
            "§ and a [tort] are unlike.",
        ),
    ),
    Cue(
        name="is-a",
        predicate="is a",
        before=rf"(?:^(?:\w+ )?|[,:—(] |\b(?:and|but|so|that|because|since|therefore|then|thus|hence) )(?:(?:an?|the|such|each|every|most|many|all|this|these|modern|typical) )*§(?: \([^()]{{0,60}}\))?,? (?:\w+ly )?(?:is|are|was|were)()(?: (?:also|simply|just|usually|often|itself|in essence|sometimes|first of all))?(?: (?:an?|the|one of the|one|any|those|every)(?: \w+ing)?)?(?:\s+(?!(?:{_NOT_BEFORE})\b)[\w-]+(?<!ing)){{0,3}}?\s+$",
        after=HEAD,
        holds=(
            "§ is an [optimizer] that adapts.",
            "§ is a simple [neural network].",
            "§ are [layers] with shared weights.",
            "§ was the last [dance] of the evening.",
            "Today § is usually a [protocol] of its own.",
            "A § is one of the [torts].",
            "Most § are small nocturnal [mammals].",
            "It was late, and § is a heavy [dish].",
            "§ (DNA) is a long [molecule].",
        ),
        fails=(
            "§ is not an [optimizer].",
            "§ is an [optimizer] state.",
            "§ has a [neural network].",
            "§ is divided into [movements].",
            "§ is faster than [salt].",
            "§ is standard when training [networks].",
            "The law of § is that [theft] be punished.",
            "§ is neither a [dish] nor a sauce.",
            "The [mammal] is a §.",
        ),
    ),
)
