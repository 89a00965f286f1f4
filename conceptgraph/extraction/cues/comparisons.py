"""What a concept is unlike, and what it is like."""

from conceptgraph.extraction.cues.cue import GAP, Cue

COMPARISONS: tuple[Cue, ...] = (
    Cue(
        name="like-others",
        predicate="is a",
        before=r"\b(?:unlike|like|as in|as with|compared with|compared to|than) (?:most |many |all |some |any )?other" + GAP,
        negated=True,
        holds=(
            "Unlike other [activation functions], § looks at a whole layer.",
            "Like most other [optimizers], § needs a start.",
            "§ is faster than other [optimizers].",
        ),
        fails=("Unlike [SGD], § adapts.", "§ is one of the other [optimizers].", "Like [momentum], § averages."),
    ),
    Cue(
        name="contrasts",
        predicate="contrasts with",
        before=r"\b(?:unlike|in contrast (?:to|with)|by contrast (?:to|with)|contrasts? with|as opposed to|opposed to|rather than|instead of|(?<![^,] )compared (?:to|with)|in comparison (?:to|with)|differs? from|different from|as against|versus|vs\.?|(?:not to be |never be |often )?confused with|(?:the )?opposite of|(?:is|are) not (?:the same (?:as|thing as)|an?|the)|contrary to|where(?:as)?(?= [^,]{0,40}$)|distinguish\w* (?:it |them |§ )?from|alternatives? to|in place of|replaces?)"
        + GAP,
        negated=True,
        holds=(
            "Unlike [SGD], § adapts its steps.",
            "§ is not a [parameter].",
            "§ differs from [recall].",
            "§ is used instead of [grid search].",
        ),
        fails=("§ is a [parameter].", "§ goes with [recall].", "§ looks like [SGD]."),
    ),
    Cue(
        name="similar",
        predicate="similar to",
        before=r"\b(?:similar(?:ly)? to|analogous to|akin to|resembl(?:es?|ing)|reminiscent of|equivalent to|comparable (?:to|with)|related to|(?:is|are|works?|behaves?|acts?) (?:much |just |exactly |a little |a bit )?like|just like|much like|counterparts? (?:of|to)|cousins? of|relatives? of)"
        + GAP,
        holds=("§ is similar to [RMSprop].", "§ works much like [momentum].", "§ is closely related to [entropy]."),
        fails=("§ uses [RMSprop].", "§ is not similar to [momentum].", "§ likes [entropy]."),
    ),
)
