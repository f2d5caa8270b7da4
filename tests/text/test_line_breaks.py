"""Line breaks that a source lost: without them, headings and items run into each other."""

import pytest

from skillscan.taxonomy.loading import load_taxonomy
from skillscan.text.line_breaks.restore import restore_breaks
from skillscan.text.prepare import prepare

FILLER = (
    "We build tools that help people find work, and we care about the people who use them. "
    "The team is small and friendly, with members in three cities, and it meets every week to "
    "talk about what was learned. Everybody writes code, reads the code of others and answers "
    "questions of users. "
) * 2
"""A long paragraph, so that the text counts as one that lost its breaks."""

ALWAYS = {
    "sentence into heading": ("great solutions.What You'll Do", "great solutions.\nWhat You'll Do"),
    "language into item": ("Java and CFamiliar with Linux", "Java and C\nFamiliar with Linux"),
    "acronym into item": ("Python and SQLExperience with Go", "Python and SQL\nExperience with Go"),
    "plus signs into item": ("Strong C++Experience with Go", "Strong C++\nExperience with Go"),
    "heading into degree": ("QualificationsBachelor's degree", "Qualifications\nBachelor's degree"),
    "years into item": ("5+ yearsExperience with Go", "5+ years\nExperience with Go"),
    "word into item": (
        "communication skillsAbility to lead",
        "communication skills\nAbility to lead",
    ),
    "word into years": ("related field3+ years of Python", "related field\n3+ years of Python"),
    "word into years in words": (
        "industry experience3 plus years of Go",
        "industry experience\n3 plus years of Go",
    ),
    "capitals into years": (
        "preferably with SQL5+ years of Go",
        "preferably with SQL\n5+ years of Go",
    ),
    "plural into years": (
        "preferably with LLMs5+ years of Go",
        "preferably with LLMs\n5+ years of Go",
    ),
    "a numbered name before years": ("We ran EC2 years ago", "We ran EC2 years ago"),
    "sentence into years": ("related field.3-5 years of Go", "related field.\n3-5 years of Go"),
    "bracket into item": (
        "Spark (or Flink)Experience with SQL",
        "Spark (or Flink)\nExperience with SQL",
    ),
    "colon into item": ("Requirements:Bachelor's degree", "Requirements:\nBachelor's degree"),
    "word into degree's initials": ("strong mindsB.S. in weaving", "strong minds\nB.S. in weaving"),
    "word into degrees' initials": (
        "of experienceMS or PhD in law",
        "of experience\nMS or PhD in law",
    ),
    "degree into item": ("MS or Ph.D.Strong Python", "MS or Ph.D.\nStrong Python"),
    "heading behind a sentence": (
        "Read papers about multi-modal models. Nice to have:\nRust",
        "Read papers about multi-modal models.\nNice to have:\nRust",
    ),
    "heading behind a list": (
        "frameworks such as PyTorch, JAX and Flax We Prefer\nExperience with Go",
        "frameworks such as PyTorch, JAX and Flax\nWe Prefer\nExperience with Go",
    ),
    "heading of one word behind an item": (
        "• Weave silk on wide looms Requirements:\n• A degree",
        "• Weave silk on wide looms\nRequirements:\n• A degree",
    ),
    "heading of one word behind a name": (
        "• Weave in the open, preferably on Loomly Qualifications:\n• A degree",
        "• Weave in the open, preferably on Loomly\nQualifications:\n• A degree",
    ),
    "heading before its first bullet": (
        "Preferred Qualifications: • A degree\n• Go",
        "Preferred Qualifications:\n• A degree\n• Go",
    ),
    "question behind a sentence": (
        "stay up to date with new tools and practices Who you are:\nA degree",
        "stay up to date with new tools and practices\nWho you are:\nA degree",
    ),
    "ellipsis into item": ("You have…4+ years of Go", "You have…\n4+ years of Go"),
    "heading before its list": (
        "Help others. Nice to Have Experience with Go",
        "Help others.\nNice to Have\nExperience with Go",
    ),
    "bullets behind each other": ("Duties • build • ship • run", "Duties\n• build\n• ship\n• run"),
}
LOST = {
    "any two words without a space": ("our customersToyota", "our customers\nToyota"),
    "heading into company": ("About UsAcme makes", "About Us\nAcme makes"),
    "heading after a space": (
        "in R or Python Desired Skills Understand data",
        "in R or Python\nDesired Skills\nUnderstand data",
    ),
    "heading before a space": (
        "day. Requirements Bachelor's degree",
        "day.\nRequirements\nBachelor's degree",
    ),
    "single heading with colon": (
        "clear thinking Responsibilities: Develop",
        "clear thinking\nResponsibilities:\nDevelop",
    ),
    "headings of two words stay whole": (
        "at scale. Preferred Qualifications: Rust",
        "at scale.\nPreferred Qualifications:\nRust",
    ),
    "article after heading": (
        "What You'll Need To SucceedA degree",
        "What You'll Need To Succeed\nA degree",
    ),
    "heading of preferences": (
        "teach othersPreferred:PhD in physics",
        "teach others\nPreferred:\nPhD in physics",
    ),
    "wish as a heading": (
        "Strong SQL.Added Bonus If You Have Experience with Go",
        "Strong SQL.\nAdded Bonus If You Have\nExperience with Go",
    ),
    "emoji as bullets": (
        "looking for: ✅ 3+ years ✅ Strong Go",
        "looking for:\n• 3+ years\n• Strong Go",
    ),
}
KEPT = (
    "JavaScript, TypeScript, PyTorch, TensorFlow, LangChain, MLflow, GitHub, GitLab, iOS, macOS",
    "McDonald and McKinsey use LinkedIn, PowerPoint, BigQuery and SageMaker",
    "Node.js, Node.JS, ASP.NET, Booking.Com, H2O.AI and v1.3",
    "U.S.Citizen, e.g.Python, St.Louis",
    "LLMs, GPUs and APIs in R&D",
    "Location:Remote",
    "requirements analysis and Requirements Engineering",
    "Please read carefully what is listed under Preferred Qualifications\nApply",
    "We give candidates who are new to the field all the Required Skills\nApply",
    "Tell us in two lines what you would like to learn more About You\nApply",
    "And so on… and more",
    "The Basic Requirements of the job, and Nice to Have of another kind, are below",
    "The work is described in the document that lists the Requirements:\nApply",
    "• Weave silk on the wide looms Requirements:\nApply",
    "Fernhill • Oslo",
    "Weave silk on the wide looms Requirements:\n• Apply",
    "• Weave silk on the wide looms Requirements\n• Apply",
    "• Weave silk on the wide looms Preferred:\n• Apply",
    "• Senior Weaver and Dyer of Silk Requirements:\n• A degree",
    "• A good knowledge of what stands in GDPR, of ISO Requirements:\n• A degree",
    "• Weave and dye to meet the wishes of the Requirements:\n• A degree",
    "Nous cherchons un·e tisserand·e confirmé·e et motivé·e",
)


