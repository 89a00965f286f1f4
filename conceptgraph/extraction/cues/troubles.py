"""What goes wrong with a concept, and what helps against it."""

from conceptgraph.extraction.cues.cue import GAP, HEAD, STOPS, Cue

_HARMFUL = r"(?:problem|issue|effect|phenomenon|pitfall|danger|risk|error|failure|attack)s?"
_ADVERB = r"(?:\w+ly |often |also |always |sometimes |can |could |may |might |will |then |in turn )"
_OFTEN = rf"{_ADVERB}*"
_MITIGATE = r"(?<!\ba )(?<!\bthe )(?:mitigat|prevent|reduc|avoid|combat|counter|counteract|alleviat|solv|fight|overcom|tam|cur|suppress|lessen|discourag|curb|weaken|dampen|reliev|eas)"

TROUBLES: tuple[Cue, ...] = (
    Cue(
        name="suffers-from",
        predicate="suffers from",
        before=r"\b(?:suffer(?:s|ed|ing)?(?: \w+ly| badly| most| in particular)? from|(?<!less )(?<!least )(?:prone|susceptible|vulnerable|sensitive|subject|exposed|liable) to"
        r"|(?:plagued|troubled|afflicted|hampered|haunted|beset|hindered|hurt|harmed|bothered|crippled|limited|held back|affected|dogged|weakened|undermined|thwarted|bedeviled|spoiled|spoilt) (?:\w+ )?by"
        r"|(?:falls?|fell|falling) (?:\w+ )?(?:victim|prey) to|struggl(?:es?|ed|ing) (?:\w+ )?(?:with|against)|runs? (?:\w+ ){0,2}into|(?:has|have) (?:\w+ )?(?:trouble|problems?|difficult\w+) with|at the mercy of|(?:faces?|facing|incurs?|risks?|encounters?)"
        r"|(?:victims?|casualty|casualties) (?:of|to)|falls? short because of|bumps? into|comes? at the (?:cost|risk|price) of|at (?:the )?risk of)"
        + GAP,
        holds=(
            "§ suffers from the [vanishing gradient] problem.",
            "On long inputs § is prone to [overfitting].",
            "§ is often plagued by [vanishing gradients].",
            "§ falls victim to [overfitting].",
            "§ is sensitive to [outliers].",
            "Wireless § are vulnerable to [eavesdropping].",
            "A § left in the sun is liable to [curdling].",
            "Older § were troubled by [rust].",
            "An unwritten § runs into [evidence problems].",
            "The § is always at risk of [flooding].",
        ),
        fails=(
            "§ does not suffer from [overfitting].",
            "§ uses [vanishing gradients] as an example.",
            "§ never runs into [overfitting].",
            "§ makes training less sensitive to [outliers].",
            "§ is no longer subject to [tariffs].",
            "§ runs on a [server].",
            "Nobody suffers: § is a [remedy].",
            "§ was without difficulty with [bass lines].",
            "§ are exposed in a [museum].",
        ),
    ),
    Cue(
        name="weakness",
        predicate="suffers from",
        before=r"\b(?:(?:its|their) (?:\w+ )?(?:trouble|problems?|difficult\w+|struggle)s? with"
        r"|(?:downside|drawback|weakness|weak spot|enemy|curse|shortcoming|limitation|nemesis|achilles\W* heel|trouble|problem|danger|risk|pitfall|disadvantage|flaw|vice|fault|handicap)s?(?: (?:of|with|for) (?:an? |the )?§)?(?: \w+)? (?:is|are|was|were))"
        + GAP,
        owned=True,
        holds=(
            "Its best-known weakness is [overfitting].",
            "Their main drawback is [latency].",
            "The problem with § is [rust].",
            "One danger of an § is [cross-contamination].",
            "The worst enemy of § is [moisture].",
            "Its only flaw was the [key change].",
            "The downside of § is often [delay].",
            "Its trouble with [hearsay] is well known.",
        ),
        fails=(
            "Its strength is not [overfitting].",
            "The weakness of [overfitting] is plain.",
            "Its problem is not [latency].",
            "The curse is never [rust].",
            "Its remedy is [salt].",
            "§ is a problem in [counterpoint].",
            "The risk was taken by a [trial].",
            "The danger passes by [night].",
        ),
    ),
    Cue(
        name="struggles",
        predicate="suffers from",
        before=r"\b(?:(?:has|have|had|must|needs?|struggles?|struggling)(?: to)? (?:fight|cope with|contend with|deal with|battle|wrestle with|reckon with|live with)|(?:result|consequence|outcome|upshot|symptom)s?(?: of this)? (?:is|are))"
        + GAP,
        loose=True,
        holds=(
            "Sooner or later § has to cope with [overfitting].",
            "Whoever trains § has to fight the [vanishing gradient].",
            "§ multiplies small numbers, and the result is an [underflow].",
            "Users of § have to live with [latency].",
            "§ must contend with [frost].",
            "Old § are stretched, and the consequence is a [wrong pitch].",
            "Anyone who stores § must reckon with [mold].",
            "§ was overloaded; the upshot was none, the usual consequence is [packet loss].",
        ),
        fails=(
            "§ does not have to fight [overfitting].",
            "§ has a [vanishing gradient].",
            "§ must use [salt].",
            "§ never has to cope with [frost].",
            "The consequence is not [damages].",
            "The result of § is used by a [court].",
            "§ has to call the [server].",
            "§ live with them in the [reef].",
        ),
    ),
    Cue(
        name="not-spared",
        predicate="suffers from",
        before=r"\b(?:not|never|hardly|cannot|n't|no) (?:\w+ )?(?:protect|save|spare|shield|guard|immun|safe|free|secure|cure|remedy)\w*(?: (?:§|it|them))?(?: completely| fully| entirely)? (?:from|to|against|of)"
        + GAP,
        negated=True,
        loose=True,
        holds=(
            "That does not protect § from [overfitting].",
            "§ is not immune to [vanishing gradients].",
            "§ is no cure against [overfitting].",
            "Salt alone cannot save § from [mold].",
            "§ are hardly free of [noise].",
            "A § is never safe from [appeal].",
            "Vaccinated § are not fully immune to [mutations].",
            "Encryption does not shield § against [traffic analysis].",
        ),
        fails=(
            "§ protects from [overfitting].",
            "§ is immune to [vanishing gradients].",
            "§ is not a [parameter].",
            "§ is free of [gluten].",
            "§ cannot use [salt].",
            "§ saves the [server].",
            "No § is a [rondo].",
            "§ is safe, but not a [fortress].",
        ),
    ),
    Cue(
        name="affects",
        predicate="suffers from",
        after=rf"^[\"'”’)]*(?:\s+{_HARMFUL})?\s+{_OFTEN}(?:(?:plagues?|hampers?|haunts?|afflicts?|hurts?|cripples?|troubles?|affects?|besets?|hinders?|hits?|bites?|strikes?|spoils?|dogs?|undermines?|threatens?|bothers?)(?:(?:\s+(?:an?|the|most|many|all|every|each|any|some|old|long|deep|plain|such))*\s+§|\s+(?:it|them)\b)"
        r"|(?:is|are) (?:a|the|its|their|an|one of the) (?:[\w-]+ ){0,3}(?:problems?|weakness(?:es)?|dangers?|risks?|drawbacks?|limitations?|weak spots?|downsides?|obstacles?|enem(?:y|ies)|hurdles?|pitfalls?|threats?|nuisances?)\b)",
        holds=(
            "The [vanishing gradient] problem plagues §.",
            "[Overfitting] often hurts §.",
            "[Overfitting] is a common problem of §.",
            "[Outliers] are the main obstacle § runs into.",
            "[Rust] affects most § sooner or later.",
            "[Jitter] can spoil it.",
            "The [statute of limitations] may threaten an §.",
            "[Drought] is one of the worst dangers to §.",
        ),
        fails=(
            "[Overfitting] is measured by §.",
            "[Vanishing gradients] are small.",
            "[Overfitting] does not hurt §.",
            "[Early stopping] limits the time.",
            "[Lightning] strikes the tree, and § burns.",
            "[Salt] is a cure for §.",
            "[Latency] is not the problem of §.",
            "A [writ] hits the desk before § begins.",
        ),
    ),
    Cue(
        name="mitigated-by",
        predicate="mitigated by",
        before=r"\b(?:mitigated|prevented|avoided|reduced|solved|fixed|cured|remedied|countered|addressed|alleviated|tamed|contained|limited|overcome|removed|eliminated|relieved|treated)(?: \w+ly)? (?:by|with|through|using|via)"
        + GAP,
        loose=True,
        holds=(
            "§ is mitigated by [gradient clipping].",
            "§ can be avoided with [early stopping].",
            "§ is best countered with [salt].",
            "§ is usually prevented through [pasteurization].",
            "At sea § is cured by [rest].",
            "Spoofing attacks like § are countered by [authentication].",
            "A delay like § may be remedied by an [injunction].",
            "§ has been treated with [quinine] for centuries.",
        ),
        fails=(
            "§ is caused by [gradient clipping].",
            "§ comes with [early stopping].",
            "§ cannot be fixed by [dropout].",
            "§ is contained in [milk].",
            "§ is reduced in [value].",
            "§ is not cured by [salt].",
            "The cure is worse than the [disease].",
            "§ was fixed to a [wall].",
        ),
    ),
    Cue(
        name="remedies",
        predicate="mitigated by",
        before=r"(?:^|[,;:] )(?:(?!of\b)[\w-]+ ){0,3}(?:remed(?:y|ies)|cures?|fix(?:es)?|solutions?|countermeasures?|antidotes?|safeguards?|defen[cs]es?)(?: (?:for|to|against) (?:§|it|them|this))? (?:is|are|include|range from)"
        rf"()(?:[^;:.?!]{{0,160}}(?:,| and| or))?(?:\s+(?!(?:{STOPS}|of)\b)[\w§'’%-]+){{0,4}}?\s+$",
        implicit=True,
        holds=(
            "Remedies include [dropout].",
            "The best cure for § is [rest].",
            "The usual remedies are [paint] and zinc.",
            "Its only known antidote is [charcoal].",
            "Against this, solutions include a [levee].",
            "One countermeasure is a [checksum].",
            "The simplest fix is an [index].",
            "Common safeguards against it are [seals].",
        ),
        fails=(
            "Remedies are of no use, says the [court].",
            "The cure is worse than the [disease].",
            "The usual remedies never include [paint].",
            "The solution of salt is not [water].",
            "§ is a remedy for [rust].",
            "A fix of the [index] takes long.",
            "The defense is without a [lawyer].",
            "[Rest] is a cure.",
        ),
    ),
    Cue(
        name="mitigates-it",
        predicate="mitigated by",
        after=rf"^[\"'”’)]*(?: (?:and|or) (?:the |an? )?[\w-]+)?(?: (?!(?:{STOPS}|no|not)\b)\w+)?\s+(?:{_ADVERB}|helps? (?:to )?|(?:is|are) (?:\w+ )?(?:used|meant|able) to )*+(?:mitigates?|prevents?|reduces?|avoids?|solves?|tames?|counters?|alleviates?|overcomes?|fix(?:es)?|cures?|removes?|eliminates?|combats?|lessens?|fights?|limits?|curbs?|stops?|eases?|remed(?:y|ies)|counteracts?|dampens?|(?:was|were|is|are) (?:\w+ )?(?:designed|made|meant|invented|developed|introduced|built|created) (?:against|to (?:prevent|avoid|fight|solve|reduce|fix|overcome)))(?= (?:(?:an?|the|most|much|all|any|such|some)(?: of)? )*(?:§|(?:it|that|this)(?=[.,;:)]|$| (?:by|with|in|through|and)\b)|(?:the|this) (?:problem|issue|effect)))"
        r"|^(?:(?:, and |, | and )(?:(?:an?|the) )?[\w-]+(?: [\w-]+){0,2}){0,4} (?:all |also |both )?(?:helps? against (?:§|it\b|this\b|that\b)|(?:is|are) (?:an?|the|its|one of the) (?:[\w-]+ ){0,2}(?:remed(?:y|ies)|cures?|antidotes?|safeguards?)(?=[.,;:)]|$))"
        r"|^(?: of (?:the |an? )?[\w-]+(?:['’]s?)?(?: [\w-]+)?)?(?:(?:, and |, | and | or )(?:(?:an?|the) )?[\w-]+(?: [\w'’-]+){0,6}?){0,4} (?:can |may |all |both |usually |often )?(?:makes?|keeps?|renders?) (?:it|them|§|this|that) (?:\w+ )?(?:rarer|weaker|milder|smaller|harmless|bearable|rare|small|in check|at bay|less (?:likely|severe|frequent|common|harmful))\b"
        r"|^ (?:caps?|limits?|contains?|cuts?|repairs?|undoes|stops?) (?:the|this|that|its|most|much|some) (?:of the )?(?:damage|harm|problem|trouble|effect|danger|growth)\b",
        holds=(
            "[Gradient clipping] mitigates §.",
            "[Dropout] helps to reduce §.",
            "[Early stopping] is often used to avoid §.",
            "[Pasteurization] prevents most §.",
            "[Caching] can reduce the §.",
            "[Rosin] cures the problem at once.",
            "A [mediator] will often solve this problem.",
            "[Antibodies] fight it.",
            "[Paint], zinc and dry air are the usual remedies.",
            "[Paint] helps against it.",
        ),
        fails=(
            "[Gradient clipping] is like §.",
            "[Dropout] needs §.",
            "[Early stopping] prevents overfitting.",
            "[Bakers] know §.",
            "[Breads] contain §.",
            "[Caching] does not reduce §.",
            "[Salt] cures the ham that § spoiled.",
            "[Encryption] is used in §.",
        ),
    ),
    Cue(
        name="mitigates",
        predicate="mitigates",
        before=rf"\b(?:{_MITIGATE}(?:e?s|ed|ing|ting|led|ling|e|)|protect(?:s|ed|ing)? (?:§ |it |them )?(?:from|against)"
        r"|(?:guards?|helps?|defen[cs]e|remed(?:y|ies)|cures?|weapons?|works?|measures?|safeguards?|medicines?) against|(?:remed(?:y|ies)|cures?|answers?|solutions?|antidotes?) (?:for|to))"
        + GAP,
        after=rf"(?!^ (?:to|in)\b)(?:{HEAD}|^\s+{_HARMFUL}\b)",
        holds=(
            "§ mitigates the [vanishing gradient] problem.",
            "§ helps to prevent [overfitting].",
            "§ is a remedy for [exploding gradients].",
            "§ lessens the [latency] of a page.",
            "A § can cure [scurvy].",
            "Laid early enough, § prevents a [dissonance].",
            "§ guards against [self-incrimination].",
            "§ eases the [thirst] of the plants.",
            "Without being asked, § combats [congestion].",
        ),
        fails=(
            "§ causes [overfitting].",
            "§ does not prevent [overfitting].",
            "§ is measured by [overfitting].",
            "§ is like a cured [ham].",
            "§ never solves a [dispute].",
            "§ has no remedy for [frost].",
            "§ was limited in [range].",
            "§ works with a [judge].",
            "§ is a current [account].",
        ),
    ),
)
