"""What a concept is unlike, and what it is like."""

from conceptgraph.extraction.cues.cue import GAP, HEAD, Cue

#: Behind what is preferred: "is often the better choice".
_BETTER = (
    r"^(?: \([^()]{0,40}\)| (?:with|of|without|on) [^,;:.?!§]{3,40}?)? (?:(?:is|are|would be|remains?)(?: (?:often|usually|far|much|mostly|sometimes|generally|always|still|almost|typically|perhaps|\w+ly))*+ (?:(?:the|an?) )?"
    r"(?:better|safer|cheaper|simpler|wiser|stronger|faster|easier|stricter)(?=[.,;:]| (?:bet|choice|option|way|tool|answer|guide|fit|start|idea|and|here|there|then)\b)|(?:often |usually |mostly |sometimes )?(?:does|do|works?|fares?|serves?|copes?|generalizes?|fits?|scales?|keeps?|lasts?) (?:\w+ )?(?:better|more|best|longer|well with less)(?: with\b)?)(?! than\b)"
)

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
        before=r"\b(?:us(?:es?|ing)|tak(?:es?|ing)|choos(?:es?|ing)|prefers?|preferring|turn to|switch to|resort to|go for|pick)"
        + GAP
        + r"|\b(?:people|one|many|some|most|others|you|we|they|experts|\w+ers) (?:\w+ly |often |then )?(?!(?:always|nearly)\b)\w+(?: [\w-]+ (?:and|or))?()(?: (?:an?|the))? $",
        after=r"^ instead\b(?! of (?!(?:an? |the )?§))",
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
        name="set-apart",
        predicate="contrasts with",
        before=r"\b(?:(?:makes?|sets?|keeps?|tells?|holds?) (?:it|them|§) (?:apart|different|distinct|differ|stand out)(?: \w+)? from|(?:difference|distinction)s? (?:from|to))"
        + GAP,
        implicit=True,
        holds=(
            "Three things make it differ from a [sonata].",
            "Its age sets it apart from the [mortgage].",
            "What makes § different from a [lease] is the term.",
            "Two spots tell it apart from the [whale].",
            "That keeps § distinct from [theft].",
            "The main difference from a [tram] is the wheel.",
            "Its bright color makes them stand out from [sloops].",
            "The only difference to a [hub] is the table.",
        ),
        fails=(
            "§ is far from the [harbor].",
            "§ makes a [sonata] of it.",
            "Three things do not make it different from a [sonata].",
            "They take § apart with a [wrench].",
            "§ is set on the [table].",
            "The difference is made by a [judge].",
            "It comes from a [farm].",
            "Without being distinct from [theft], § is punished.",
        ),
    ),
    Cue(
        name="contrasts",
        predicate="contrasts with",
        before=r"\b(?:unlike|in contrast (?:to|with)|by contrast (?:to|with)|contrast(?:s|ed)? with|as opposed to|opposed to|rather than|instead of|(?<![^,] )compared (?:to|with)|in comparison (?:to|with)|differs? (?:\w+ )?from|(?:different|distinct) from|as against|versus|vs\.?"
        r"|(?:not to be |never be |not be |often |sometimes |easily |be )?(?:confused|mistaken) (?:with|for)|(?:the )?opposites? of|(?:is|are) (?:not|no|neither|never)(?: simply| really| strictly)? (?:the same (?:as|thing as)|an?\b|the\b|(?=\w+$)|(?= ?$))|contrary to|whereas(?= [^,]{0,40}$)|(?:^|, )while(?= (?:an? |the |most |many |all |every )?$)"
        r"|distinguish\w* (?:it |them |§ )?from|(?:overcomes?|avoids?|lifts?|removes?) (?:the|some|many|most|several) (?:\w+ )?(?:limit|limitation|weakness|drawback|shortcoming|flaw)(?:e?s)? of|alternatives? to|in place of|replac(?:es?|ed)|preferred (?:to|over)|prefers? (?:it|them|§) (?:to|over)|unlike (?:in|with|for|at|on))"
        + GAP
        + r"|§,? (?:and )?not(?: with| by| from)?() (?:an?|the)(?: [\w-]+)? $|, (?:instead of|rather than) (?:being )?(?:\w+(?:ed|n|t) )?(?:with|by|like|as|from|along|in|on|at|through|over|into|along with|together with)()(?: (?:an?|the)(?: [\w-]+)?)? $"
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
        name="others-compared",
        predicate="mentions",
        # A sentence that opens with what is better goes on about what the one before it spoke of, which may be a kind of the concept.
        before=r"^(?:(?:an?|the|most|many|some|all) )?(?:(?!(?:for|in|on|at|with|where|when|if|though)\b)[\w-]+ )?()$",
        after=_BETTER,
        holds=(
            "[Ferries] cope better with wind and ice.",
            "A [ferry] is often the better choice.",
            "[Rye] is usually cheaper.",
            "Most [canoes] do more with less.",
            "The [viola] works better, and it is light.",
            "Wooden [chisels] last longer.",
            "[Cash] is simpler.",
            "Some [courts] keep better, which helps.",
        ),
        fails=(
            "In winter, [rye] is usually cheaper.",
            "For a short trip, a [ferry] is often the better choice.",
            "§ is slow, and a [ferry] is the better choice.",
            "On a lake a [canoe] does more with less.",
            "[Ferries] are ships.",
            "[Ferries] cope with §.",
            "[Rye] is not cheaper.",
            "The [viola] is better than §.",
        ),
    ),
    Cue(
        name="better-choice",
        predicate="contrasts with",
        after=_BETTER,
        holds=(
            "For a short trip, a [ferry] is often the better choice.",
            "In winter, [rye] is usually cheaper.",
            "For small sums, [cash] is simpler.",
            "On a lake a [canoe] does more with less.",
            "Where there is a clerk, an [affidavit] is the safer bet.",
            "For a duet, the [viola] works better.",
            "On stone, a [chisel] is far better.",
            "In a hurry, [yeast] is a faster way.",
        ),
        fails=(
            "§ is better than a [ferry].",
            "A [ferry] is better than nothing.",
            "[Rye] is not cheaper.",
            "§ is cheaper with [cash].",
            "A better [canoe] is a §.",
            "The [viola] works with §.",
            "A [chisel] is good.",
            "[Yeast] makes § rise.",
        ),
    ),
    Cue(
        name="set-against",
        predicate="contrasts with",
        after=r"^(?! (?:is|are|was|were) (?:an?|the) )[^;:.?!§]{8,120}; (?:here|§|this (?:one|method|technique|approach|rule|way|kind|form)|(?:the|an?|every|each|most) (?:[\w-]+ ){0,4}§)(?=[ ,.])",
        fallback=True,
        holds=(
            "A plain [ferry] turns around at each end; here two bows do the work.",
            "The [sonata] repeats its themes; a § never does.",
            "A [lease] ends after a year; § goes on for life.",
            "[Yeast] needs an hour in the warm; here five minutes suffice.",
            "In a [hub] every packet goes to all; the § sends it to one.",
            "A [crime] is punished by the state; § leads to damages.",
            "Every [fern] has spores on its leaves; the seeds of a § are naked.",
            "The [oboe] has a double reed; most § have one.",
        ),
        fails=(
            "A [ferry] is a kind of §; here it turns.",
            "The [sonata] uses § in its end; it is short.",
            "A [lease] ends; nobody cares.",
            "[Yeast] needs an hour in the warm.",
            "§ sends it to a [hub]; here it stays.",
            "The [crime] is forgotten.",
            "Every [fern] is the home of a bug; it has six legs.",
            "[Oboes] are cheap: § is not.",
        ),
    ),
    Cue(
        name="similar",
        predicate="similar to",
        before=r"\b(?:similar(?:ly)? to|analogous to|akin to|resembl(?:es?|ing)|reminiscent of|equivalent to|comparable (?:to|with)|(?:is|are|works?|behaves?|acts?|looks?|tastes?|sounds?) (?:much |just |exactly |a little |a bit |rather |very much )?like|just like|much like|counterparts? (?:of|to)|cousins? of|relatives? of)"
        + GAP
        + r"|(?<=§), like()(?: (?:an?|the|most|many|all))?\s+[\"'“‘(]?$",
        after=HEAD,
        holds=(
            "§ is similar to [RMSprop].",
            "§ works much like [momentum].",
            "§ is comparable to [entropy].",
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
    Cue(
        name="goes-with",
        predicate="related to",
        before=r"\b(?:(?:closely|intimately|directly|loosely|distantly) (?:related|connected|linked|tied) (?:to|with)|(?:paired|associated|linked|connected|bound up|intertwined) with|goes? hand in hand with|has (?:much|a lot|something) to do with)"
        + GAP,
        after=HEAD,
        holds=(
            "§ is closely related to [entropy].",
            "§ is commonly paired with a [drum].",
            "A § goes hand in hand with a [deed].",
            "§ has much to do with [rhythm].",
            "§ is often associated with [winter].",
            "Larger § are linked with [storms].",
            "§ is intimately connected with the [tide].",
            "In most towns § is bound up with the [harbor].",
        ),
        fails=(
            "§ has nothing to do with [rhythm].",
            "§ is not closely related to [entropy].",
            "§ goes to the [harbor] with a hand.",
            "§ uses a [drum].",
            "A pair of § with a [deed].",
            "§ is unlike [winter].",
            "§ is connected by a [cable].",
            "No § is linked with [storms].",
        ),
    ),
)
