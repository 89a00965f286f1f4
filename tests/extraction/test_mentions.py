"""Where texts name concepts: a table for each step, and what holds for any text."""

import re
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from handmade import entry_of, glossary_of
from hypothesis import assume, given
from hypothesis import strategies as st

from conceptgraph.extraction.mentions import Matcher, entry_mentions, find_mentions, read_entry_names
from conceptgraph.extraction.names import FUNCTION_WORDS, Name, collect_names, concept_names
from conceptgraph.extraction.senses import Home
from conceptgraph.extraction.tokens import tokenize
from conceptgraph.model import Concept, MatchRule, Mention
from conceptgraph.reading.entries import read_entry
from conceptgraph.reading.glossary import Glossary, read_glossary
from conceptgraph.reading.labels import fold, slug

OUR_GLOSSARY = Path(__file__).parents[2] / "glossary"
MARK = re.compile(r"«(.*?)(?:→(.*?))?»", re.DOTALL)


def concept(term: str, *aliases: str, match: MatchRule = "normal", topics: tuple[str, ...] = ()) -> Concept:
    return Concept(id=slug(term), term=term, aliases=aliases, match=match, topics=topics)


def matcher_of(*labels: str | Concept) -> Matcher:
    """A matcher over concepts, or over concepts of one label each."""
    concepts = [concept(label) if isinstance(label, str) else label for label in labels]
    return Matcher(name for one in concepts for name in concept_names(one))


def marked(text: str, mentions: tuple[Mention, ...], *, targets: bool = False) -> str:
    """A text with its mentions between marks: «form», or «form→id»."""
    for mention in reversed(mentions):
        assert text[mention.start : mention.end] == mention.form
        goal = f"→{mention.target}" if targets else ""
        text = f"{text[: mention.start]}«{mention.form}{goal}»{text[mention.end :]}"
    return text


def found(matcher: Matcher, expected: str) -> str:
    """A marked text as the matcher marks it: with targets where the expected one has any."""
    return marked(plain := MARK.sub(r"\1", expected), matcher.find(plain), targets="→" in expected)


