"""A posting that was broken at 60 columns gives the answers of the same posting in whole lines."""

import textwrap

import pytest

import skillscan
from skillscan.text.prepare import prepare

POSTINGS = {
    "with bullets": """About the mill
We weave cloth on looms that our own software runs, and we sell it to people all over the world.

What you'll do
- Build the services that run our looms with Go and Terraform, and keep them running at night

What we look for
- At least 5 years of experience with Python, and 2 or more with Kubernetes or a similar system
- Bachelor's degree in Computer Science or a related field; experience with PyTorch is preferred
- Hands-on knowledge of SQL, Spark, Airflow and Docker, gained in production and not in a course

Nice to have
- You have used Kafka or Rust in a team, or have taught others how to do so for a year or longer

The base salary range for this position is $150,000 to $180,000 per year, depending on your skills.
You may work from home in any state of the country, for this is a fully remote position for good.
""",
    "in sentences": """
We are looking for an engineer with strong Python skills and four years of experience in machine
learning to join a team of eight in Leeds. The team works with Docker, Kubernetes and PostgreSQL.

You will need a master's degree and a solid understanding of deep learning. Experience with Java
is not required, and Scala would be a plus. This is a hybrid role, with two days in the office.
""",
}


@pytest.mark.parametrize("posting", POSTINGS.values(), ids=POSTINGS.keys())
def test_wrapped_text_reads_like_whole_lines(posting: str) -> None:
    nlp = skillscan.load()
    whole = [" ".join(lines.split("\n")) for lines in posting.split("\n\n")]
    posting = posting if "- " in posting else "\n\n".join(whole)
    wrapped = "\n".join(textwrap.fill(line, 60) for line in posting.split("\n"))
    assert wrapped != posting
    first, second = (
        {
            (group, span.text, span.label_, span._.skillscan_mention_class)
            for group in ("skills", "experience", "degree", "pay", "workplace")
            for span in doc.spans[group]
        }
        for doc in (nlp(prepare(posting)), nlp(prepare(wrapped)))
    )
    assert len(first) > 8
    assert second == first
