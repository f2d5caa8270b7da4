"""Blocks, sections and sentences: every later answer asks where it stands."""

from functools import cache

import pytest
import spacy
from hypothesis import given
from hypothesis import strategies as st
from spacy.language import Language
from spacy.tokens import Doc

from skillscan.nlp.document import SECTIONS, make_document
from skillscan.nlp.pipeline import COMPONENTS, build
from skillscan.nlp.structure.sentences import SentenceReader
from skillscan.rules import load_rules
from skillscan.text.prepare import prepare

SENTENCE_READER = SentenceReader(load_rules("sentences.yaml"))


@cache
def pipeline() -> Language:
    return build(disable=[name for name in COMPONENTS if name != "skillscan_structure"])


def read(body: str, title: str = "ML Engineer") -> Doc:
    return pipeline()(make_document(pipeline(), title, prepare(body)))


def sections(doc: Doc) -> list[tuple[str, str]]:
    return [(span.label_, " ".join(span.text.split())) for span in doc.spans["sections"]]


def test_headings_that_a_source_made_items_open_their_sections() -> None:
    """Else all that such a source asks for stands below "Responsibilities", or below nothing."""
    doc = read("• Responsibilities\n• Weave\n• Requirements\n• Go\n• Preferred Skills\n• Rust")
    assert sections(doc) == [
        ("title", "ML Engineer"),
        ("duties", "• Responsibilities • Weave"),
        ("required", "• Requirements • Go"),
        ("preferred", "• Preferred Skills • Rust"),
    ]


def test_sections_follow_headings() -> None:
    doc = read(
        "<p>Acme builds robots.</p><h3>What you'll do</h3><ul><li>Build</li></ul>"
        "<h3>Requirements</h3><ul><li>Python</li></ul><h3>Nice to have</h3><ul><li>Go</li></ul>"
        "<h3>Benefits</h3><p>Cake</p>"
    )
    assert sections(doc) == [
        ("title", "ML Engineer"),
        ("other", "Acme builds robots."),
        ("duties", "What you'll do • Build"),
        ("required", "Requirements • Python"),
        ("preferred", "Nice to have • Go"),
        ("benefits", "Benefits Cake"),
    ]


def test_blocks_are_headings_items_and_paragraphs() -> None:
    doc = read("Requirements\n- Python\nWe are a small team that works on many things.")
    assert [(span.label_, span.text.strip()) for span in doc.spans["blocks"]] == [
        ("heading", "ML Engineer"),
        ("heading", "Requirements"),
        ("item", "• Python"),
        ("paragraph", "We are a small team that works on many things."),
    ]


def test_heading_in_front_of_text_holds_for_the_lines_below() -> None:
    doc = read("Requirements: Python\nSQL and more things to know about.\nBenefits: cake")
    assert sections(doc)[1:] == [
        ("required", "Requirements: Python SQL and more things to know about."),
        ("benefits", "Benefits: cake"),
    ]


def test_sentences_before_the_one_that_leads_to_a_list_are_no_part_of_it() -> None:
    """The 5 years in front of "…would make you stand out:" are asked for, not wished for."""
    doc = read(
        "We are hiring weavers with 5 years of work. Experience with these would make you stand"
        " out:\n- Silk\n- Wool"
    )
    assert sections(doc)[1:] == [
        ("other", "We are hiring weavers with 5 years of work."),
        ("preferred", "Experience with these would make you stand out: • Silk • Wool"),
    ]


@pytest.mark.parametrize(
    ("heading", "rest"),
    [
        ("Desirable skills", "- Experience in many mills with looms: silk, wool, linen"),
        (
            "Our ideal weaver will have:",
            "Experience:\nSilk: 1 year (Preferred)\nWool: 1 year (Preferred)",
        ),
    ],
)
def test_what_demands_no_more_is_no_other_list_of_requirements(heading: str, rest: str) -> None:
    """The only list of requirements stays required beside a label in it, or wishes below it."""
    doc = read(f"{heading}\n- Strong Python\n- Experience with Docker\n{rest}")
    assert sections(doc)[1][0] == "required"


