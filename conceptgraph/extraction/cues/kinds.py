"""What a concept is a kind or an extension of."""

from conceptgraph.extraction.cues.cue import GAP, HEAD, STOPS, Cue

_NOT_BEFORE = f"{STOPS}|of|behind|beneath|below|above|beside|beyond|opposite|among|outside|inside|against|never|no|more|less|either|named|called|considered|said|minus|plus|times|divided|multiplied"

KINDS: tuple[Cue, ...] = (
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
        before=rf"(?:^(?:\w+ )?|^(?:for|in|as|at) [^,;:§]{{1,40}} |[,:—(] |\b(?:and|but|so|that|because|since|therefore|then|thus|hence) )(?:(?:an?|the|such|each|every|most|many|all|this|these|modern|typical) )*§(?: \([^()]{{0,60}}\))?,? (?:\w+ly )?(?:is|are|was|were)()(?: (?:also|simply|just|usually|often|itself|in essence|sometimes|first of all))?(?: (?:an?|the|one of the|one|any|those|every)(?: \w+ing)?)?(?:\s+(?!(?:{_NOT_BEFORE})\b)[\w-]+(?<!ing)){{0,3}}?\s+$"
        r"|(?:, (?:and|but|so)|;) (?:it|they) (?:is|are|was)()(?: (?:almost|nearly|always|also|usually|often|thus|therefore|then|\w+ly)){0,2} (?:an?|the|one of the)(?: (?!\w+ing\b)[\w-]+)?\s+$",
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
            "§ is the sail behind the [mast].",
            "§ is divided into [movements].",
            "§ is faster than [salt].",
            "§ is standard when training [networks].",
            "The law of § is that [theft] be punished.",
            "§ is neither a [dish] nor a sauce.",
            "The [mammal] is a §.",
        ),
    ),
)