FORMS = {
    "as written": ("gradient descent", "We use «gradient descent» here."),
    "capitals at the start": ("gradient descent", "«Gradient descent» falls."),
    "a title": ("gradient descent", "On «Gradient Descent»"),
    "all capitals": ("gradient descent", "«GRADIENT DESCENT»!"),
    "plural": ("loss function", "Two «loss functions» differ."),
    "singular of a plural label": ("activation functions", "An «activation function» bends."),
    "plural in the middle": ("weight matrix", "A «weights matrix» is large."),
    "possessive": ("gradient", "The «gradient»'s length counts."),
    "irregular: matrices": ("matrix", "«Matrices» and a «matrix»."),
    "irregular: vertices": ("vertex", "All «vertices»."),
    "irregular: axes": ("axis", "Both «axes»."),
    "irregular: criteria": ("criterion", "Two «criteria»."),
    "irregular: biases": ("bias", "The «biases»."),
    "acronym in the plural": ("RNN", "«RNNs» and an «RNN»."),
    "acronym that ends in s": ("LARS", "«LARS» scales steps, a lar is none."),
    "not the stem": ("convolution", "Convolving and convoluted things."),
    "not another word": ("gradient", "A gradiometer."),
    "not inside a word": ("fold", "Twofold and folder, but a «fold»."),
    "hyphen for a space": ("cross validation", "By «cross-validation»."),
    "space for a hyphen": ("cross-validation", "By «cross validation»."),
    "long dash": ("encoder-decoder", "An «encoder–decoder»."),
    "joined": ("mini-batch", "A «minibatch» of «mini batches»."),
    "apart": ("dataset", "A «data set», two «data-sets»."),
    "quotes inside": ("deep learning", "So-called “«deep” learning»."),
    "across a line break": ("loss function", "The «loss\nfunction» falls."),
    "not across blocks": ("loss function", "The loss\n\nfunction."),
    "not across a comma": ("loss function", "The loss, function."),
    "not across a stop": ("loss function", "The loss. Function."),
    "symbols": ("C++", "In «C++» and C."),
    "star": ("A*", "By «A*» search, a star."),
    "ligature": ("filter", "A «ﬁlter»."),
    "accents": ("naïve Bayes", "A «naïve Bayes», no naive Bayes."),
    "bracket": ("vector", "(«vectors»)"),
    "slash": ("vector", "a «vector»/tensor"),
    "stress left in": ("vector", "a *«vector»*"),
    "several": ("vector", "«Vector» by «vector»."),
    "possessive in the middle": ("Bayes' rule", "By «Bayes's rule» and «Bayes’ rule»."),
    "joined inside a longer name": ("multi-version control", "By «multiversion control»."),
    "apart inside a longer name": ("dataset loader", "A «data set loader»."),
    "an identifier": ("null hypothesis", "The «null_hypothesis» holds, null_hypothesis_2 is none."),
    "one letter": ("e-mail", "An «email», two «E-mails»."),
    "a digit": ("2D array", "A «2-D array»."),
    "letters with stops": ("U.S.", "In the «U.S.», the «US», not us."),
    "symbols are not apart": (".NET", "On «.NET», at the end. Net gains."),
    "not beside a sign": ("C", "«C», («C»), not C++, C# or R&C."),
    "an operator": ("AND", "One «AND» another and a third, And so on."),
    "an ending in common": ("left inverse", "A «left» or right inverse."),
    "a beginning in common": ("HTTP response", "An HTTP request or response."),
    "a fixed phrase": ("order", "In order to sort, an «order», for example."),
    "counted letters": ("Kubernetes (K8s)", "«K8s» is «Kubernetes», not k7s."),
    "an x for a syllable": ("cross-site scripting (XSS)", "An «XSS»."),
}
CAPITALS = {
    "acronym needs a capital": ("GAN", "A «GAN», «Gans», no gan."),
    "acronym with small letters": ("mAP", "An «mAP», no map."),
    "one capital matches any case": ("Adam", "«Adam», «adam» and «ADAM»."),
    "capitals in words of a name": ("Markov Decision Process", "a «markov decision process»"),
    "one letter as written": ("k", "«k», but no K."),
    "one letter that is a word": ("I", "I do."),
}
NO_NAMES = ("the", "a", "A", "such", "not", "10", "3 4", "+", "…", "")
SENSES = {
    "longest match": (("gradient", "gradient descent"), "«gradient descent→gradient-descent» follows the «gradient→gradient»"),
    "longest of three": (
        ("layer", "convolutional layer", "convolutional layer norm"),
        "a «convolutional layer→convolutional-layer», a «layer→layer»",
    ),
    "overlapping, the first wins": (("neural network", "network layer"), "a «neural network→neural-network» layer"),
    "a cut that is another's name": (("data set", "dataset"), "a «dataset→dataset» and a «data set→data-set»"),
    "case tells MAP from mAP": ((concept("MAP"), concept("mean precision", "mAP")), "«MAP→map» and «mAP→mean-precision»"),
    "qualifier in the text": (
        ("kernel (convolution)", "kernel (machine)"),
        "A «kernel→kernel-machine» of a machine.",
    ),
    "no qualifier in the text": (("kernel (convolution)", "kernel (machine)"), "A kernel."),
    "unqualified one first": (("kernel", "kernel (machine)"), "A «kernel→kernel»."),
    "term with its qualifier": (("kernel (convolution)", "kernel (machine)"), "A «kernel (convolution)→kernel-convolution»."),
    "qualifier with a small word": (("feature (in data)", "feature (in software)"), "Each «feature→feature-in-software» of the software."),
    "qualifier in square brackets": (("kernel [machine]", "kernel <image>"), "An image has a «kernel→kernel-image»."),
    "number for a qualifier": (("kernel (1)", "kernel (2)"), "A kernel has 2 sides."),
    "shared alias": ((concept("weight matrix", "weights"), concept("sample weight", "weights")), "The weights."),
}


@pytest.mark.parametrize(("label", "expected"), FORMS.values(), ids=FORMS)
def test_a_name_is_found_in_all_its_forms(label: str, expected: str) -> None:
    """Case, number, hyphenation and quotes make no difference, stems and parts of words do."""
    assert found(matcher_of(label), expected) == expected


