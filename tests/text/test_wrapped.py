"""Text broken at a fixed width reads like the same text in whole lines."""

import textwrap

import pytest
from hypothesis import given
from hypothesis import strategies as st

from skillscan.text.line_breaks.wrapped import unwrap
from skillscan.text.prepare import prepare

POSTING = """About the mill
We weave cloth for people who like cloth, and our looms are run by software that we write.
You would join a team of eight. Everybody owns a loom, and nobody is on call at night.

What we look for
- At least 5 years of experience with Python and with services that run in production for years
- A degree in weaving or a related field; a master's degree is preferred. We value practice, too.
- Hands-on knowledge of Docker, Kubernetes, Terraform, Prometheus, Grafana, PostgreSQL and Kafka

Nice to have
- Rust
- You have led a small team of weavers, or have taught apprentices for a season or more
"""


def wrapped(text: str, width: int, indent: str = "") -> str:
    return "\n".join(
        textwrap.fill(line, width, subsequent_indent=indent if line[:1] == "-" else "")
        for line in text.split("\n")
    )


@pytest.mark.parametrize("width", [50, 60, 72, 80])
@pytest.mark.parametrize("indent", ["", "  "])
def test_a_wrapped_posting_is_the_posting(width: int, indent: str) -> None:
    """A requirement cut in two loses its "is preferred", a heading its list."""
    once = prepare(wrapped(POSTING, width, indent))
    assert once == prepare(POSTING)
    assert prepare(once) == once


@pytest.mark.parametrize(
    ("text", "whole"),
    {
        "an item of two lines": (
            "Requirements\n- At least 5 years of experience with Python and\n  Kubernetes\n- Go",
            "Requirements\n- At least 5 years of experience with Python and Kubernetes\n- Go",
        ),
        "a line that ends in the middle of a sentence, in a text of no width": (
            "+ You weave at night and by day, in Loom or\nShuttle, preferred.\n+ A desk of\n+ x",
            "+ You weave at night and by day, in Loom or Shuttle, preferred.\n+ A desk of\n+ x",
        ),
        "a word parted at its hyphen": (
            "We ask for people who have years of hands-\non work with looms and cloth",
            "We ask for people who have years of hands-on work with looms and cloth",
        ),
        "a name of capitals in an item, parted at its blank": (
            "- You wove on looms of all kinds with Natural Loom\nProcessing, and Deep Dyeing\n"
            "- You can tell a loom from a spindle, and why one\nshould, and when to\n- Loom",
            "- You wove on looms of all kinds with Natural Loom Processing, and Deep Dyeing\n"
            "- You can tell a loom from a spindle, and why one should, and when to\n- Loom",
        ),
        "a list of capitals with commas": (
            "Looms, Critical Weaving, Dyes, Shuttles, Cross Loom, Loom\n"
            "Thinking, Wool Skills, Dyeing, Silk\n"
            "We weave cloth and sell it to everybody who likes all our\nlooms, and their kin",
            "Looms, Critical Weaving, Dyes, Shuttles, Cross Loom, Loom"
            " Thinking, Wool Skills, Dyeing, Silk\n"
            "We weave cloth and sell it to everybody who likes all our looms, and their kin",
        ),
        "a dash of a sentence at the start of a line": (
            "We weave cloth for all and sell it to all who like\n"
            "our looms and them all fully where their homes are\n- by night and by day.",
            "We weave cloth for all and sell it to all who like"
            " our looms and them all fully where their homes are - by night and by day.",
        ),
        "the dash of a range at the start of a line": (
            "- We weave cloth and sell it to everybody who likes our\nlooms\n"
            "- The base pay of weavers in Oslo and Bergen is $90,000\n- $120,000 a year.",
            "- We weave cloth and sell it to everybody who likes our looms\n"
            "- The base pay of weavers in Oslo and Bergen is $90,000 - $120,000 a year.",
        ),
        "a row of labels, each as long as the line": (
            "We weave cloth and sell it to everybody who likes all our\nlooms, and their kin.\n"
            "Oslo, NO: a loom, a desk and a chair for weavers, and silk\n"
            "Bergen, NO: a loom, a desk and a chair for weavers, and wool",
            "We weave cloth and sell it to everybody who likes all our looms, and their kin.\n"
            "Oslo, NO: a loom, a desk and a chair for weavers, and silk\n"
            "Bergen, NO: a loom, a desk and a chair for weavers, and wool",
        ),
        "a heading of capitals below a full item": (
            "- You wove on looms of all kinds with Natural Loom\nNice To Have\n"
            "- You can tell a loom from a spindle, and why one\nshould, and when to\n- Loom",
            "- You wove on looms of all kinds with Natural Loom\nNice To Have\n"
            "- You can tell a loom from a spindle, and why one should, and when to\n- Loom",
        ),
        "a heading below a full line": (
            "We weave cloth and sell it to everybody who likes our\n"
            "looms, and to their friends, and to all of their cats\nWho we are",
            "We weave cloth and sell it to everybody who likes our"
            " looms, and to their friends, and to all of their cats\nWho we are",
        ),
        "a heading on two lines": (
            "We weave.\nPreferred\nQualifications:\nGo",
            "We weave.\nPreferred Qualifications:\nGo",
        ),
        "a heading on two lines before a bullet": (
            "Ideal\n\nQualifications • Go\n• Rust",
            "Ideal Qualifications • Go\n• Rust",
        ),
        "an address longer than the width": (
            "We weave cloth and sell it to everybody who likes our\nlooms and cats\n"
            "https://weave.example/a/very/long/address/of/a/page/that/nobody/breaks/in/two/parts",
            "We weave cloth and sell it to everybody who likes our looms and cats\n"
            "https://weave.example/a/very/long/address/of/a/page/that/nobody/breaks/in/two/parts",
        ),
    }.values(),
)
def test_lines_at_the_width_are_joined(text: str, whole: str) -> None:
    assert unwrap(text) == whole


@pytest.mark.parametrize(
    "text",
    [
        "machine learning\ndeep learning\nnatural language processing\nstatistics",
        "Requirements\n5+ years of Python in production, and some of Go\nKubernetes\nTerraform",
        "Build looms that weave the cloth of the future for all.\nOwn what you build, end to end",
        "Design the ingestion of the yarn that our looms need\nBuild tools for weavers\nRun them",
        "Preferred\nQualifications of a weaver\nGo",
        "Woven\nQualifications:\nGo",
        "You know what is Preferred\nQualifications:\nGo",
        "",
        "\n",
    ],
)
def test_lines_of_their_own_stay(text: str) -> None:
    """Items without bullets are lines, too."""
    assert unwrap(text) == text


@given(st.lists(st.text("ab -•.,A\n", max_size=70), max_size=12).map("\n".join))
def test_only_line_ends_and_spaces_change(text: str) -> None:
    assert "".join(unwrap(text).split()) == "".join(text.split())