def test_heading_inside_an_item_holds_for_the_item_alone() -> None:
    """ "• Bonus: Spark" in a list of requirements must not soften the items after it."""
    doc = read("Requirements\n- Python\n- Bonus: Spark\n- SQL")
    assert [label for label, _ in sections(doc)] == ["title", "required", "preferred", "required"]


@pytest.mark.parametrize(
    ("body", "label"),
    [
        ("Ideal candidate\n- Python", "required"),
        ("Requirements\n- Python\nIdeal candidate\n- Spark", "preferred"),
        ("What we look for\n- Python", "required"),
        ("Ideal skills\n- Spark", "preferred"),
        ("Ideal candidate\n- Python\nNice to have\n- Spark", "preferred"),
    ],
)
def test_ideal_candidate_is_required_only_as_the_only_list(body: str, label: str) -> None:
    assert sections(read(body))[-1][0] == label


def test_ideal_candidate_before_wishes_tells_what_is_required() -> None:
    doc = read("Ideal candidate\n- Python\nNice to have\n- Spark\nRequirements\n- SQL")
    labels = ["title", "required", "preferred", "required"]
    assert [label for label, _ in sections(doc)] == labels


def test_topics_do_not_end_a_list_of_wishes() -> None:
    doc = read("Nice to have\n- Go\nCloud expertise:\n- AWS\nRequired skills:\n- SQL")
    assert [label for label, _ in sections(doc)] == ["title", "preferred", "required"]


def test_kinds_of_wishes_stay_wishes() -> None:
    """ "Technical Skills" below "Preferred" parts the wishes; it does not make them demands."""
    doc = read("Preferred\nTechnical Skills:\n- Go\nEducation:\n- MS\nRequirements\n- SQL")
    assert [label for label, _ in sections(doc)] == ["title", "preferred", "required"]


STACK = "\n- Back: Go, Rust\n- Front (web): React\n- Data: Kafka, Flink"
DUTIES = "\n- Improving looms\n- Weaving cloth by night\n- Teaching weavers\n- Dyeing"


@pytest.mark.parametrize(
    ("body", "label"),
    [
        (f"Nice to have\n- SQL\nLoom environment{STACK}", "about"),
        (f"## 4. Nice to have\n- SQL\n\n## 5. Tools & Stack{STACK}", "about"),
        (f"Nice to have\n- SQL\nPreferred stack{STACK}", "preferred"),
        (f"Nice to have\n- SQL\nYarn{STACK}", "preferred"),
        ("Nice to have\n- SQL\nLoom tooling\n- Go: years of use\n- Rust", "preferred"),
        ("Requirements\n- SQL\nDesired skills - a list of possible assets\n- Go", "preferred"),
        ("requirements\n- sql\nnice to have.\n- go", "preferred"),
        ("Nice to have\n- SQL\nLooms are woven here.\n- Go", "preferred"),
        ("Nice to have\n- SQL\nResponsibilities.\n- Go", "duties"),
        (f"We are looking for:{DUTIES}", "duties"),
        (f"We are looking for:\n- A weaver\nWhat keeps you awake?{DUTIES}", "duties"),
        ("We are looking for:\n- Weaving\n- A degree\n- Looms", "required"),
        ("Skills\n- Understanding of looms\n- Weaving\n- Being awake\n- Dyeing", "required"),
        ("Culture\nWe sing.\nTechnology\nFrontend: Loom. Backend: Go, Rust. Infra: AWS.", "about"),
        ("Culture\nWe sing.\nTechnologies:\n- Backend: Go\n- Infrastructure: AWS", "about"),
        ("Culture\nWe sing.\nTechnologies:\n- Languages: Go\n- Clouds: AWS", "required"),
        ("Requirements\n- SQL\nTechnologies\nBackend: Go\nInfra: AWS", "required"),
        ("Nice to have\n- SQL\nTechnologies\n- Loom\n- Go", "about"),
        ("Preferred: SQL\nTechnology\nLoom, Go", "about"),
        ("Nice to have\nTechnologies\n- Loom\n- Go", "preferred"),
        ("Nice to have\n- SQL\nTechnologies\n- Experience with Go", "preferred"),
    ],
)
def test_a_list_tells_what_it_is_where_its_heading_does_not(body: str, label: str) -> None:
    """What the team uses is no wish, and what one does there no demand."""
    assert sections(read(body))[-1][0] == label