@pytest.mark.parametrize(("label", "expected"), CAPITALS.values(), ids=CAPITALS)
def test_a_name_with_two_capitals_needs_one_in_the_text(label: str, expected: str) -> None:
    """GAN is no gan; Adam is found in any case."""
    assert found(matcher_of(label), expected) == expected


@pytest.mark.parametrize("label", [*NO_NAMES, *sorted(FUNCTION_WORDS)[::20]])
def test_function_words_numbers_and_symbols_are_no_names(label: str) -> None:
    """A concept may be called so, and is named by links alone."""
    matcher = Matcher([Name(text=label, concept="x")])
    assert matcher.find(f"It is {label} here, {label.title()} {label}.") == ()


@pytest.mark.parametrize(("labels", "expected"), SENSES.values(), ids=SENSES)
def test_the_longest_and_nearest_name_wins(labels: tuple[str | Concept, ...], expected: str) -> None:
    """Of homonyms the same spelling, the one whose qualifier stands in the text, the unqualified one; else none."""
    assert found(matcher_of(*labels), expected) == expected


@pytest.mark.parametrize(
    ("label", "texts"),
    [
        ("gradient descent (GD)", ("gradient descent", "GD")),
        ("GD (gradient descent)", ("gradient descent", "GD")),
        ("kernel (convolution)", ("kernel",)),
        ("end of sequence (EOS)", ("end of sequence", "EOS")),
    ],
)
def test_brackets_give_further_names(label: str, texts: tuple[str, ...]) -> None:
    """An acronym that reads as initials is a name of its own, a qualifier is not."""
    assert {name.text for name in concept_names(concept(label))} == {label, *texts}


def test_a_qualifier_is_no_name() -> None:
    """It only tells homonyms apart."""
    assert found(matcher_of("kernel (machine)"), "A machine with a «kernel».") == "A machine with a «kernel»."


TIERS = {"exact": "loss function", "case": "Loss Function", "form": "loss functions"}


@pytest.mark.parametrize(("tier", "text"), TIERS.items())
def test_a_mention_says_how_exactly_it_matches(tier: str, text: str) -> None:
    """As written, in another case, in another form."""
    assert [mention.tier for mention in matcher_of("loss function").find(text)] == [tier]


def test_an_acronym_of_a_label_has_a_tier_of_its_own() -> None:
    """It is less sure than the long form."""
    assert [mention.tier for mention in matcher_of("gradient descent (GD)").find("GD")] == ["acronym"]


def test_an_acronym_that_any_text_defines_is_found_in_all_of_them() -> None:
    """Whichever entry says "long form (SHORT)"."""
    glossary = glossary_of(
        "# gradient clipping\n\nA cap on the gradient.",
        "# noise\n\nIt hurts gradient clipping (GC) most.",
        "# cap\n\nAs in GC.",
    )
    mentions = mentions_of(glossary)
    assert [(mention.source, mention.form, mention.tier) for mention in mentions if mention.form == "GC"] == [
        ("cap", "GC", "acronym"),
        ("noise", "GC", "acronym"),
    ]


def test_an_acronym_that_two_long_forms_claim_is_left_alone() -> None:
    """Nobody could tell what it means."""
    glossary = glossary_of(
        "# gradient clipping\n\nGradient clipping (GC) caps.", "# graph coloring\n\nGraph coloring (GC) paints.", "# cap\n\nAs in GC."
    )
    assert not [mention for mention in mentions_of(glossary) if mention.source == "cap"]


def test_an_acronym_that_is_a_label_stays_with_its_concept() -> None:
    """A text that uses it otherwise does not take it away."""
    glossary = glossary_of(
        "---\nterm: garbage collection\naliases: [GC]\n---\nIt frees.",
        "# gradient clipping\n\nGradient clipping (GC) caps.",
        "# cap\n\nAs in GC.",
    )
    assert [mention.target for mention in mentions_of(glossary) if mention.source == "cap"] == ["garbage-collection"]


def test_brackets_behind_another_name_define_no_acronym() -> None:
    """The letters must read as the initials of the name before them."""
    glossary = glossary_of("# gradient clipping\n\nA cap.", "# noise\n\nIt hurts gradient clipping (NaN).", "# cap\n\nNaN.")
    assert not [mention for mention in mentions_of(glossary) if mention.source == "cap"]


