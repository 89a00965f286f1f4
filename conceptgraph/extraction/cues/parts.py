"""What a concept is made of, and what it is a part of."""

from conceptgraph.extraction.cues.cue import GAP, Cue

PARTS: tuple[Cue, ...] = (
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
)