@pytest.mark.parametrize(
    ("item", "label"),
    [
        ("Experience in one or more areas: looms", "preferred"),
        ("Education: MS", "preferred"),
        ("Required: Go", "required"),
        ("Must have: Go", "required"),
    ],
)
def test_headings_of_items_stay_wishes_but_for_demands(item: str, label: str) -> None:
    """ "• Education: …" among wishes would ask for what is only welcome."""
    found = [name for name, text in sections(read(f"Preferred\n- SQL\n- {item}\n- Python"))]
    assert (label in found[2:]) is (label == "required")


def test_a_softened_sentence_at_the_end_of_an_item_is_no_heading() -> None:
    """ "… services. Ideally AWS" would make wishes of all demands below it."""
    doc = read("Requirements\n- Long experience with the cloud. Ideally AWS\n- Go\n- SQL")
    assert [label for label, _ in sections(doc)] == ["title", "required"]


def test_an_open_bracket_goes_on_in_the_next_line() -> None:
    doc = read("Requirements\n- Weaving in a cloud (bonus\npoints for using Go)\n- SQL")
    blocks = [span.text for span in doc.spans["blocks"]]
    assert any("(bonus" in text and "using Go)" in text for text in blocks)


def test_a_demand_with_a_colon_does_not_end_wishes() -> None:
    """ "Experience with one of the following:" among wishes must not make its list required."""
    doc = read("Preferred\n- Go\nExperience with one of the following skills:\n- SQL")
    assert [label for label, _ in sections(doc)] == ["title", "preferred"]


def test_a_heading_glued_to_its_text_is_one() -> None:
    doc = read("What you will do\n- Build\nYOUR SKILLS AND EXPERIENCE INCLUDE:Turning yarn into Go")
    assert [label for label, _ in sections(doc)] == ["title", "duties", "required"]


def test_your_part_in_the_work_is_no_demand() -> None:
    doc = read("What you'll do\nYou are the trusted weaver to the customer:\n- Write about Go")
    assert [label for label, _ in sections(doc)] == ["title", "duties"]


def test_kinds_of_demands_end_a_list_of_wishes() -> None:
    doc = read("Preferred\n- Go\nTechnical Skills:\n- SQL")
    assert [label for label, _ in sections(doc)] == ["title", "preferred", "required"]


@pytest.mark.parametrize(
    ("line", "label"), [("Data tools: Go", "duties"), ("Required tools: Go", "required")]
)
def test_tools_are_asked_for_only_where_the_label_says_so(line: str, label: str) -> None:
    """A label in a list of what is used must not turn all of it into requirements."""
    assert sections(read(f"What you'll do\n- Build\n{line} and much more"))[-1][0] == label


@pytest.mark.parametrize(
    ("line", "following"),
    [("Experience: 4-8 years", "other"), ("Location: Berlin", "other"), ("Skills: Go", "required")],
)
def test_values_are_no_lists(line: str, following: str) -> None:
    """ "Experience: 4-8 years" on top must not make requirements of the employer's story."""
    assert sections(read(f"{line}\nAcme makes robots and people like them."))[-1][0] == following


def test_a_wish_for_a_degree_is_of_its_subjects_only() -> None:
    """All that the lines below ask for would be wishes."""
    doc = read(
        "Qualifications\nMaster's Degree Preferred In: Weaving, Dyeing, or another fine craft\n"
        "Experience with Go"
    )
    assert sections(doc)[-1][0] == "required"


def test_equal_opportunity_needs_no_heading() -> None:
    doc = read("Requirements\n- Python\nAcme is an equal opportunity employer and values all.")
    assert sections(doc)[-1][0] == "equal_opportunity"


SENTENCES = {
    "abbreviations": "Use tools, e.g. Python or i.e. SQL. Build things.",
    "degrees": "A B.S. or Ph.D. in Physics is fine. Apply now.",
    "countries": "Work in the U.S. Government sector. Travel little.",
    "names": "We use .NET and Node.js with Vue.js daily. You build.",
    "versions": "Python 3.11 and C++ 2.0 are used. Bring ideas.",
    "question and exclamation": "Ready? Join us!",
    "closing abbreviation": "Tools, dashboards, etc. You build them.",
    "digits": "Founded in 2010. 5+ years of Go.",
    "a rank": "Acme seeks a Loom Scientist I. The ideal candidate weaves.",
}
EXPECTED = {"question and exclamation": 2, "abbreviations": 2}


