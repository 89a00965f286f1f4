"""What a concept is a kind, an example or an extension of, and which are its own."""

from conceptgraph.extraction.cues.cue import GAP, Cue

KINDS: tuple[Cue, ...] = (
    Cue(
        name="example-of",
        predicate="example of",
        before=r"\b(?:examples?|instances?|illustrations?) of" + GAP,
        holds=(
            "§ is an example of an [optimizer].",
            "§ is a typical instance of [overfitting].",
            "§ are examples of [activation functions].",
        ),
        fails=("§ is a part of an [optimizer].", "§ of [overfitting] is rare.", "§ is no example of a [loss function]."),
    ),
    Cue(
        name="has-example",
        predicate="has example",
        implicit=True,
        before=r"§(?:\s+(?:include|includes)|,?\s+(?:such as|for example|for instance|e\.g\.,?|including|like)|(?: of this kind)? include)"
        + GAP
        + r"|\b(?:common|typical|popular|usual|well-known|famous|main|other|familiar) (?:examples|choices|kinds|types|forms|variants|§) (?:of § )?(?:are|include)"
        + GAP
        + r"|\b(?:examples|special cases) (?:of § )?(?:are|include)"
        + GAP,
        holds=("§ such as [ReLU] are cheap.", "Common § include [sigmoid] and tanh.", "Typical examples are [dropout] and noise."),
        fails=("§ is a [sigmoid].", "Methods such as [dropout] help §.", "§ uses [ReLU]."),
    ),
    Cue(
        name="such-as",
        predicate="mentions",
        before=r"(?:\b(?:such as|for example|for instance|e\.g\.,?|including|includes?|examples? (?:is|are|include)|special cases? (?:is|are)|like))"
        + GAP,
        holds=("Methods such as [dropout] help §.", "§ needs an optimizer, for example [Adam].", "Tools (e.g., [dropout]) exist."),
        fails=("§ uses [dropout].", "§ of [Adam] is known.", "§ extends [dropout]."),
    ),
    Cue(
        name="extends",
        predicate="extends",
        before=r"\b(?:extend(?:s|ed|ing)?|generali[sz](?:es?|ed|ing)|refin(?:es?|ed|ing)|improv(?:es?|ed|ing)(?: up)?(?:on)?|modif(?:y|ies|ied|ying)|augment(?:s|ed|ing)?|deepen(?:s|ed)?|adapt(?:s|ed)?|elaborates? on)"
        + GAP
        + r"|\b(?:extensions?|generali[sz]ations?|variants?|variations?|versions?|refinements?|modifications?|adaptations?|improvements?|descendants?|successors?|offspring|derivatives?|forms? that extends?) (?:of|on|to|over)"
        + GAP
        + r"|\b(?:applied|carried over|transferred) to"
        + GAP,
        holds=("§ extends [backpropagation] to sequences.", "§ is a variant of [gradient descent].", "§ generalizes the [derivative]."),
        fails=("§ does not extend [backpropagation].", "§ is a part of [gradient descent].", "§ needs the [derivative]."),
    ),
    Cue(
        name="kind-of",
        predicate="is a",
        before=r"\b(?:kinds?|forms?|types?|sorts?|class|classes|famil(?:y|ies)|members?|special cases?|subclass(?:es)?|subsets?|subfields?|branch(?:es)?|species|styles?|method|technique|way|cases?) of"
        + GAP,
        holds=("§ is a form of [regularization].", "§ is a special case of [momentum].", "§ is a kind of [layer]."),
        fails=("§ is no form of [regularization].", "§ is made of [layers].", "§ has a [momentum]."),
    ),
    Cue(
        name="is-a",
        predicate="is a",
        before=r"(?:^|[,:—(] |\b(?:and|but|so|that|because|since|therefore|then|thus|hence) )(?:(?:an?|the|such|each|every|most|many|all|this|these|modern|typical) )*§(?: \([^)]*\))?,? (?:\w+ly )?(?:is|are|was|were)()(?: (?:also|simply|just|usually|often|itself))?(?: (?:an?|the|one of the|one|any|those|every))?(?:\s+(?!(?:of|in|to|for|by|with|from|between|on|at|as)\b)[\w-]+){0,3}?\s+$",
        after=r"^[\"'”’)]*\s*(?:$|[.,;:(—–]|(?:that|which|whose|in|for|of|with|by|where|when|used|designed|and|or|to|on|whose|from|between|over|made|built|trained|applied|at|because|as|since|but|so|after|before|inside|without)\b)",
        holds=("§ is an [optimizer] that adapts.", "§ is a simple [neural network].", "§ are [layers] with shared weights."),
        fails=("§ is not an [optimizer].", "§ is an [optimizer] state.", "§ has a [neural network]."),
    ),
)