def mentions_of(glossary: Glossary) -> tuple[Mention, ...]:
    """All mentions of other concepts."""
    found = find_mentions(glossary, Matcher(collect_names(glossary)))
    return tuple(mention for mention in found if mention.source != mention.target)


NOT_SCANNED = {
    "code": "It calls `feature` and `fit(feature)`.",
    "code block": "It calls:\n\n```\nfeature = 1\n```",
    "identifier": "It sets feature_importances_ to zero.",
    "formula": "It holds that $feature = 1$.",
    "displayed formula": "It holds:\n\n$$\nfeature = 1\n$$",
    "heading": "It goes on.\n\n## The feature",
    "address": "See https://example.org/feature for it.",
    "target of a link": "See [it](https://example.org/feature).",
    "raw HTML": 'It is <span title="feature">here</span>.',
    "comment": "It is here. <!-- feature -->",
}


@pytest.mark.parametrize("body", NOT_SCANNED.values(), ids=NOT_SCANNED)
def test_what_is_no_prose_names_nothing(body: str) -> None:
    """Code, formulas, headings, addresses and raw HTML are not searched, identifiers stay whole."""
    assert mentions_of(glossary_of("# feature\n\nA number.", f"# fit\n\n{body}")) == ()


def test_a_name_may_stand_around_a_line_end_but_not_around_code() -> None:
    """An opaque span is a word that no name has."""
    matcher = matcher_of("loss function")
    assert len(matcher.find("loss function")) == 1
    assert matcher.find("loss f() function", opaque=[(5, 8)]) == ()
    assert matcher.find("loss function", opaque=[(0, 4)]) == ()


RULES = {
    "normal": ("normal", "«Adam» and «adam», «Adams»"),
    "exact": ("exact", "«Adam» and adam, Adams"),
    "never": ("never", "Adam and adam, Adams"),
    "topic": ("topic", "Adam and adam, Adams"),
}


@pytest.mark.parametrize(("rule", "expected"), RULES.values(), ids=RULES)
def test_authors_decide_how_a_concept_is_matched(rule: MatchRule, expected: str) -> None:
    """In all forms, only as written, or never."""
    assert found(matcher_of(concept("Adam", match=rule)), expected) == expected


AT_HOME = {
    "same main topic": ({"topics": ("training", "other")}, True),
    "another main topic": ({"topics": ("other", "training")}, False),
    "no topic": ({}, False),
    "named in front matter": ({"named": {"fold"}}, True),
    "its own text": ({"source": "fold"}, True),
}


@pytest.mark.parametrize(("text_of", "expected"), AT_HOME.values(), ids=AT_HOME)
def test_a_name_of_its_topic_is_found_at_home(text_of: dict[str, Any], expected: bool) -> None:
    """In texts of its main topic, and in those that name it in front matter."""
    matcher = matcher_of(concept("fold", match="topic", topics=("training",)))
    text = "Each fold counts."
    assert bool(matcher.find_in(tokenize(text), text, home=Home(**text_of))) is expected


def test_a_concept_that_front_matter_names_is_found_by_any_of_its_labels() -> None:
    """`named` comes from requires, related and contrast."""
    glossary = glossary_of(
        "---\nterm: fold\nmatch: topic\ntopics: [training]\n---\nA part.",
        "---\nterm: cross-validation\ntopics: [other]\nrequires: [folds]\n---\nOne fold is left out.",
        "---\nterm: paper\ntopics: [other]\n---\nOne fold is seen.",
    )
    assert [mention.source for mention in mentions_of(glossary)] == ["cross-validation"]


def test_wordings_an_author_rules_out_are_not_linked() -> None:
    """In any case, and nowhere else."""
    matcher = matcher_of("moment")
    text = "The second moment is no moment. Second moments, second Moment"
    kept = "The second moment is no «moment». Second moments, second Moment"
    assert marked(text, matcher.find(text, no_link=["Second moment"])) == kept


def test_wordings_that_are_ruled_out_are_found_behind_letters_that_grow_in_lower_case() -> None:
    """Folding the text for the comparison must not shift the places."""
    matcher = matcher_of("moment")
    text = "İİİ ẞẞ second moment, moment"
    assert marked(text, matcher.find(text, no_link=["second moment"])) == "İİİ ẞẞ second moment, «moment»"


