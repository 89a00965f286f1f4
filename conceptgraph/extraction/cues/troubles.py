"""What goes wrong with a concept, and what helps against it."""

from conceptgraph.extraction.cues.cue import GAP, Cue

TROUBLES: tuple[Cue, ...] = (
    Cue(
        name="suffers-from",
        predicate="suffers from",
        before=r"\b(?:suffer(?:s|ed|ing)?(?: \w+ly| badly| most| in particular)? from|(?:prone|susceptible|vulnerable|sensitive|subject|exposed|liable) to"
        r"|(?:plagued|troubled|afflicted|hampered|haunted|beset|hindered|hurt|harmed|bothered|crippled|limited|held back|affected|dogged|weakened|undermined|thwarted|bedeviled) (?:\w+ )?by"
        r"|(?:falls?|fell|falling) (?:\w+ )?(?:victim|prey) to|struggl(?:es?|ed|ing) (?:\w+ )?(?:with|against)|runs? (?:\w+ ){0,2}into|(?:has|have) (?:\w+ )?(?:trouble|problems?|difficult\w+) with|at the mercy of|(?:faces?|facing|incurs?|risks?|encounters?)"
        r"|(?:its|their) (?:\w+ )?(?:trouble|problems?|difficult\w+|struggle)s? with|(?:has|have|had|must|needs?|struggles?|struggling)(?: to)? (?:fight|cope with|contend with|deal with|battle|wrestle with|reckon with|live with)|(?:result|consequence|outcome|upshot|symptom)s?(?: of this)? (?:is|are)"
        r"|(?:downside|drawback|weakness|weak spot|enemy|curse|shortcoming|limitation|nemesis|achilles\W* heel|trouble|problem)s?(?: (?:of|with|for) §)?(?: \w+)? (?:is|are)|(?:victims?|casualty|casualties) (?:of|to)|falls? short because of|bumps? into|comes? at the (?:cost|risk|price) of|at (?:the )?risk of)"
        + GAP,
        holds=(
            "§ suffers from the [vanishing gradient] problem.",
            "On long inputs § is prone to [overfitting].",
            "§ is often plagued by [vanishing gradients].",
            "§ falls victim to [overfitting].",
            "§ is sensitive to [outliers].",
            "Sooner or later § has to cope with [overfitting].",
            "Its best-known weakness is [overfitting].",
        ),
        fails=(
            "§ does not suffer from [overfitting].",
            "§ uses [vanishing gradients] as an example.",
            "§ never runs into [overfitting].",
        ),
    ),
    Cue(
        name="not-spared",
        predicate="suffers from",
        before=r"\b(?:not|never|hardly|cannot|n't|no) (?:\w+ )?(?:protect|save|spare|shield|guard|immun|safe|free|secure|cure|remedy)\w*(?: (?:§|it|them))?(?: completely| fully| entirely)? (?:from|to|against|of)"
        + GAP,
        negated=True,
        holds=(
            "That does not protect § from [overfitting].",
            "§ is not immune to [vanishing gradients].",
            "§ is no cure against [overfitting].",
        ),
        fails=("§ protects from [overfitting].", "§ is immune to [vanishing gradients].", "§ is not a [parameter]."),
    ),
    Cue(
        name="affects",
        predicate="suffers from",
        after=r"^[\"'”’)]*(?:\s+(?:problem|issue|effect|phenomenon)s?)?\s+(?:\w+ly |often |also |can |may |will |then )*(?:plagues?|hampers?|haunts?|afflicts?|hurts?|cripples?|troubles?|affects?|besets?|hinders?|limits?|hits?|bites?|strikes?|spoils?|dogs?|undermines?|threatens?|bothers?|(?:is|are) (?:a|the|its|their|an|one of the) (?:[\w-]+ ){0,3}(?:problems?|weakness(?:es)?|dangers?|risks?|drawbacks?|limitations?|weak spots?|downsides?|obstacles?|enem(?:y|ies)|hurdles?|pitfalls?|threats?|nuisances?))\b",
        holds=(
            "The [vanishing gradient] problem plagues §.",
            "[Overfitting] often hurts §.",
            "[Overfitting] is a common problem of §.",
            "[Outliers] are the main obstacle § runs into.",
        ),
        fails=("[Overfitting] is measured by §.", "[Vanishing gradients] are small.", "[Overfitting] does not hurt §."),
    ),
    Cue(
        name="mitigated-by",
        predicate="mitigated by",
        before=r"\b(?:mitigated|prevented|avoided|reduced|solved|fixed|cured|remedied|countered|addressed|alleviated|tamed|contained|limited|overcome|controlled|detected)(?: \w+ly)? (?:by|with|through|using|via)"
        + GAP
        + r"|\b(?:remed(?:y|ies)|cures?|fix(?:es)?|solutions?|countermeasures?)(?: (?:for|to|against) §)? (?:is|are|include)"
        + GAP,
        holds=("§ is mitigated by [gradient clipping].", "§ can be avoided with [early stopping].", "Remedies include [dropout]."),
        fails=("§ is caused by [gradient clipping].", "§ comes with [early stopping].", "§ cannot be fixed by [dropout]."),
    ),
    Cue(
        name="contains-it",
        predicate="mitigated by",
        after=r"^[\"'”’)]*\s+(?:\w+ly |often |also |can |may |helps? (?:to )?|(?:is|are) (?:\w+ )?used to )*(?:mitigates?|prevents?|reduces?|avoids?|solves?|contains?|tames?|limits?|counters?|alleviates?|overcomes?|fix(?:es)?|cures?)(?= (?:§|this|the problem|the issue))",
        holds=("[Gradient clipping] mitigates §.", "[Dropout] helps to reduce §.", "[Early stopping] is often used to avoid §."),
        fails=("[Gradient clipping] is like §.", "[Dropout] needs §.", "[Early stopping] prevents overfitting."),
    ),
    Cue(
        name="mitigates",
        predicate="mitigates",
        before=r"\b(?:mitigat(?:es?|ed|ing)|prevent(?:s|ed|ing)?|reduc(?:es?|ed|ing)|avoid(?:s|ed|ing)?|combat(?:s|ed|ing)?|counter(?:s|ed|ing|acts?)?|alleviat(?:es?|ed|ing)|solv(?:es?|ed|ing)|address(?:es|ed|ing)?|fight(?:s|ing)?|remed(?:y|ies)|overcom(?:es?|ing)|tam(?:es?|ing)|cur(?:es?|ing)|suppress(?:es|ed|ing)?|lessen(?:s|ed|ing)?|discourag(?:es?|ed|ing)|curb(?:s|ed|ing)?"
        r"|(?:protects?|guards?|helps?|defen[cs]e|remed(?:y|ies)|cures?|weapons?|works?|measures?) (?:against|with)|(?:remed(?:y|ies)|cures?|answers?|solutions?) (?:for|to))"
        + GAP,
        holds=(
            "§ mitigates the [vanishing gradient] problem.",
            "§ helps to prevent [overfitting].",
            "§ is a remedy for [exploding gradients].",
        ),
        fails=("§ causes [overfitting].", "§ does not prevent [overfitting].", "§ is measured by [overfitting]."),
    ),
)
