"""Other names of a concept, and where an author sends the reader for more."""

from conceptgraph.extraction.cues.cue import GAP, Cue

NAMING: tuple[Cue, ...] = (
    Cue(
        name="also-known-as",
        predicate="also known as",
        before=r"\b(?:also|otherwise|sometimes|often|usually|commonly|better|formerly|previously)\s+(?:known as|called|named|termed|written(?: as)?|referred to as|abbreviated(?: as| to)?)"
        + GAP
        + r"|\b(?:a\.k\.a\.?|aka|synonym(?:ous)? (?:for|of|with)|another (?:name|word|term) for|short for|stands for)"
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
)