def test_a_link_of_an_author_is_a_mention_and_wins() -> None:
    """Whatever its words would name."""
    glossary = glossary_of(
        "# slope\n\nA number.", "# gradient\n\nA vector.", "# step\n\nIt follows the [gradient](slope.md) down the gradient."
    )
    mentions = mentions_of(glossary)
    assert [(mention.target, mention.form, mention.tier) for mention in mentions] == [
        ("slope", "gradient", "explicit"),
        ("gradient", "gradient", "exact"),
    ]


LINKS = {
    "other.md": "other",
    "./other.md": "other",
    "other": "other",
    "other.md#part": "other",
    "https://example.org/other": "",
    "nowhere.md": "",
}


@pytest.mark.parametrize(("target", "expected"), LINKS.items())
def test_links_to_entries_are_mentions_and_others_are_not(target: str, expected: str) -> None:
    """By file or id, with or without a fragment; not by an address on another host."""
    glossary = glossary_of("# other\n\nText.", f"# step\n\nSee [this one]({target}).")
    assert [mention.target for mention in mentions_of(glossary)] == [expected] * bool(expected)


def test_a_text_that_names_its_own_concept_says_so_only_when_asked() -> None:
    """Its own longer name hides the shorter ones inside it either way."""
    matcher = matcher_of("bottleneck layer", "layer")
    text = "A bottleneck layer is a layer."
    assert marked(text, matcher.find(text, home=Home(source="bottleneck-layer")), targets=True) == "A bottleneck layer is a «layer→layer»."
    assert marked(text, matcher.find_in(tokenize(text), text, home=Home(source="bottleneck-layer")), targets=True) == (
        "A «bottleneck layer→bottleneck-layer» is a «layer→layer»."
    )


def test_a_homonym_means_itself_in_its_own_entry() -> None:
    """What the word means there is clear."""
    matcher = matcher_of("kernel (convolution)", "kernel (machine)")
    text = "A kernel of a machine."
    assert matcher.find(text, home=Home(source="kernel-convolution")) == ()
    assert [mention.target for mention in matcher.find_in(tokenize(text), text, home=Home(source="kernel-machine"))] == ["kernel-machine"]


def test_homonyms_are_told_by_the_topic_of_the_text() -> None:
    """Where spelling and qualifier decide nothing."""
    matcher = matcher_of(concept("kernel (convolution)", topics=("vision",)), concept("kernel (machine)", topics=("learning",)))
    assert [mention.target for mention in matcher.find("A kernel.", home=Home(topics=("learning",)))] == ["kernel-machine"]


DECIDERS = {
    "front matter": "---\nrelated: [kernel (machine)]\n---\n# paper\n\nIt has a kernel.",
    "a link before": "# paper\n\nIt has [one](kernel-machine.md), a kernel.",
    "a link behind": "# paper\n\nIt has a kernel, like [this](kernel-machine.md).",
}


@pytest.mark.parametrize("case", DECIDERS)
def test_homonyms_are_told_by_what_the_author_names_or_links(case: str) -> None:
    """Once is enough for the whole entry."""
    glossary = glossary_of("# kernel (convolution)\n\nA grid.", "# kernel (machine)\n\nA measure.", DECIDERS[case])
    named = [mention.target for mention in mentions_of(glossary) if mention.form == "kernel"]
    assert named == ["kernel-machine"]


def test_a_name_that_nothing_decides_is_kept_with_what_it_may_mean() -> None:
    """At its place, with its sentence; it is no mention."""
    entry = entry_of("# paper\n\nA sheet.\n\nIt has a kernel. It is long.")
    matcher = matcher_of("kernel (convolution)", "kernel (machine)")
    named = read_entry_names(entry, matcher, home=Home(source=entry.id), links=())
    assert named.mentions == ()
    (one,) = named.undecided
    assert (one.source, one.candidates, one.line, one.column) == ("paper", ("kernel-convolution", "kernel-machine"), 5, 10)
    assert entry.prose.text[one.start : one.end] == one.form == "kernel"
    assert entry.prose.text[slice(*one.sentence)] == "It has a kernel."
    assert [other.start for other in matcher.read(entry.prose.text).undecided] == [one.start]


