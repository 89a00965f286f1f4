"""What a definition says beyond its kind: "§ is a G that acts on X", "the counting of X", "that an X applies".

These patterns read a definition from its beginning, so that any wording nearer to the mention goes before them.
"""

from conceptgraph.extraction.cues.cue import GAP, HEAD, Cue

_OWN_IS = (
    r"^(?:(?:an?|the|each|every|most|many|all|some|\w+ly,?|in [^,;:§]{1,60},) ){0,3}+§(?: \([^()]{0,60}\))?,? (?:is|are|was|were|means|refers to"
    r"|denotes) "
)
_RELATIVES = "that|which|who|whose|whom|where|when"
#: Words that begin a clause of its own, or turn what is said into something else.
_OPENERS = (
    f"{_RELATIVES}|whenever|while|whereas|if|because|since|so|until|till|unless|before|after|as|than|how|why|what|whether|although|though|but"
    "|instead|rather|without|like|unlike|such|during|once|not|never|no|except|it|they"
)
#: "to carry out", "to reach a": what it is for, not what it is done with.
_PURPOSE = r"to (?!the|an?|its|their|each|every|all|any|one|some)\w+ (?:the|an?|its|their|it|out|up|how|what)"
_GENUS = rf"(?:(?!\b(?:{_RELATIVES}|(?:each|all|most|both|some) of which)\b)[^;:.?!])*+"
_WITHIN = rf"(?:(?!\b(?:{_OPENERS}|{_PURPOSE})\b)[^;:.?!])*+"
#: The same with what something is taken as: "reads a sign as a letter".
_WITHIN_AS = rf"(?:(?!\b(?!as (?:an?|the|much|many|little|few)\b)(?:{_OPENERS}|{_PURPOSE})\b)[^;:.?!])*+"
#: The same up to a wording that is looked for.
_UP_TO = rf"(?:(?!\b(?:{_OPENERS})\b)[^;:.?!])*?"
#: Whoever is given something is not what it works on.
_NOT_GIVEN = (
    r"(?!.*\b(?:hands?|gives?|sends?|delivers?|returns?|offers?|sells?|lends?|pays?|shows?|reports?) (?:[\w-]+ ){0,5}to"
    r" (?:(?:an?|the|its|every|each) )?(?:[\w-]+ )?$)"
)
#: The last preposition before the mention tells no place, time, purpose or doer.
_NO_SETTING = (
    r"(?!.*\bwith (?:some|(?:an?|the) (?:certain|given|small|large|high|low|same|\w+est(?: \w+)?)|many|few|more|fewer|less) (?:[\w-]+ )?$)"
    rf"{_NOT_GIVEN}"
    r"(?!.*\b(?:in|at|within|inside|outside|during|for|by|across|throughout|between|among|near|around|under|on (?:each|every|all|most))"
    r"(?: (?!(?:of|with|to|into|from|against|over|through)\b|\w+ing\b)[\w§'’%-]+){0,5} ?$)"
)
_AUXILIARY = "is|are|was|were|has|have|had|does|do|did|can|could|may|might|must|should|will|would"
#: Behind a mention that is an object: no verb of which it would be the subject.
_OBJECT = (
    rf"(?!^ (?:{_AUXILIARY})\b)(?:{HEAD}|^ (?:around|back|together|apart|up|down|out|off|away|a|an|the|one|element|instead|such|according|towards?|along|across|past"
    r"|(?:long|small|great|larg|high|low|short|fast|strong|weak|clos|near|old|rar|few|clear|bett|simpl|cheap)er)\b)"
)
#: Verbs that tell what a thing is like, where it is or what it brings about, not what it works on.
_STATES = (
    "allow|enabl|let|caus|help|belong|lead|result|aris|lie|stand|happen|occur|differ|resembl|mean|lack|go|com|liv|appear|exist|serv|remain"
    "|becom|seem|look|stay|suffer|tend|refer|contain|hold|consist|compris|includ|runs?(?= on)|prevent|deal|work"
)
_MANNER = (
    r"(?:(?:\w+ly|can|could|may|might|must|should|will|would|often|usually|also|always|typically|then|never|already|first|thus|both) )*+"
)
_ARTICLE = "an?|the|each|every|most|many|all|some|any|one|two|three|its|their|several"
#: Nouns of no process that end like those of one.
_NO_PROCESS = (
    r"(?:(?:descrip|depic|illustra|explana|distribu|func|condi|posi|direc|sec|por|collec|ques|institu|sta|op|solu|no|situa|rela|generaliza|modifica|varia|adapta|popula|loca|frac"
    r"|propor|defini|ac)tions?|(?:ver|dimen|exten|mis|pas|profes|occa)sions?|(?:ele|seg|frag|docu|environ|instru|equip|depart|govern)ments?"
    r"|thing|ring|string|king|building|setting|beginning|meaning|ceiling|wing|spring)\b"
)
_PROCESS = (
    rf"(?!{_NO_PROCESS})(?:\w+(?:tion|sion|ment|ysis|thesis)|removal|retrieval|discovery|recovery|delivery|approval|disposal|choice|search|measure|study|transfer|exchange"
    r"|use|change|growth|update|test|check|loss|spread|flow|passage|\w{3,}ing)"
)
_DOING = "(?:act|process|practice|task|technique|method|art|way|idea|activity|procedure|skill|science|step|trick|strategy|means|business|craft|study)"
_QUANTITY = (
    "(?:sum|mean|average|median|ratio|number|share|set|order|count|fraction|proportion|percentage|product|difference|logarithm|root|norm|table"
    "|matrix|list|sequence|series|collection|histogram|maximum|minimum|variance|combination|total|space|region|group|family|pair|stack|amount|quotient|distance)s?"
)
#: What serves a purpose: "a rule for X".
_TOOL = (
    "model|method|technique|algorithm|tool|way|means|measure|metric|test|device|approach|procedure|architecture|system|scheme|strategy|rule|recipe|format|language|framework"
    "|program|instrument|machine|protocol|standard|material|aid|design|notation"
)
_SETTING_PREPOSITIONS = f"in|at|for|on|by|during|through|with|to|from|per|over|{_OPENERS}"
#: "the property that" goes on to say what it is; "at which" to tell a place.
_STANDS_FOR_KIND = (
    "(?:(?:each|all|most|both|some) of which|(?<!at )(?<!to )(?<!of )(?<!by )(?<!on )which|(?<!property )(?<!fact )(?<!assurance )(?<!idea )(?<!belief )(?<!claim )(?<!guarantee )"
    "(?<!requirement )(?<!principle )(?<!observation )(?<!finding )(?<!assumption )(?<!hypothesis )(?<!so )(?<!such )that|who)"
)

