"""What a concept uses, and what uses it."""

from conceptgraph.extraction.cues.cue import GAP, Cue

USES: tuple[Cue, ...] = (
    Cue(
        name="used-in",
        predicate="used in",
        before=r"\b(?:used|useful|needed|applied|employed|deployed|found|common(?:ly found)?|popular|standard|important|helpful|essential|central|indispensable|vital|typical|characteristic|widespread|ubiquitous|at work|at home|built|key|appear(?:s|ing)?|occurs?|occurring|shows? up|turns? up|features?|featured|serves?|crops? up|exploited|put to use|met|seen|encountered|put|placed|(?:meet|find|see|use|encounter)s? (?:it|them|§)(?: most| more)?|plays? a(?:\s[\w-]+){0,2} (?:part|role))(?:,?\s+(?:for example|for instance|e\.g\.|above all|especially|chiefly|mainly|mostly|most often|widely|heavily|notably|in particular|typically|often),?)?(?:\s+\w+ly)?\s+(?:in(?:side|to|side of)?|for|by|to|within|throughout|across|as part of|as \w+ (?:\w+ )?(?:in|of|for))"
        + GAP
        + r"|\b(?:basis|foundation|building blocks?|workhorse|components?|ingredients?|hallmark|signature|fixture|staple|feature|cornerstone|trademark|key|heart|home) (?:of|for|in)"
        + GAP
        + r"|\b(?:equips|powers|drives|underpins|underlies|enables)"
        + GAP,
        holds=(
            "§ is used in [autoencoders].",
            "Used for example in [autoencoders].",
            "§ is the basis of [backpropagation].",
            "§ occurs in most [autoencoders].",
            "You will find it most often in [autoencoders].",
        ),
        fails=("§ is not used in [autoencoders].", "§ uses [autoencoders].", "§ differs from [backpropagation]."),
    ),
    Cue(
        name="application",
        predicate="used in",
        before=r"\b(?:applications?|uses?|use cases?|homes?|habitats?|(?:place|setting)s?)(?: (?:of|for) (?:an? |the )?§)?(?: in practice)? (?:is|are|include)"
        + GAP,
        implicit=True,
        holds=(
            "A typical application is the [autoencoder].",
            "The classic home of § is the [autoencoder].",
            "Common uses are [regression] and ranking.",
        ),
        fails=("A typical application of § uses [autoencoders].", "§ uses [regression].", "The loss is the [autoencoder]'s."),
    ),
    Cue(
        name="setting",
        predicate="used in",
        before=r"^(?:with)?in(?:side)?\s()(?:[\w-]+ ){0,3}$",
        after=r"^[\"'”’)]*(?: \w+)?, [^.;]{0,40}§",
        holds=(
            "In an [autoencoder], § decides what survives.",
            "In [gradient descent], the § is a number.",
            "Within a [neural network], § is a part.",
        ),
        fails=("In contrast to [autoencoders], § is wide.", "§ lies in [gradient descent].", "In a [neural network] there are layers."),
    ),
    Cue(
        name="uses-it",
        predicate="used in",
        after=r"^[\"'”’)]*(?:\s+\w+){0,3}?\s+(?:(?:\w+ly|often|usually|may|can|also|all|both|typically) )*(?:us(?:es?|ing)|rel(?:y|ies) on|employs?|contains?|needs?|requires?|includes?|depends? on|features?|builds? on|exploits?|(?:is|are) (?:built|based|trained|organi[sz]ed) (?:on|with|from|around|of)|squeezes?|pass(?:es)?|makes? use of|routes?|forces?|funnels?|compress(?:es)?|hinges? on|revolves? around)(?=[^.;]{0,60}§|\s+(?:it|them|one|this)\b)",
        holds=(
            "Most [autoencoders] use §.",
            "Every [autoencoder] contains one.",
            "[Autoencoders] squeeze their input through §.",
            "An [autoencoder] is built around §.",
        ),
        fails=("§ uses [autoencoders].", "[Autoencoders] differ from §.", "[Autoencoders] use noise."),
    ),
    Cue(
        name="uses",
        predicate="uses",
        before=r"\b(?:us(?:es?|ing)|employ(?:s|ed|ing)?|appl(?:y|ies|ying)|rel(?:y|ies|ying) on|depend(?:s|ing)? on|based on|builds? (?:up)?on|built (?:up)?on|rest(?:s|ing)? on|combin(?:es?|ing)|borrow(?:s|ed|ing)?|comput(?:es?|ed|ing)(?: from| by| with)?|calculat(?:es?|ed|ing)(?: from| by| with)?|minimi[sz](?:es?|ed|ing)|maximi[sz](?:es?|ed|ing)|in terms of|by means of|with the help of|makes? use of|needs?|needing|requir(?:es?|ing)|obtained (?:from|by)|derived from|defined (?:by|as|through|from|in terms of|on|over)|measured (?:by|with|in)|driven by|trained (?:with|by|using|through)|follows from|multipl(?:y|ies|ying)|averag(?:es?|ing)|sums?|summing|estimat(?:es?|ing)|inherits?|integrat(?:es?|ing)|incorporat(?:es?|ing)|merg(?:es?|ing)|adopts?)"
        + GAP,
        holds=(
            "§ uses the [chain rule].",
            "§ is computed from the [gradient].",
            "§ relies on [backpropagation].",
            "§ minimizes the [loss function].",
        ),
        fails=("§ does not use the [chain rule].", "§ is unlike the [gradient].", "§ never relies on [backpropagation]."),
    ),
    Cue(
        name="by-way-of",
        predicate="uses",
        before=r"\b(?:by|from|with|via|given)" + GAP,
        definition_only=True,
        holds=("§ is a field opened by [backpropagation].", "§ decides, from [gradients], what to do.", "§ is a line with a [slope]."),
        fails=("§ is not reached by [backpropagation].", "§ uses [gradients].", "§ is the [slope]."),
    ),
)