def test_of_thousands_that_a_name_may_mean_few_are_told() -> None:
    """Else five thousand homonyms in as many texts would be held twenty-five million times."""
    matcher = matcher_of(*(f"token (kind{number})" for number in range(300)))
    (one,) = matcher.read("A token.").undecided
    assert len(one.candidates) == 10


def test_homonyms_are_told_by_the_words_they_are_explained_in() -> None:
    """Where nothing else decides: the text with words of one entry means that one, and a text with neither's means none."""
    glossary = glossary_of(
        "# ACE (1)\n\nA box that routes the packets of a network to a host.",
        "# ACE (2)\n\nA color space in which a film renders its pixels.",
        "# switch\n\nIn a network it stands before an ACE and a host.",
        "# film\n\nIts pixels are kept in ACE.",
        "# paper\n\nOne may write ACE on it.",
    )
    named = [(mention.source, mention.target) for mention in mentions_of(glossary) if mention.form == "ACE"]
    assert named == [("film", "ace-2"), ("switch", "ace-1")]


POINTERS = ("See tuple.", "See: tuple", "Synonym of tuple.", "Another name for a tuple.", "See [tuple](tuple.md).")


@pytest.mark.parametrize("text", POINTERS)
def test_a_name_whose_entry_only_points_to_another_names_both(text: str) -> None:
    """The entry itself and what it points to, at the same place; a link on a page leads to the entry."""
    glossary = glossary_of("# tuple\n\nA list of values.", f"# row\n\n{text}", "# table\n\nIt has rows.")
    mentions = [mention for mention in mentions_of(glossary) if mention.source == "table"]
    assert [(mention.target, mention.form, mention.start) for mention in mentions] == [("row", "rows", 7), ("tuple", "rows", 7)]
    assert [mention.target for mention in Matcher(collect_names(glossary)).find("It has rows.")] == ["row"]


def test_pointers_are_followed_to_their_end_and_never_in_circles() -> None:
    """Step by step; an entry that explains something points nowhere."""
    glossary = glossary_of(
        "# tuple\n\nA list of values.", "# row\n\nSee tuple.", "# line\n\nSee row.", "# hen\n\nSee egg.", "# egg\n\nSee hen.",
        "# key\n\nSee tuple for a thing that has one.", "# page\n\nA line, a hen, a key.",
    )  # fmt: skip
    assert [mention.target for mention in mentions_of(glossary) if mention.source == "page"] == [
        "line",
        "row",
        "tuple",
        "hen",
        "egg",
        "key",
    ]


def test_all_concepts_that_go_by_a_wording_are_named() -> None:
    """For messages about homonyms."""
    assert matcher_of("kernel (convolution)", "kernel (machine)").shared("Kernels") == ("kernel-convolution", "kernel-machine")


LABELS = ("gradient", "gradient descent", "GAN", "mini-batch", "k", "C++", "naïve Bayes", "kernel (machine)", "İ", "ß", "ﬁlter", "data set")
PIECES = st.one_of(
    st.sampled_from([*LABELS, *map(str.upper, LABELS), "s", "'s", "-", "\n", "\n\n", ". ", "\u200b", "’"]), st.text(max_size=8)
)


@given(
    st.lists(PIECES, max_size=12).map(" ".join), st.lists(st.tuples(st.integers(0, 60), st.integers(1, 9)), max_size=3), st.text(max_size=3)
)
def test_mentions_in_any_text_are_sorted_apart_and_slice_back(text: str, marks: list[tuple[int, int]], closed: str) -> None:
    """Whatever the text, a mention is where it says, folds to a name, and lies outside what is opaque or ruled out."""
    opaque = [(start, start + size) for start, size in marks if start + size <= len(text)]
    mentions = matcher_of(*LABELS).find(text, opaque=opaque, no_link=[closed])
    keys = {fold(name.text).replace(" ", "") for label in LABELS for name in concept_names(concept(label))}
    assert all(first.end <= second.start for first, second in pairwise(mentions))
    for mention in mentions:
        assert text[mention.start : mention.end] == mention.form
        assert fold(mention.form).replace(" ", "") in keys
        assert not any(start < mention.end and mention.start < end for start, end in opaque)


