"""Other names of a concept, and where an author sends the reader for more."""

from conceptgraph.extraction.cues.cue import HEAD, Cue

#: A name may have an article, no adjective: "known as a patience [parameter]" gives another one.
_NAME = r"()(?: (?:an?|the))?\s+[\"'“‘(]?$"

NAMING: tuple[Cue, ...] = (
    Cue(
        name="also-known-as",
        predicate="also known as",
        before=r"\b(?:also|otherwise|sometimes|often|usually|commonly|better|formerly|previously|originally|colloquially|informally|variously)\s+(?:known as|called|named|termed|written(?: as)?|spelled|spelt|referred to as|abbreviated(?: as| to)?)"
        + _NAME
        + r"|\b(?:a\.k\.a\.?|aka|synonym(?:ous)? (?:for|of|with)|another (?:name|word|term) for|short for|stands for|an? (?:abbreviation|acronym|nickname) (?:of|for))"
        + _NAME,
        after=HEAD,
        holds=(
            "§ is also known as [weight decay].",
            "§, sometimes called [log loss], is low.",
            "§ is another name for [recall].",
            "In Britain, § are often called [courgettes].",
            "The § (formerly known as the [House of Lords]) hears appeals.",
            "§ is short for [modulator-demodulator].",
            "§ (a.k.a. [vitamin C]) prevents scurvy.",
            "For most cooks § is synonymous with [stock].",
            "Among players the § is informally termed [the break].",
        ),
        fails=(
            "§ is also used in [weight decay].",
            "§ calls [recall] often.",
            "§ knows [log loss].",
            "§ is not to be called a [broth].",
            "The § is known for its [cadences].",
            "§ stands in [court] alone.",
            "An § often calls a [server].",
            "The shortest § is a [motif].",
            "§ was never known as [treason].",
        ),
    ),
    Cue(
        name="see-also",
        predicate="related to",
        before=r"(?:^|[(,:.] ?)(?:see(?: also)?|cf\.?|confer|related(?: to| terms?)?:?)()(?:[ :,]+(?!with\b|to\b|how\b|that\b)[\w'’-]+){0,3}?[ :,]+[\"'“‘(]?$"
        r"|(?:^|\( ?)compare()(?: (?:the|an?))?\s+[\"'“‘(]?$",
        after=r"^[\"'”’]*(?:$|[.,;:)]| (?:and|or|for|below|above)\b)",
        implicit=True,
        holds=(
            "See also [recall].",
            "§ is a share (cf. [precision]).",
            "Compare [mini-batch].",
            "See the entry [recall].",
            "Related terms: [tort], contract.",
            "§ ends a phrase (see [cadence]).",
            "See [osmosis] for the passage of water.",
            "Compare the [fugue].",
            "A host has one, see [subnet mask].",
        ),
        fails=(
            "§ is what people see in [recall].",
            "We see [recall] fall.",
            "§ uses [precision].",
            "Compared with [recall], § is high.",
            "Compare 50 plain [layers] with it.",
            "Compare [layers] that multiply with such as add.",
            "§ lets the judge see [evidence].",
            "See how [yeast] works.",
            "It is not related to [recall].",
        ),
    ),
)
