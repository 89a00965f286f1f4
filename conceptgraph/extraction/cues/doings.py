"""What a concept has and turns into what, which are its usual forms, and what people take in its place."""

from conceptgraph.extraction.cues.cue import GAP, HEAD, Cue

_MANNER = r"(?:(?:\w+ly|often|also|always|then|thus|first|can|may|will|usually) )*+"
_CLAUSE = r"that|which|who|where|when|if|because|so|but|and then|while|until|unless|before|after|as|than|not"
_TURNS = (
    r"(?:turn|convert|transform|translate|map|compare|multipl(?:y|ie)|replace|combine|separate|split|divide|match|weigh|link|connect|join|mix|add|adjust"
    r"|update|move|check|test)e?s?"
)

DOINGS: tuple[Cue, ...] = (
    Cue(
        name="turns-into",
        predicate="uses",
        before=rf"§ {_MANNER}{_TURNS}() (?:(?!\b(?:{_CLAUSE})\b)[^,;:.?!]){{1,60}}? (?:into|to|with|by|from|against|and|between)"
        r" (?:(?:an?|the|its|each|every|any|some|another) )?(?:(?!\w+ing\b)[\w-]+ )?$",
        after=HEAD,
        holds=(
            "§ mixes an egg into the [dough].",
            "The § compares the weight with a [limit].",
            "§ then replaces every comma by a [semicolon].",
            "A § connects a tap to a [hose].",
            "§ divides the debt between the [heirs].",
            "§ mixes flour and cold [water].",
            "Every § links a word with its [root].",
            "§ separates the cream from the [milk].",
        ),
        fails=(
            "§ turns to the left behind a [bridge].",
            "Milk turns into [cheese], and § into nothing.",
            "§ never turns milk into [cheese].",
            "§ compares well when a [judge] is near.",
            "§ connects a tap that leads to a [hose].",
            "The [heirs] divide §.",
            "§ is mixed, unlike [water].",
            "§ moves the cup before a [guest] asks.",
        ),
    ),
    Cue(
        name="has",
        predicate="has part",
        before=r"(?<!one )\b(?:has|have)(?! (?:(?:an?|the|much|some|no|little|\w+ly) )?(?:to|been|no|nothing|little|had|become|effect|advantage|disadvantage|tendency"
        r"|influence|idea|relation|in common|\w+ed)\b)"
        + GAP
        + r"|^(?:(?:an?|the|each|every) )?§ (?:is (?:an?|the|one|any)|are) (?:(?!(?:in|by|of|for|from|to|on|at|that|which|who|whose|where|when|not|\w+ed)\b)[\w-]+,? ){1,6}?with"
        r"(?= (?:an?|one|two|three|four|several|many|few|far|more|only|at least|\d+)\b)"
        + GAP
        + r"|^(?:(?:for|in) )?(?:(?:an?|every|each|most|some) )?§ with(?= (?:an?|one|two|three|four|several|many|few|far|more|\d+)\b)"
        + GAP
        + r"|^(?:(?:an?|the|each|every) )?§(?: \([^()]{0,60}\))? (?:is|are) (?:an?|the) (?:(?!(?:of|in|on|for|with|by|to|that|which)\b)[\w-]+ ){1,4}whose() $"
        + r"|\bwhose (?:\w+ )?(?:rows?|columns?|entries|elements?|members?|parts?|nodes?|steps?|components?|layers?|edges|units?|points|cells?|pieces)"
        r" (?:is|are|hold|contain)" + GAP,
        after=HEAD,
        holds=(
            "Every § has two [horns].",
            "§ has a [keel] of lead.",
            "A § is a boat with a flat [bottom].",
            "§ is a short poem with three [stanzas].",
            "A § is a square whose rows are [trees].",
            "Most § have [gills].",
            "The § usually has one [judge].",
            "§ is a jury whose members are [farmers].",
        ),
        fails=(
            "§ has no [horns].",
            "§ has to leave the [harbor].",
            "§ has been read by a [judge].",
            "§ is a boat without a [keel].",
            "§ is music with two [voices].",
            "§ has nothing to do with [trees].",
            "A § is a boat for a lake with [fish].",
            "§ is a jury with respect to [fines].",
            "§ has never a [leader].",
        ),
    ),
    Cue(
        name="part-of-it",
        predicate="has part",
        after=r"^ of (?:an?|the|each|every|most|such an?|all) §(?=[.,;:)]|$| (?:is|are|has|have|was|were|can|must|that|which|do|does)\b)"
        r"|^(?:(?:, | and |, and )(?:(?:the|an?) )?[\w-]+(?: \$[^$]{1,40}\$)?){0,3} belongs? to (?:(?:the|an?|each|every) )?§(?=[.,;:)]|$| (?:and|but|as)\b)",
        holds=(
            "The [keel] of a § is made of lead.",
            "The [strings] of the § are wound.",
            "A [leaf] of every § has veins.",
            "The [clauses] of a § can be void.",
            "The last [movement] of the § has three themes.",
            "The [header] of each § was lost.",
            "The [crust] of a § must be brown.",
            "All [gills] of the § do the same.",
        ),
        fails=(
            "The [keel] of a boat carries §.",
            "The [strings] of no § are wound.",
            "A [leaf] is a part of §.",
            "The [clauses] of another contract, not of §.",
            "The [movement] uses §.",
            "The [header] without a § was lost.",
            "§ of a [crust] are brown.",
            "A [gill] like §.",
        ),
    ),
    Cue(
        name="usual-choice",
        predicate="has example",
        after=r"^(?: \([^()]{0,40}\))?(?:, which [^,;:.?!]{3,60},)?(?:(?:, | and | or |, and |, or )(?:(?:an?|the) )?[\w-]+(?: [\w-]+){0,3}){0,4} (?:is|are|remains?|was|were) "
        r"(?:(?:by far|perhaps|probably|also|all|both|still) )?(?:an?|the|its|their|one of the|some of the|two|three|another|other|popular) "
        r"(?:(?!of\b)[\w-]+ ){0,2}(?:choices?|kinds?|forms?|types?|examples?|variants?|members?|versions?|representatives?|instances?|flavors?"
        r"|varieties|special cases?|candidates?|(?<=est )method|(?<=est )technique|(?<=est )algorithm|(?<=est )tool)(?=[.,;:]|$| of (?:§|it|them|this|such)\b| in | for | with | and )",
        holds=(
            "[Cheddar] and Gouda are the usual choices.",
            "The [string quartet] is its most successful form.",
            "The [sloop] is the other common type.",
            "[Rice], wheat and rye are the main kinds.",
            "The [mortgage] is perhaps the oldest type, and the pawn another one.",
            "[Chess] is the best-known example.",
            "The [rondo] and the fugue are two popular forms.",
            "[Basmati] remains a popular choice.",
        ),
        fails=(
            "[Cheddar] is a kind of rubber.",
            "The [string quartet] is not its form.",
            "The [sloop] takes the other form.",
            "[Rice] is cheap.",
            "A [mortgage] needs two forms.",
            "[Chess] players are the best examples.",
            "[Basmati] is a form of wealth.",
            "The [rondo] is near a form.",
        ),
    ),
    Cue(
        name="is-taken",
        predicate="uses",
        after=r"^(?: (?:and|or|of) (?:(?:an?|the|every|each|all|any) )?[\w-]+(?: [\w-]+)?)? (?:is|are) (?:then |first |also |usually |often |\w+ly )?(?:computed|calculated|multiplied|averaged|added|subtracted|divided|tried|measured|minimi[sz]ed|maximi[sz]ed|adjusted|updated|replaced|compared|normali[sz]ed|scaled|split|fed|trained|chosen|applied|estimated|weighted|weighed|summed|squared|counted|sampled|drawn|taken|evaluated|shifted|sorted|selected|picked|combined|mixed|read|turned|restored|thrown away|discarded|dropped|removed|tuned)\b(?! (?:to|from) (?:it|them|§)(?:$|\W))",
        holds=(
            "The [beats] are counted.",
            "Every [vote] is then weighed.",
            "The [speed] is measured twice.",
            "Each [leaf] and stem is sorted by hand.",
            "The [wages] are averaged.",
            "All [samples] are drawn at random.",
            "The [pitch] is first compared with a fork.",
            "The [flour] is slowly mixed in.",
        ),
        fails=(
            "The [beats] are loud.",
            "Every [vote] counts.",
            "No [speed] of the car is measured.",
            "Each [leaf] is green.",
            "The [wages] are not averaged.",
            "§ is measured in [samples].",
            "The [pitch] rises when it is compared.",
            "The [flour] mixed with water rises.",
            "In a kitchen, [salt] is added to it afterwards.",
        ),
    ),
)
