"""What a concept uses, and what uses it."""

from conceptgraph.extraction.cues.cue import BETWEEN, GAP, HEAD, OWN_NEXT, Cue

#: Passives that tell of a means, not of whoever does it.
_MEANS = (
    r"(?:comput|calculat|measur|train|learn|obtain|estimat|determin|solv|describ|fitt|fit|optimiz|optimis|express|represent|generat|construct|approximat|enforc|implement|perform|achiev|encod|model|evaluat|"
    r"cook|prepar|season|thicken|play|sharpen|tun|secur|encrypt)(?:ed|t)?"
)
#: Last words of names of what is done, not of who does it.
_PROCESSES = "algorithm|method|rule|search|procedure|technique|transform|descent|scheme|theorem"
_MUCH = r"(?:,?\s+(?:for example|for instance|e\.g\.|above all|especially|chiefly|mainly|mostly|most often|widely|heavily|notably|in particular|typically|often|together|today|first|again|only),?)?(?:\s+\w+ly)?"

USES: tuple[Cue, ...] = (
    Cue(
        name="used-in",
        predicate="used in",
        before=rf"\b(?:used|useful|needed|required|applied|employed|deployed|found|common(?:ly found)?|popular|standard|important|helpful|essential|central|indispensable|vital|typical|characteristic|widespread|ubiquitous|at work|at home|key|appear(?:s|ing)?|occurs?|occurring|shows? up|turns? up|featured|serves?|crops? up|exploited|put to use|met|seen|encountered|(?:meet|find|see|use|encounter)s? (?:it|them|§)(?: most| more)?|plays? a(?:\s[\w-]+){{0,2}} (?:part|role)){_MUCH}"
        r"\s+(?:in(?:side|to|side of)?|for|(?<!used )(?<!useful )(?<!needed )(?<!required )(?<!employed )(?<!found )(?<!it )(?<!them )(?<!§ )(?<!ly )to|within|throughout|across|as part of|as \w+ (?:\w+ )?(?:in|of|for))"
        + GAP
        + r"|\b(?:basis|foundation|building blocks?|workhorse|hallmark|signature|fixture|staple|cornerstone|trademark|key|home) (?:of|for|in)"
        + GAP
        + r"|\b(?:equips|powers|underpins|underlies|enables)"
        + GAP
        + r"|\b(?:standard|common|used|useful|helpful|popular|needed|essential|important|handy|practical|customary|usual) (?:\w+ )?(?:when|while)()(?: \w+ing| the| an?){0,2}(?: [\w-]+)? $"
        r"|\b(?:favorite|default|usual|standard|constant|frequent|preferred|traditional) (?!uses?\b|applications?\b)(?:\w+ ){1,3}(?:of|for|in)()(?: (?:an?|the|most|many|all))?(?: [\w-]+)? $",
        holds=(
            "§ is used in [autoencoders].",
            "Used for example in [autoencoders].",
            "§ is the basis of [backpropagation].",
            "§ occurs in most [autoencoders].",
            "You will find it most often in [autoencoders].",
            "§ is needed for [fermentation].",
            "§ is employed in [opera].",
            "In summer § plays a part in many [sauces].",
            "§ underlies [packet switching].",
            "§ is essential to a valid [contract].",
            "§ is standard when baking [rye bread].",
            "§ is the favorite spice of the [Ottoman kitchen].",
        ),
        fails=(
            "§ is not used in [autoencoders].",
            "§ uses [autoencoders].",
            "§ differs from [backpropagation].",
            "§ is no longer needed for [fermentation].",
            "§ appears without [sauces].",
            "§ is used instead of a [switch].",
            "§ is hardly useful in [opera].",
            "§ is never applied to [contracts].",
        ),
    ),
    Cue(
        name="used-by",
        predicate="used in",
        before=r"\b(?:used|needed|required|employed|exploited|applied|relied (?:up)?on)(?: \w+ly)? by" + GAP,
        after=HEAD,
        holds=(
            "§ is used by the [stomach].",
            "§ are required by most [insurers].",
            "A § is employed by [browsers] to save time.",
            "§, used mainly by [drummers], is short.",
            "The § is needed by every [root].",
            "This § is relied upon by [courts].",
            "§ are applied by all [processes] of a user.",
            "§ was often exploited by [worms].",
        ),
        fails=(
            "§ is not used by the [stomach].",
            "§ is required by [common law] courts.",
            "§ is used in [soup].",
            "§ is made by [bees].",
            "§ uses the [stomach].",
            "§ is no longer needed by [browsers].",
            "§ is near by the [root].",
            "§ is never employed by [courts].",
        ),
    ),
    Cue(
        name="used-to",
        predicate="used in",
        before=r"\b(?:used|useful|needed|required|employed|applied|(?:meet|find|use)s? (?:it|them|§))(?: \w+ly)? (?:to(?: \w+ly)? \w+|(?:for|in) \w+ing\b)"
        + GAP,
        holds=(
            "§ is used to store [records].",
            "You can use § to install a [server].",
            "§ is needed to ripen [cheese].",
            "A § is required to sell a [house].",
            "§ is often used to end a [phrase].",
            "Doctors use it to see the [bones].",
            "§ is useful to label [samples].",
            "Two § are employed to carry the [melody].",
        ),
        fails=(
            "§ is not used to store [records].",
            "§ uses a [server].",
            "§ is used to prevent [mold].",
            "§ is used in [cheese].",
            "§ leads to a [house].",
            "§ is essential to [harmony].",
            "§ is never needed to label [samples].",
            "§ used a [melody].",
        ),
    ),
    Cue(
        name="application",
        predicate="used in",
        before=r"\b(?:applications?|uses?|use cases?|homes?|habitats?|(?:place|setting)s?)(?: (?:of|for) (?:an? |the )?§)?(?: in practice)? (?:(?:is|are)(?: in| as)?|include)"
        + GAP,
        implicit=True,
        holds=(
            "A typical application is the [autoencoder].",
            "The classic home of § is the [autoencoder].",
            "Common uses are [regression] and ranking.",
            "The main uses of § include [baking].",
            "Its natural habitat is the [coral reef].",
            "One application of § is [speech recognition].",
            "The usual setting is a [string quartet].",
            "Today its most frequent use is in [mediation].",
        ),
        fails=(
            "A typical application of § uses [autoencoders].",
            "§ uses [regression].",
            "The loss is the [autoencoder]'s.",
            "Its use is not [baking].",
            "The home of a [whale] is the sea.",
            "§ is applied to [speech].",
            "The place was a [court].",
            "§ sets the [quartet].",
        ),
    ),
    Cue(
        name="setting",
        predicate="used in",
        before=r"^(?:(?:with)?in(?:side)?|at|for(?! (?:each|every)\b))\s()(?!(?:combination|contrast|comparison|addition|terms|case|spite|favor)\b)(?:[\w-]+ ){0,3}$",
        after=r"^[\"'”’)]*(?:, (?!(?:unlike|like)\b)(?:(?:an?|the|its|this|most|every|each|all|\w+ly) ){0,2}(?:§|(?:it|they)\b)| (?:(?:an?|the|its|this|every|each) )?(?:§|(?:it|they)\b))",
        adjunct=True,
        holds=(
            "In an [autoencoder], § decides what survives.",
            "In [gradient descent], the § is a number.",
            "Within a [neural network], § is a part.",
            "In a [sonata], the § comes first.",
            "In [contract law], § is a promise.",
            "Inside the [cell], § breaks sugar down.",
            "In most [kitchens], a § hangs on the wall.",
            "In a [local network], every § has an address.",
        ),
        fails=(
            "In contrast to [autoencoders], § is wide.",
            "§ lies in [gradient descent].",
            "In a [neural network] there are layers.",
            "In a [sonata], nothing is like §.",
            "Outside [contract law], § is a word.",
            "In the [cell] and elsewhere.",
            "Since the [kitchen] is warm, § rises.",
            "In a [network], the router needs §.",
            "For each [guest], § sets a plate.",
        ),
    ),
    Cue(
        name="uses-it",
        predicate="used in",
        after=rf"^[\"'”’)]*{BETWEEN}(?:,?\s+(?:that|which|who)|\s+(?!(?:not|never|no|nor|hardly|rarely|and|or|of|in|for|with|to|by)\b)\w+)?{BETWEEN}\s+(?:us(?:es?|ing)|rel(?:y|ies) (?:up)?on|employs?|needs?|requires?|depends? (?:up)?on|features?|builds? (?:up)?on|exploits?|appl(?:y|ies)|(?:is|are) (?:built|based|trained|organi[sz]ed) (?:on|with|from|around|of)|makes? use of|hinges? on|revolves? around|squeezes?(?: \w+){{1,3}} through|routes?(?: \w+){{1,3}} through)(?:{OWN_NEXT}|\s+(?:it|them|one)(?=[.,;:)]|$| (?:to|for|as|in|when)\b))"
        rf"|^[\"'”’)]*{BETWEEN} (?:keeps?|chooses?|adopts?|favors?|prefers?|takes?|learns?|applies|fits?|solves?|measures?|computes?|minimi[sz]es?|maximi[sz]es?|estimates?|tracks?|receives?|reads?|accepts?|handles?|adds?|sets?|stores?|updates?|changes?|adjusts?|counts?|multipl(?:y|ies)|divides?|averages?|calls?|passes|sends?|writes?|checks?|tests?)(?:{OWN_NEXT}|\s+(?:it|them|one)(?=[.,;:)]|$| (?:to|for|as|in|on|at|when|all|by|from|with)\b))"
        r"|^(?: \([^()]{0,40}\))?(?:(?:, and |, or |, | and | or )(?:(?:an?|the|many|other) )*[\w-]+(?: [\w-]+){0,2}(?: \([^()]{0,40}\))?){0,4} (?:can |are |is |may )(?:all |both |be |then |also ){0,3}(?:read off|computed from|calculated from|derived from|obtained from)(?= (?:§|it\b|them\b|the same|this|these))",
        holds=(
            "Most [autoencoders] use §.",
            "[Plants] need § to grow.",
            "[Autoencoders] squeeze their input through §.",
            "An [autoencoder] is built around §.",
            "Every [contract] requires §.",
            "A modern [browser] also relies on a §.",
            "[Bakers] often use it for crusts.",
            "The [sonata form] makes use of two §.",
            "[Transformers] depend on many §.",
            "[Cooks] keep it all the same.",
            "[Tides] and currents can be read off §.",
        ),
        fails=(
            "§ uses [autoencoders].",
            "[Autoencoders] differ from §.",
            "[Autoencoders] use noise.",
            "[Recurrent networks] do not use §.",
            "[Plants] need light, and § gives none.",
            "[Contracts] never require §.",
            "A [browser] is like §.",
            "[Bakers] use what § leaves.",
            "[Search] makes better use of what has been seen, and § is slow.",
        ),
    ),
    Cue(
        name="computes",
        predicate="uses",
        before=r"\b(?:measur(?:es?|ing)|adjusts?|takes?(?: in)?|turns?|splits?|adds|subtracts?|compares?|counts|weighs|scales|shifts|sorts|scans|updates?|selects|picks|works? out|chooses?|tries|reads|receives?|asks|looks (?:at|up)|acts (?:up)?on|works on|operates? on|runs over|starts (?:from|with)|transforms?|converts?|translates?|maps|replac(?:es?|ing) (?=\w+ \w+ (?:by|with))|follows|collects?|samples|squares|optimi[sz]es?|fits|trains|adapts|assigns?|changes?|modifies|manipulat(?:es?|ing)|searches|keeps? track of|(?:keeps?|stores?|records?|remembers?)(?= (?:an?|the|one|all|every|each)\b)|comput(?:es?|ing)|calculat(?:es?|ing)|minimi[sz](?:es?|ed|ing)|maximi[sz](?:es?|ed|ing)|multipl(?:y|ies|ying)|averag(?:es?|ing)|sums?|summing|estimat(?:es?|ing)|predict(?:s|ing)?|produc(?:es?|ing)|returns?|divid(?:es?|ing)|normali[sz](?:es?|ing))(?: over| up)?"
        + GAP,
        holds=(
            "§ computes the [gradient].",
            "§ minimizes the [loss function].",
            "§ averages the [predictions] of many.",
            "The § multiplies the [principal] by a rate.",
            "§ estimates a [population] from its tracks.",
            "By summing [damages], § arrives at a figure.",
            "§ divides the [octave] into twelve.",
            "A § returns a [checksum].",
        ),
        fails=(
            "§ does not compute [gradients].",
            "§ is computed from [gradients].",
            "§ uses [loss functions].",
            "§ is an average of [predictions].",
            "§ never returns a [checksum].",
            "§ is a sum of [damages].",
            "§ divides without an [octave].",
            "§ has an estimated [population].",
        ),
    ),
    Cue(
        name="uses",
        predicate="uses",
        before=rf"\b(?:us(?:es?|ing)|employ(?:s|ed|ing)?|appl(?:y|ies|ying)|rel(?:y|ies|ying) (?:up)?on|depend(?:s|ing)? (?:up)?on|based (?:up)?on|builds? (?:up)?on|built (?:up)?on|rest(?:s|ing)? on|combin(?:es?|ing)(?: (?:[\w-]+ ){1, 4}with)?|borrow(?:s|ed|ing)?|in terms of|by means of|with the help of|(?:makes?|making) use of|tak(?:es?|ing) advantage of|needs?|needing|requir(?:es?|ing)|exploit(?:s|ing)?|derived from|follows from|defined (?:by|as|through|from|in terms of)|driven by|inherits?|integrat(?:es?|ing)|incorporat(?:es?|ing)|adopts?|draws? on|works? with|{_MEANS}(?: \w+ly)? (?:by|with|in|using|through|via)|(?:comput|calculat|learn|obtain|estimat|determin|generat|construct|produc)(?:ed|t)(?: \w+ly)? from)"
        + GAP,
        holds=(
            "§ uses the [chain rule].",
            "§ is computed from the [gradient].",
            "§ relies on [backpropagation].",
            "§ requires a [deed].",
            "A § is cooked with [saffron].",
            "In winter, § needs a [trellis].",
            "§ combines the [waltz] with a march.",
            "§ is measured in [decibels].",
            "Every § is based on a [treaty].",
            "By means of a [checksum], § notices errors.",
        ),
        fails=(
            "§ does not use the [chain rule].",
            "§ is unlike the [gradient].",
            "§ never relies on [backpropagation].",
            "§ uses less salt than [soup].",
            "§ is used in a [trellis].",
            "§ is applied by a [judge].",
            "§ works without [electricity].",
            "§ is no longer based on [gold].",
            "The use of [checksums] was new to §.",
        ),
    ),
    Cue(
        name="by-process",
        predicate="uses",
        before=r"\b(?:by|via|through|by means of)" + GAP,
        mention=rf"(?:ing|(?<!func)tion|\w function|sion|sis|ment|{_PROCESSES})s?$|^(?:(?!ing\b).)*+ing\b.* with\b",
        definition_only=True,
        loose=True,
        holds=(
            "§ is a way of cooking eggs by [steaming].",
            "§ is a method that sharpens an image by [convolution].",
            "§ settles disputes through [negotiation].",
            "§ is the passage of water through a wall by [osmosis].",
            "§ moves a point through a [Fourier transform].",
            "§ is a field that translates texts, mostly by [machine learning].",
            "§ finds a route via [breadth-first search].",
            "§ is a contract ended by [performance measurement].",
        ),
        fails=(
            "§ is not reached by [backpropagation].",
            "§ is a law made by a [judge].",
            "§ is a suit brought by the [plaintiff].",
            "§ is the [fermentation] of cabbage.",
            "§ is a song without [ornamentation].",
            "§ is seen through a [lens].",
            "§ is delivered by a [jury].",
            "§ never works by [sampling].",
        ),
    ),
    Cue(
        name="by-way-of",
        predicate="uses",
        before=r"\b(?:\w+ed (?:only |\w+ly )?(?:through|via)|\w+ing (?:it|them|each|one|all) (?:by|with|through|via)|read (?:only |\w+ly )?(?:through|via))"
        + GAP
        + r"|\b(?:(?:way|algorithm|method|technique|means|procedure) of \w+ing(?: [\w-]+){1,3}|(?:done|works?|made|happens|acts?|takes place|decided|carried out|given|drawn|passed on|chosen|held together|reached)) (?:\w+ly )?(?:by|via|through|with)"
        + GAP,
        definition_only=True,
        holds=(
            "§ is a way of cooking eggs with [steam].",
            "§ is a step done with a [gradient].",
            "§ is a law made by [precedent].",
            "§ is a dance held together by an [ostinato].",
            "§ is a method of sending data via [radio waves].",
            "§ is a procedure that works through [random samples].",
            "§ is a transfer that happens via [spores].",
            "§ is a technique of settling disputes through [talks].",
            "§ is a store that is read only through [gates].",
        ),
        fails=(
            "§ is not reached by [precedent].",
            "§ uses [gradients].",
            "§ is the [slope].",
            "§ is a field with [cows].",
            "§ is a drink from [Mexico].",
            "§ is a vessel near the [radio].",
            "§ is a dance without an [ostinato].",
            "§ is a suit by the [plaintiff].",
        ),
    ),
)