@pytest.mark.parametrize(("broken", "text"), ALWAYS.values(), ids=ALWAYS.keys())
def test_missing_breaks_are_restored(broken: str, text: str) -> None:
    assert restore_breaks(broken) == text


@pytest.mark.parametrize(("broken", "text"), LOST.values(), ids=LOST.keys())
def test_a_text_without_any_break_gets_more_of_them(broken: str, text: str) -> None:
    assert text in restore_breaks(FILLER + broken)


@pytest.mark.parametrize("kept", KEPT)
def test_names_stay_whole(kept: str) -> None:
    """A name cut in two is a skill lost, and a false line."""
    assert restore_breaks(kept) == kept
    assert kept.splitlines()[0] in restore_breaks(FILLER + kept)


def test_taxonomy_names_survive() -> None:
    """A skill that a restored break cuts in two can never be found in such texts."""
    aliases = [alias.text for skill in load_taxonomy().skills.values() for alias in skill.aliases]
    cut = [
        alias for alias in aliases if "\n" in prepare(f"{FILLER}Experience with {alias} and more")
    ]
    assert cut == []


def test_only_white_space_changes() -> None:
    """Restoring may add breaks; a letter changed or lost would falsify quotations."""
    for broken in [
        *(case[0] for case in ALWAYS.values()),
        *(FILLER + case[0] for case in LOST.values()),
    ]:
        letters = [c for c in broken if c.isalnum()]
        assert [c for c in restore_breaks(broken) if c.isalnum()] == letters


def test_items_behind_glued_dashes_stand_on_their_own_lines() -> None:
    """A dash right behind the item before, with or without a full stop."""
    items = [
        "Able to weave cloth of silk and of wool for shops by the sea",
        "Familiar with looms (old and new)",
        "Dye wool in all colours.",
        "Count the cloth in stock and sell it at the market of the town.",
        "Mend torn sails of ships",
    ]
    broken = "One year at a mill.- " + "- ".join(items)
    assert restore_breaks(broken) == "\n• ".join(["One year at a mill.", *items])


@pytest.mark.parametrize(
    "kept",
    [
        "Pre- And post-war cloth, woven in mills by the sea. " * 3 + FILLER,
        FILLER + "Wool- Und Seidenweberei, Samt- Und Tuchweberei.",
        "Montag- Freitag, Kunden- Service, Haupt- Bahnhof, Samt- Weberei, Tuch- Handel. " + FILLER,
        "We wove pre- Covid, mid- Covid, post- Covid and in the late- Covid years. " + FILLER,
    ],
)
def test_a_few_dashes_inside_of_words_are_no_items(kept: str) -> None:
    assert "•" not in restore_breaks(kept)


def test_sentences_in_small_letters_are_parted() -> None:
    """A text without capitals whose items lost their line ends."""
    lines = [
        "you weave silk for shops by the sea.",
        "experience with looms and node.js is needed.",
        "knowledge of wool is an asset.",
        "strong hands and eyes.",
    ]
    broken = FILLER.casefold() + "".join(lines)
    assert restore_breaks(broken).endswith("\n".join(lines[1:]))


@pytest.mark.parametrize(
    "kept",
    [
        FILLER.casefold() + "see www.experience.com and asp.net for more.",
        "the looms.experience of weavers.knowledge of wool",
        FILLER.casefold() + "we weave at looms.experience counts.",
    ],
)
def test_names_in_small_letters_stay_whole(kept: str) -> None:
    assert restore_breaks(kept) == kept.strip()
