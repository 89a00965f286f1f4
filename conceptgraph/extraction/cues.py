"""DOOR. Wordings that state a relation, as declared data: each cue with sentences in which it holds and fails.

A cue looks at the words before a mention and, where it says so, after it. In both, the text's own concept and pronouns that
stand for it are written `§`, other mentions stay as they are. `before` must end at the mention, with at most four words
between (see `GAP`); `after` must begin at it. In `holds` and `fails` the mention stands in [brackets] and the own concept
is §. Where several cues fit, the one whose wording is nearest wins, then the order of `CUES`.

A package adds cues by an entry point of the group `conceptgraph.cues` that names a `Cue`.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

from conceptgraph.doors import with_plugins

#: Up to four words of a noun phrase between a cue and the mention; no punctuation but hyphens, no clause of its own.
#: The empty group marks where the cue's wording ends; other groups in a cue do not capture.
GAP = r"()(?:\s+(?!(?:that|which|who|where|when|because|if|but|while|whereas|is|are|was|were|has|have|can|will|by|not)\b)[\w§$'’%-]+){0,4}?\s+[\"'“‘(]?$"
#: Verbs that deny what follows them, near the mention.
NEGATION = re.compile(
    r"\b(?:not|never|no longer|cannot|can't|don't|doesn't|isn't|aren't|neither|nor|without|hardly|rarely|instead of|rather than|no)\b(?! only\b| just\b| merely\b)",
    re.IGNORECASE,
)


@dataclass(frozen=True, kw_only=True)
class Cue:
    """One group of wordings that say the same: what is before and after a mention, and the predicate it gives."""

    name: str
    predicate: str
    before: str = ""
    after: str = ""
    #: Whether the wording says its relation also, or only, where the clause is negated ("is not a").
    negated: bool = False
    #: Whether the wording speaks of the entry's own concept without naming it ("a typical application is").
    implicit: bool = False
    #: Whether the wording says its relation only in a definition, where little stands between it and the concept.
    definition_only: bool = False
    holds: tuple[str, ...] = ()
    fails: tuple[str, ...] = ()

    @cached_property
    def _before(self) -> re.Pattern[str]:
        return re.compile(self.before, re.IGNORECASE)

    @cached_property
    def _after(self) -> re.Pattern[str]:
        return re.compile(self.after, re.IGNORECASE)

    def distance(self, before: str, after: str) -> int | None:
        """How many characters before the mention the cue's wording ends, or None where the cue does not hold."""
        start = end = len(before)
        if self.before:
            match = self._before.search(before)
            if match is None:
                return None
            start, end = match.start(), match.start(match.lastindex or 0)
        if self.after and not self._after.search(after):
            return None
        if not self.negated and NEGATION.search(before[max(0, start - 25) :]):
            return None
        return len(before) - end


CUES: tuple[Cue, ...] = (
    Cue(
        name="also-known-as",
        predicate="also known as",
        before=r"\b(?:also|otherwise|sometimes|often|usually|commonly|better|formerly|previously)\s+(?:known as|called|named|termed|written(?: as)?|referred to as|abbreviated(?: as| to)?)"
        + GAP
        + r"|\b(?:a\.?k\.?a\.?|synonym(?:ous)? (?:for|of|with)|another (?:name|word|term) for|short for|stands for)"
        + GAP,
        holds=("§ is also known as [weight decay].", "§, sometimes called [log loss], is low.", "§ is another name for [recall]."),
        fails=("§ is also used in [weight decay].", "§ calls [recall] often.", "§ knows [log loss]."),
    ),
    Cue(
        name="see-also",
        predicate="related to",
        before=r"(?:^|[(,:] ?)(?:see(?: also)?|cf\.?|compare|confer|related(?: to| terms?)?:?)()(?:[ :,]+(?!with\b|to\b)[\w'’-]+){0,3}?[ :,]+[\"'“‘(]?$",
        implicit=True,
        holds=("See also [recall].", "§ is a share (cf. [precision]).", "Compare [mini-batch].", "See the entry [recall]."),
        fails=("§ is what people see in [recall].", "We see [recall] fall.", "§ uses [precision].", "Compared with [recall], § is high."),
    ),
    Cue(
        name="suffers-from",
        predicate="suffers from",
        before=r"\b(?:suffer(?:s|ed|ing)?(?: \w+ly| badly| most| in particular)? from|(?:is|are|was|were|be|being|remains?|becomes?|makes? \S+)?\s*(?:\w+ly )?(?:prone|susceptible|vulnerable|sensitive|subject|exposed|liable) to"
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
        before=r"\b(?:not|never|hardly|cannot|n't|no) (?:\w+ )?(?:protect|save|spare|shield|guard|immun|safe|free|secure|protection|cure|remedy)\w*(?: (?:§|it|them))?(?: completely| fully| entirely)? (?:from|to|against|of)"
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
        before=r"§(?:\s+(?:are|is|include|includes)|,?\s+(?:such as|for example|for instance|e\.g\.,?|including|like)|(?: of this kind)? include)"
        r"(?<!§ are)(?<!§ is)"
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
    Cue(
        name="has-part",
        predicate="has part",
        before=r"§[^.;]{0,40}?\b(?:consists? of|consisting of|(?:is|are) (?:made|built|composed)(?: up)? (?:of|from|out of)|comprises?|contains?|stacks?)"
        + GAP,
        holds=("§ consists of an [encoder] and a decoder.", "§ is made up of [layers].", "§ contains a [hidden layer]."),
        fails=("§ is part of an [encoder].", "§ needs no [layers].", "§ is like a [hidden layer]."),
    ),
    Cue(
        name="part-of",
        predicate="part of",
        before=r"\b(?:parts?|components?|elements?|stages?|pieces?|blocks?|half|halves|members?|ingredients?|constituents?|core|heart|cent(?:er|re)|middle|waist|spine|backbone|end|side|output|input|inside|belly) of"
        + GAP
        + r"|\b(?:belongs? to|sits? (?:\w+ ){0,3}(?:in|inside|of|at)|lies? (?:\w+ ){0,3}(?:in|inside|of|at)|inside|lives? (?:in|inside)|resides? (?:in|inside|at)|at the \w+ of|between the \w+ and \w+ of)"
        + GAP,
        holds=("§ is part of a [neural network].", "§ forms the middle of [autoencoders].", "§ sits inside an [LSTM]."),
        fails=("§ is not part of a [neural network].", "§ uses [autoencoders].", "§ is a kind of [LSTM]."),
    ),
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


@lru_cache(maxsize=1)
def all_cues() -> tuple[Cue, ...]:
    """Our cues and those other packages bring, in the order in which they are tried."""
    ours = {cue.name: cue for cue in CUES}
    found = with_plugins(ours, group="conceptgraph.cues")
    return (*CUES, *(cue for name, cue in found.items() if name not in ours))


def find_cue(before: str, after: str, cues: Sequence[Cue] = CUES) -> Cue | None:
    """The cue that fits a mention best: nearest wording first, then the order of the list."""
    best: Cue | None = None
    nearest = 1 << 30
    for cue in cues:
        distance = cue.distance(before, after)
        if distance is not None and distance < nearest:
            best, nearest = cue, distance
    return best