@pytest.mark.parametrize(("name", "text"), SENTENCES.items(), ids=SENTENCES.keys())
def test_each_text_has_two_sentences(name: str, text: str) -> None:
    """A sentence cut at "e.g." loses the skills that follow from their modifier."""
    assert len(list(SENTENCE_READER.starts(text, [0]))) == 1


LOST_BREAKS = {
    "wish before a demand": ("preferably transformers Expertise in LLMs, Go", 1),
    "bracket before a demand": ("a plus (Go, Rust) Experience building models", 1),
    "an ordinary sentence": ("We value experience with Go and the ability to learn", 0),
    "a label in brackets": ("(Bonus) Experience with Go", 0),
    "a phrase in capitals": ("Five Years of Hands-on Experience with Go", 0),
    "wishes without a heading": ("Nice-to-have experience with Go Experience with Rust", 0),
}


@pytest.mark.parametrize(("text", "further"), LOST_BREAKS.values(), ids=LOST_BREAKS.keys())
def test_a_demand_in_the_middle_of_a_line_begins_a_sentence(text: str, further: int) -> None:
    """A wish that leaks over the demand behind it makes a required skill preferred."""
    assert len(list(SENTENCE_READER.starts(text, [0]))) == further


def test_a_block_end_ends_a_sentence() -> None:
    doc = read("Requirements\n- Python\n- SQL")
    assert [sentence.text.strip() for sentence in doc.sents] == [
        "ML Engineer",
        "Requirements",
        "• Python",
        "• SQL",
    ]


@given(st.text(max_size=300), st.text(max_size=30))
def test_spans_cover_every_document(body: str, title: str) -> None:
    """A token outside of all sections would have no class; an exception would stop a run."""
    doc = read(body, title)
    for group in ("sections", "blocks"):
        spans = list(doc.spans[group])
        assert [span.start for span in spans[1:]] == [span.end for span in spans[:-1]]
        assert not spans or (spans[0].start, spans[-1].end) == (0, len(doc))
    assert {span.label_ for span in doc.spans["sections"]} <= set(SECTIONS)


def test_a_line_that_comes_again_is_read_by_what_follows_it() -> None:
    """A line kept from another posting must not bring its place or its list along."""
    first, again = read("Looms\n- Go\nBonus: Rust"), read("Looms\nBonus: Rust", title="")
    assert [span.label_ for span in first.spans["blocks"]][1:3] == ["heading", "item"]
    blocks = [(span.label_, span.text.strip()) for span in again.spans["blocks"]]
    assert blocks == [("paragraph", "Looms"), ("heading", "Bonus:"), ("paragraph", "Rust")]


def test_an_empty_document_is_read() -> None:
    doc = pipeline()(make_document(pipeline(), "", ""))
    assert len(doc) == 0
    assert not doc.spans["sections"]


def test_structure_needs_only_tokens() -> None:
    nlp = spacy.blank("en")
    nlp.add_pipe("skillscan_structure")
    assert nlp("Requirements\n• Python").spans["sections"]


def test_a_block_tells_what_opened_its_section() -> None:
    """Without it nobody can say why a skill in the list is preferred."""
    body = "Nice to have:\n- Go\nCloud expertise:\n- AWS\nRequirements: SQL"
    doc = read(body, title="")
    told = [
        (r["section"], r["section_rule"], doc.text[r["heading_start"] : r["heading_end"]])
        for block in doc.spans["blocks"]
        if (r := block._.skillscan_reason)
    ]
    wish = ("preferred", "rules.preferred", "Nice to have")
    demand = ("required", "rules.requirements", "Requirements")
    assert told == [wish, wish, wish, wish, demand, demand]


def test_saved_structure_reads_the_same() -> None:
    nlp = spacy.blank("en")
    nlp.add_pipe("skillscan_structure")
    again = spacy.blank("en")
    again.add_pipe("skillscan_structure")
    again.from_bytes(nlp.to_bytes())
    text = "Requirements\n• Python. We weave."
    assert [s.text for s in again(text).sents] == [s.text for s in nlp(text).sents]
