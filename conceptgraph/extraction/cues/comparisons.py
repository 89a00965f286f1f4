"""What a concept is unlike, and what it is like."""

from conceptgraph.extraction.cues.cue import GAP, HEAD, Cue

COMPARISONS: tuple[Cue, ...] = (
    Cue(
        name="like-others",
        predicate="is a",
        before=r"\b(?:unlike|like|as in|as with|(?:compared|in contrast|in comparison|opposed) (?:with|to)|(?:differs?|different|distinguish\w*)(?: it| them| §)? from|than|as well as|as fast as|as good as) (?:most |many |all |some |any |the )?other"
        + GAP,
        negated=True,
        adjunct=True,
        holds=(
            "Unlike other [activation functions], § looks at a whole layer.",
            "Like most other [optimizers], § needs a start.",
            "§ is faster than other [optimizers].",
            "Like all other [fungi], § has no chlorophyll.",
            "§ is older than any other [dance].",
            "As with other [torts], the burden of § is on the plaintiff.",
            "§ keeps longer than most other [cheeses].",
            "§ spreads like any other [virus].",
        ),
        fails=(
            "Unlike [SGD], § adapts.",
            "§ is one of the other [optimizers].",
            "Like [momentum], § averages.",
            "§ goes with other [cheeses].",
            "On the other hand, § is a [virus].",
            "§ needs other [cells].",
            "§ is like a [fugue].",
            "Other [courts] follow §.",
        ),
    ),
    Cue(
        name="instead",
        predicate="contrasts with",
        before=r"\b(?:us(?:es?|ing)|tak(?:es?|ing)|choos(?:es?|ing)|prefers?|preferring|turn to|switch to|resort to|go for|pick)" + GAP,
        after=r"^ instead\b",
        implicit=True,
        holds=(
            "Many cooks use [butter] instead.",
            "Plumbers use a [ball valve] instead.",
            "People often take the [ferry] instead.",
            "Today most courts prefer [mediation] instead.",
            "Some choose a [waltz] instead of §.",
            "Those who fear § resort to a [loan] instead.",
            "In spring they switch to [rice] instead.",
            "Since § is slow, banks go for [cash] instead.",
        ),
        fails=(
            "Many cooks use [butter].",
            "§ is used instead of [butter].",
            "People take the [ferry] with §.",
            "The [waltz] is danced instead.",
            "§ uses a [loan] in spring.",
            "They do not use [rice] instead.",
            "A [ferry] instead of § would do.",
            "Instead, § uses [cash].",
        ),
    ),
    Cue(
        name="contrasts",
        predicate="contrasts with",
        before=r"\b(?:unlike|in contrast (?:to|with)|by contrast (?:to|with)|contrast(?:s|ed)? with|as opposed to|opposed to|rather than|instead of|(?<![^,] )compared (?:to|with)|in comparison (?:to|with)|differs? (?:\w+ )?from|(?:different|distinct) from|as against|versus|vs\.?"
        r"|(?:not to be |never be |not be |often |sometimes |easily |be )?(?:confused|mistaken) (?:with|for)|(?:the )?opposites? of|(?:is|are) (?:not|no|neither|never)(?: simply| really| strictly)? (?:the same (?:as|thing as)|an?\b|the\b|(?=\w+$)|(?= ?$))|contrary to|whereas(?= [^,]{0,40}$)|(?:^|, )while(?= (?:an? |the |most |many |all |every )?$)"
        r"|distinguish\w* (?:it |them |§ )?from|alternatives? to|in place of|replac(?:es?|ed)|preferred (?:to|over))"
        + GAP
        + r"|§,? (?:and )?not(?: with| by| from)?() (?:an?|the)(?: [\w-]+)? $|, (?:instead of|rather than) (?:being )?(?:\w+(?:ed|n|t) )?(?:with|by|like|as|from|along with|together with)()(?: (?:an?|the))? $"
        + r"|\b(?:is|are) (?:not|no|neither|never)()(?: (?:an?|the))?\s+[\"'“‘(]?$",
        negated=True,
        adjunct=True,
        holds=(
            "Unlike [SGD], § adapts its steps.",
            "§ is not a [parameter].",
            "§ differs from [recall].",
            "§ is used instead of [grid search].",
            "A § is no [crime].",
            "§ should not be confused with [baking powder].",
            "While a [hub] repeats everything, § learns.",
            "§ is the opposite of an [arsis].",
            "In contrast to [mitosis], § halves the set.",
            "§ is neither a [fruit] nor a root.",
        ),
        fails=(
            "§ is a [parameter].",
            "§ goes with [recall].",
            "§ looks like [SGD].",
            "§ does not use [baking powder].",
            "§ is opposed by a [judge].",
            "§ rises while [baking] goes on.",
            "§ is often compared in a [study].",
            "§ takes the place behind the [viola].",
        ),
    ),
    Cue(
        name="similar",
        predicate="similar to",
        before=r"\b(?:similar(?:ly)? to|analogous to|akin to|resembl(?:es?|ing)|reminiscent of|equivalent to|comparable (?:to|with)|closely related to|(?:is|are|works?|behaves?|acts?|looks?|tastes?|sounds?) (?:much |just |exactly |a little |a bit |rather |very much )?like|just like|much like|counterparts? (?:of|to)|cousins? of|relatives? of)"
        + GAP
        + r"|(?<=§), like()(?: (?:an?|the|most|many|all))?\s+[\"'“‘(]?$",
        after=HEAD,
        holds=(
            "§ is similar to [RMSprop].",
            "§ works much like [momentum].",
            "§ is closely related to [entropy].",
            "A § resembles an [oboe].",
            "§ is the cousin of the [leek].",
            "In effect the § is equivalent to a [mortgage].",
            "§, like [crabs], have ten legs.",
            "The § behaves just like a [switch].",
        ),
        fails=(
            "§ uses [RMSprop].",
            "§ is not similar to [momentum].",
            "§ likes [entropy].",
            "§ is not like the [oboe].",
            "§ never resembles a [leek].",
            "§ is hardly comparable to a [mortgage].",
            "Animals like § eat [crabs].",
            "§ looks for a [switch].",
        ),
    ),
)
