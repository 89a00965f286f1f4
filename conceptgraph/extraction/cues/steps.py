"""What is done when a concept is used: steps told without it as their subject."""

from conceptgraph.extraction.cues.cue import GAP, HEAD, STOPS, Cue

_DONE = (
    r"(?:comput|calculat|scor|judg|restor|estimat|measur|obtain|deriv|weight|scal|compar|multipli|normaliz|normalis|train|updat|evaluat|sampl|predict|solv|adjust"
    r"|approximat|produc|generat|optimiz|optimis|select|determin|tun|test|check|creat|form|combin|match|rank|sort|decid|filter|describ)ed"
    r"|taken|drawn|made|built|chosen|read|fed|found|written(?: down)?|cut|split|multiplied"
)

STEPS: tuple[Cue, ...] = (
    Cue(
        name="passive-step",
        predicate="uses",
        before=rf"^(?:(?!§|\b(?:not|never|cannot|if|would|which|who|whose)\b)[^;:.?!])*?\b(?:is|are|be) (?:\w+ly |then |also |first |often |all |both )*+(?:{_DONE})()(?: \w+ly)?"
        rf" (?:by|from|with|on|into|against|through|using)(?: (?!(?:{STOPS}|of)\b)[\w'’%-]+){{0,3}}? $",
        after=HEAD,
        implicit=True,
        fallback=True,
        holds=(
            "In each round the singers are judged by a [jury].",
            "Both numbers are taken from the [census].",
            "The answer can be written down with a [table].",
            "Then the old text is restored from a [copy].",
            "The dough is fed into a [press].",
            "Such choices have to be tested on a [sample].",
            "All cards are drawn from one [deck].",
            "The weight is then compared with a [limit].",
        ),
        fails=(
            "The singers are never judged by a [jury].",
            "§ is read by a [judge] who uses it.",
            "The numbers that are large stand in the [census].",
            "The answer was lost in a [table].",
            "If the text is restored from a [copy], it is old.",
            "The [dough] is cut.",
            "It would be tested on a [sample].",
            "The [deck] is made of cards.",
        ),
    ),
    Cue(
        name="means-to",
        predicate="used in",
        before=r"\b(?:way|tool|means|instrument|recipe|device) to (?!the\b|an?\b|go\b|get\b|do\b|avoid|prevent|reduc|fight)\w+(?: (?:into|at|up|inside))?"
        + GAP,
        after=HEAD,
        fallback=True,
        holds=(
            "§ is the easiest way to look into a [cell].",
            "Drawn on paper, § are a tool to explain a [tide].",
            "§ is one means to see a [planet].",
            "§ was the first instrument to record [speech].",
            "§ is a good way to test [bread].",
            "A § is a device to open [bottles].",
            "§ remains the usual way to copy [maps].",
            "§ is a simple recipe to settle [debts].",
        ),
        fails=(
            "§ is no way to look into a [cell].",
            "§ is the way to a [harbor].",
            "§ is a way to avoid [rust].",
            "§ is on the way to the [sea].",
            "§ is never a means to see a [planet].",
            "§ is the way a [judge] speaks.",
            "§ is a means to the [end].",
            "The [cell] is the way to look at §.",
        ),
    ),
    Cue(
        name="too-much",
        predicate="suffers from",
        before=r"\btoo (?:much|many|little|few|high|large|small|low|strong|weak|long|short|big)(?: of (?:it|§)|\b)(?:(?!\b(?:not|never)\b)[^,;:.?!]){0,40}? (?:leads? to|causes?|brings?(?: on)?|results? in|means?|shows? up as|ends? in|invites?|turns? into)"
        + GAP,
        implicit=True,
        holds=(
            "Too much of § leads to [weather helm].",
            "Too little of it causes [rust].",
            "A § that is too large brings on [delay].",
            "Judge it by ear, where too much shows up as [noise].",
            "Too many § in a row result in [boredom].",
            "A § too high up means [leeway].",
            "Too long a § invites [theft].",
            "Too strong a § ends in [mutiny].",
        ),
        fails=(
            "Too much of § never leads to [weather helm].",
            "§ leads to a [harbor].",
            "Too much of it is used in [soup].",
            "§ is too large for a [boat].",
            "It is too late for [delay].",
            "Too few [singers] came.",
            "§ causes [noise].",
            "Too often § is a [burden].",
        ),
    ),
)