@given(st.from_regex(r"[A-Za-z][ -~]{0,18}[A-Za-z]", fullmatch=True), st.sampled_from(["{}", "It is {} here.", "({})"]))
def test_any_label_that_can_be_a_name_is_found_as_written(label: str, sentence: str) -> None:
    """Between words, brackets and stops."""
    assume(fold(label) not in FUNCTION_WORDS)
    matcher = Matcher([Name(text=label, concept="x")])
    assert [mention.form for mention in matcher.find(sentence.format(label))] == [label]


def test_the_place_of_every_mention_in_our_glossary_holds_its_form() -> None:
    """Line and column lead an author to it in the file; a form that goes over a line end begins there."""
    glossary = read_glossary(OUR_GLOSSARY)
    mentions = find_mentions(glossary, Matcher(collect_names(glossary)))
    lines = {entry.id: (OUR_GLOSSARY / entry.path).read_text(encoding="utf-8").split("\n") for entry in glossary.entries}
    assert len(mentions) > 1000
    for mention in mentions:
        rest = lines[mention.source][mention.line - 1][mention.column - 1 :]
        assert rest.startswith(mention.form.split("\n")[0]), mention


INLINE = (
    "zyx",
    "*zyx*",
    "**zyx wab**",
    "[zyx](x.md)",
    "_zyx_ wab",
    "zyx\nwab",
    "\\# zyx",
    "`zyx`",
    "$zyx$",
    "&amp; zyx",
    "<b>zyx</b>",
    "zyxs",
    "a",
)
BLOCKS = (
    "{}",
    "- {}",
    "1. {}",
    "> {}",
    ":::{{note}}\n{}\n:::",
    "| a | b |\n| - | - |\n| c | {} |",
    "## {}",
    "```\n{}\n```",
    "a\n: {}",
    "% {}",
)
SOURCES = st.lists(
    st.tuples(
        st.sampled_from(BLOCKS), st.lists(st.one_of(st.sampled_from(INLINE), st.text(max_size=6)), min_size=1, max_size=4).map(" ".join)
    ).map(lambda pair: pair[0].format(pair[1])),
    max_size=5,
).map("\n\n".join)


@given(SOURCES, st.sampled_from(("\n", "\r\n")))
def test_the_place_of_a_mention_is_where_its_form_begins_in_any_source(source: str, ending: str) -> None:
    """Line and column count in the file, whatever is written around the name; every mention has its sentence."""
    text = f"---\nterm: other\n---\n{source}\n".replace("\n", ending)
    entry, _ = read_entry(text, path="other.md")
    assume(entry is not None)
    assert entry is not None
    matcher = matcher_of("zyx", "zyx wab")
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    for mention in entry_mentions(entry, matcher, home=Home(source="other"), links=()):
        assert entry.prose.text[mention.start : mention.end] == mention.form
        assert lines[mention.line - 1][mention.column - 1 :].startswith("zyx")
        assert mention.sentence[0] <= mention.start < mention.end <= mention.sentence[1]
        assert (mention.source, mention.target, mention.tier) in {("other", "zyx", "exact"), ("other", "zyx", "form")} | {
            ("other", "zyx-wab", tier) for tier in ("exact", "form")
        }


def test_every_mention_in_our_glossary_lies_in_its_sentence() -> None:
    """The sentence that is shown as evidence holds the form."""
    glossary = read_glossary(OUR_GLOSSARY)
    for mention in find_mentions(glossary, Matcher(collect_names(glossary))):
        assert mention.sentence[0] <= mention.start < mention.end <= mention.sentence[1], mention


@pytest.mark.parametrize(
    ("closed", "found"), [("net", ["network"]), ("network", []), ("Network", [])], ids=["part of a word", "the word", "any case"]
)
def test_a_wording_that_is_never_linked_is_whole_words(closed: str, found: list[str]) -> None:
    """Ruling out "net" says nothing of "network", and ruling out "network" covers "networks"."""
    mentions = matcher_of("network").find("Deep networks differ.", no_link=[closed])
    assert [mention.target for mention in mentions] == found