DEFINITIONS: tuple[Cue, ...] = (
    Cue(
        name="applied-by",
        predicate="used in",
        before=rf"{_OWN_IS}(?:(?!\b(?:in|at|to|through) which\b|\b(?:than|because|if|when|while|where|who)\b)[^;:.?!])*?\b(?<!in )(?<!at )(?<!to )(?<!through )(?<!so )(?<!such )(?:that|which|whom)()"
        rf" (?:(?:{_ARTICLE}) )?(?:[\w-]+(?:al|ed|ic|ive|ous|ary|ar|ent) )?$",
        # What a thing gives, or may be, is not used in it: "a number that the environment returns", "a value that a label can take".
        after=rf"^(?! (?:can|may) take\b)(?: (?:\w+ly|can|may|must|should|will|often|usually|also|always))*+ (?!(?:{_AUXILIARY}|{_OPENERS}|of"
        r"|in|on|at|to|from|with|by|for|and|or|into|over|through|between|returns?|gives?|yields?|produces?|interacts?|emits?|sends?|shows?|has|have|records?|contains?|holds?|stores?|carries|includes?|lists?|becomes?|turns into|leads to|ends in)\b)"
        r"(?:\w+(?:[^s]s|ed)|make|use|take|learn|see|get|choose|apply)(?=[ .,]|$)",
        definition_only=True,
        fallback=True,
        holds=(
            "§ is the sum that a [buyer] receives.",
            "A § is a dance that a [couple] performs to music.",
            "§ is a question which a [court] refers to a jury.",
            "A § is a mark that [bakers] use to tell loaves apart.",
            "§ is the step by which a [parliament] makes a bill a law.",
            "A § is a rule that every [router] applies to each packet.",
            "§ are the leaves that a [caterpillar] eats first.",
            "The § is the pitch from which a [singer] starts.",
        ),
        fails=(
            "§ is a sum that pays the [buyer].",
            "A § is a house in which a [judge] lives.",
            "§ is a rule that no [router] applies.",
            "A § is a note that [strings] in the back play.",
            "§ is the point at which [water] boils.",
            "It is the [court] that uses §.",
            "§ is older than the law that a [parliament] makes.",
            "A § is a plant that [caterpillars] and birds leave alone.",
            "A § is a line that a [ledger] contains.",
            "§ is a shirt that a [caterpillar] turns into.",
            "§ is a bell rung so that a [judge] learns the hour.",
        ),
    ),
    Cue(
        name="takes-part",
        predicate="uses",
        before=rf"{_OWN_IS}{_UP_TO}\bin which() (?:(?:{_ARTICLE}) )?(?:[\w-]+(?:al|ed|ic|ive|ous|ary|ar|ent) )?$",
        after=rf"^ (?:\w+ly )?(?!(?:{_STATES}|resid|sit)e?s\b)(?:\w+(?:[^su]s|ed)|make|take|learn|see|get|choose|give|follow|fight|control|share|compete|exchange|play|work|decide|form|meet|turn|use|move|pass|send|read|draw|vote)(?=[ .,]|$)",
        definition_only=True,
        fallback=True,
        holds=(
            "§ is a survey in which a [state] counts its citizens.",
            "§ is a dance in which two [couples] take turns.",
            "A § is a trial in which a [jury] decides.",
            "§ is the process in which [yeast] turns sugar into alcohol.",
            "§ is a game in which every [player] draws a card.",
            "§ is a song in which the [chorus] follows each verse.",
            "A § is a deal in which one [buyer] pays for all.",
            "§ is a stew in which [lentils] take the place of meat.",
        ),
        fails=(
            "§ is a house in which no [judge] lives.",
            "§ is the point at which a [liquid] boils.",
            "A § is a trial that a [jury] decides.",
            "§ is a bowl in the [kitchen].",
            "§ is a dance in the course of which [couples] part.",
            "§ is a song without a [chorus].",
            "§ is a stew in which there are no [lentils].",
            "§ is a room in which an aunt of the [buyer] sleeps.",
        ),
    ),
    Cue(
        name="acts-on",
        predicate="uses",
        before=rf"{_OWN_IS}(?:{_GENUS}{_STANDS_FOR_KIND} {_MANNER}{_NOT_GIVEN}(?!(?:{_STATES})(?:e?s|ed|ing)?\b|(?:{_AUXILIARY})\b)(?:(?:{_ARTICLE}) [\w-]+ )?(?!(?<=\bin which )\w+s of\b)[\w-]+()"
        rf" {_NO_SETTING}{_WITHIN_AS}$"
        rf"|(?:[^.?!:;]*+[:;])++ (?:at each \w+ )?it {_MANNER}(?!(?:{_STATES})(?:e?s)\b|(?:{_AUXILIARY})\b)\w+s() {_NO_SETTING}{_WITHIN_AS}$"
        rf"|{_UP_TO}(?:whose \w+(?: \w+)? with|, (?:its|their) (?:\w+ ){{1,3}}(?:taken|drawn|made|computed|given|chosen|set|fixed|found|learned) (?:from|by|with))"
        + GAP
        + rf"|{_GENUS}(?:that|which) {_MANNER}(?:is|are) {_MANNER}(?:\w+ed|found|built|made|drawn|taken|set|fit|chosen|given|driven|grown)() "
        rf"{_UP_TO}(?<!, )\b(?:with|by|from|through|into|to|against|using|via|over)"
        + GAP.removeprefix("()")
        + "(?<!another )"
        + rf"|{_UP_TO}\b(?:(?:that|which) {_MANNER}(?:tells?|says?|measures?|decides?|determines?|controls?|sets?|shows?|describes?|limits?)|measure of) (?:how|what|which|whether)()"
        rf" {_NO_SETTING}{_WITHIN}$)",
        after=_OBJECT,
        definition_only=True,
        fallback=True,
        holds=(
            "§ is an instrument that shows the [temperature] of a room.",
            "A § is a judge who hears a second [appeal].",
            "§ is a rule that bends a [promise] around.",
            "A § is a machine that presses [grapes] and collects their [juice].",
            "§ is a program that sends [packets] over a wire.",
            "§ is a price whose ratio with an older [price], a fixed one, falls.",
            "§ is a dough that is kneaded with a [hook].",
            "A § is a range around a guess, its width taken from the [sample].",
            "§ is a tale in which a hero rides a [dragon].",
            "§ is a number that tells how far off the [coast] a ship is.",
        ),
        fails=(
            "§ is an instrument that lies in a [drawer].",
            "§ is a tram that runs on the [line] to town.",
            "A § is a judge who lives in a [city].",
            "§ is a rule that no [court] applies.",
            "A § is a machine without [wheels].",
            "§ is the point at which [water] boils.",
            "§ is the assurance that the [contract] stands.",
            "A § is a vessel that sails before the [tide] turns.",
            "§ is a cloth that is sold to [tailors] who need it, not to a [shop].",
            "A § is a servant who stands behind the [chair].",
            "§ is a worker that hands crates to the [crane].",
            "§ is a machine that wraps bread and sends it to the [shop].",
            "§ is drawing with a ruler, so that the lines are straight [edges].",
            "§ is a state in which boats of a [fleet] have lost each other.",
            "§ is the observation that painting a [hull] makes it heavier.",
        ),
    ),
    Cue(
        name="process-of",
        predicate="uses",
        before=rf"{_OWN_IS}(?:(?:(?:an?|the|any) )?(?:(?!of\b)[\w-]+ ){{0,3}}(?:{_PROCESS} of\b|(?:search|hunt|quest|request) for\b|{_DOING} of (?:\w+ly )?\w+ing\b"
        rf"|(?<=is )\w+ing\b(?= (?:{_ARTICLE}) )|(?<=means )\w+ing\b)() {_NO_SETTING}{_WITHIN}$"
        rf"|(?:(?:an?|the|any) )?(?:(?!of\b)[\w-]+ ){{0,3}}{_PROCESS} of\b{_UP_TO}\b(?:by|with|from|into|through|using)" + GAP + ")",
        after=_OBJECT,
        definition_only=True,
        fallback=True,
        holds=(
            "§ is the evaluation of a [sample] on the spot.",
            "§ is the replacement of worn [tiles] by new ones.",
            "§ is the act of sliding a [bow] over the strings.",
            "§ is the practice of leaving [dough] in the cold.",
            "§ is the removal of [salt] from water.",
            "§ means tying a [ship] to a pier.",
            "§ is the finding of [ships] by sound.",
            "§ is the slow exchange of a [gas] through a wall.",
            "§ is the replacement of worn tiles by [bricks].",
            "§ is the art of folding a [map] without a compass.",
        ),
        fails=(
            "§ is the location of a [ship].",
            "§ is an element of a [sonata].",
            "§ is the act of sliding down in a [park].",
            "§ is the building of a [museum].",
            "§ is the practice of eating before the [sermon].",
            "§ is the ability of a [cell] to divide.",
            "§ is the removal of nothing, unlike a [theft].",
            "§ is a position of the [hand].",
            "§ is a description of a [city] in verse.",
        ),
    ),
    Cue(
        name="quantity-of",
        predicate="uses",
        before=rf"{_OWN_IS}(?:(?:(?!(?:of|to|for|by|in|on|with)\b)[\w-]+ ){{0,4}}?(?!number of an? ){_QUANTITY} (?:of|between)()(?! \w+ing\b)"
        rf"(?: (?!(?:{_SETTING_PREPOSITIONS})\b)[\w§'’%-]+,?){{0,9}} $"
        rf"|(?:(?!(?:of|to|for|by|in|on|with)\b)[\w-]+ ){{0,4}}?{_QUANTITY} of (?:(?:all|the) )*[\w-]+(?: \$[^$]{{1,80}}\$)? whose()(?: [\w-]+)?(?: [\w-]+ with(?: [\w-]+){{1,4}})? $"
        rf"|(?:(?!\b(?:that|which|who|whose|not|never|no|unlike|if|when|where)\b)[^.?!])*?[,;:] (?:it is )?(?:an?|the|its) (?:(?!(?:of|to|for|by|in|on|with)\b)[\w-]+ ){{0,2}}?{_QUANTITY} of()(?! \w+ing\b)"
        rf"(?: (?!(?:{_SETTING_PREPOSITIONS})\b)[\w§'’%-]+,?){{0,6}} $"
        rf"|{_UP_TO}\b(?:minus|plus|times|divided by|multiplied by|relative to|(?:pass|trip|walk|sweep|loop|average|sum|search|integral|ride) (?:of [\w-]+ )?(?:over|through|along|across))"
        + GAP
        + ")",
        after=_OBJECT,
        definition_only=True,
        fallback=True,
        holds=(
            "§ is the number of [beats] in one bar.",
            "§ is the ratio of two [frequencies].",
            "§ is the sum of the squares of the [delays].",
            "A § is a table of the results of a [vote].",
            "§ is the difference between the highest and the lowest [tide].",
            "A § is an ordered list of [stops].",
            "§ is the average of the [wages].",
            "§ is the share of [voters] who stayed at home.",
            "§ is the income minus the [costs].",
            "A § is one ride through the [park].",
        ),
        fails=(
            "§ is the number in a [bar].",
            "§ is the side of a [triangle].",
            "§ is a table for the [kitchen].",
            "§ is the sum paid to a [buyer].",
            "§ is a set of rules for the [court].",
            "§ is not the number of [beats].",
            "§ is a list without [stops].",
            "§ needs a number of [voters].",
            "§ is the serial number of a [clock].",
        ),
    ),
    Cue(
        name="place-in",
        predicate="part of",
        before=rf"{_OWN_IS}(?:(?:an?|the|one|any|each) )?(?:(?!(?:of|in|on|at|to|for|by|with)\b)[\w-]+ ){{0,2}}(?:positions?|places?|points?|entry|entries|members?|spots?|slots?|stretch(?:es)?"
        r"|rows?|columns?|cells?|stages?|ends?|beginnings?|edges?|corners?|sides?|rounds?) (?:in|of|on|within)" + GAP,
        after=HEAD,
        definition_only=True,
        fallback=True,
        holds=(
            "A § is one position in a [queue].",
            "§ is the lowest point of a [keel].",
            "§ is a row of a [table].",
            "§ is an entry in a [ledger].",
            "A § is a stretch of a [river].",
            "The § is the windward side of a [ship].",
            "§ is a round in a [contest].",
            "A § is a place in a [choir].",
        ),
        fails=(
            "§ is a [queue] with one position.",
            "§ is the point at which a [keel] breaks.",
            "§ is no row of a [table].",
            "§ is a place for [ledgers].",
            "A § is a river with an end in the [sea].",
            "§ is the point of a [ship] sale.",
            "§ is a contest without [rounds].",
            "§ stands at the side of a [choir].",
        ),
    ),
    Cue(
        name="purpose",
        predicate="used in",
        before=rf"{_OWN_IS}(?:{_UP_TO}, (?:most often|mostly|mainly|usually|often|typically|chiefly|especially|above all|particularly|today)(?: used)? (?:for|in)"
        + GAP
        + rf"|(?:(?:an?|the|one|any) )?(?:(?!of\b)[\w-]+ ){{0,3}}?(?:{_TOOL}) (?:for|in|of choice (?:for|in))"
        + GAP
        + rf"|{_UP_TO} to (?:carry out|perform|do|run|conduct|complete)"
        + GAP
        + rf"|{_UP_TO}\b(?:open|available|known|visible|accessible|fed|passed|handed|shown|presented|offered) to"
        + GAP
        + ")",
        after=HEAD,
        definition_only=True,
        fallback=True,
        holds=(
            "§ is a fabric, most often for [sails].",
            "§ is a cheese, mainly for [soup], that melts.",
            "§ is a small drum, chiefly in [marches].",
            "§ is the moving of a bow to carry out a [tremolo].",
            "§ is a permit to conduct a [search].",
            "§ is a tool, especially for [grafting].",
            "§ is a court, usually for [appeals].",
            "§ is one of the ways open to a [buyer].",
            "§ is the cutting of a hull to perform an [inspection].",
        ),
        fails=(
            "§ is a fabric, never for [sails].",
            "§ is a fabric that is mostly [wool].",
            "§ is a permit which a guard needs to perform a [search].",
            "§ is a small drum, often without a [skin].",
            "§ is a tool of [grafting].",
            "§ has a room, mainly for [guests].",
            "§ is a court, like [appeals], of law.",
            "§ is a cheese made of [milk].",
        ),
    ),
)
