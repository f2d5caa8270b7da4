"""A degree read wrongly tells candidates that they need one, or that they do not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from skillscan.nlp.degree.mention import DegreeLevel
from skillscan.nlp.degree.requirement import DegreeRequirements
from skillscan.nlp.document import make_document
from skillscan.nlp.pipeline import build
from skillscan.rules import load_rules

REQUIREMENTS = DegreeRequirements(load_rules("degrees.yaml"))


@pytest.fixture(scope="module")
def nlp():
    return build(disable=["skillscan_skills", "skillscan_mention_class"])


VALUES = {
    DegreeLevel.SCHOOL: "none",
    DegreeLevel.BACHELOR: "bachelor",
    DegreeLevel.MASTER: "master",
    DegreeLevel.PHD: "phd",
}
LINES = [
    ("BA or equivalent experience in weaving", DegreeLevel.SCHOOL),
    ("MS in weaving, dyeing or a related Engineering degree", DegreeLevel.MASTER),
    ("Degree: Master's Degree or PhD received lately", DegreeLevel.MASTER),
    ("Degree: weaving or dyeing", DegreeLevel.BACHELOR),
    ("A master's or doctoral degree (preferred) in weaving", DegreeLevel.MASTER),
    ("Years of building a middle and/or high school schedule", None),
    ("MBA / weaving / dyeing experience is a plus", None),
    ("Graded certifications or a degree in weaving is a must", DegreeLevel.SCHOOL),
    ("Technical degree and/or prior loom experience", DegreeLevel.SCHOOL),
    ("Bachelor's degree in weaving, and 2+ years equivalent experience", DegreeLevel.BACHELOR),
    ("PhD and 3 years of postdoc or equivalent experience", DegreeLevel.PHD),
    ("A first degree in weaving and a doctoral degree in dyeing is required", DegreeLevel.PHD),
    ("A first degree in weaving or a doctoral degree in dyeing", DegreeLevel.BACHELOR),
    ("A first degree in weaving and a PhD in dyeing is a plus", DegreeLevel.BACHELOR),
    ("An M.S. in weaving, dyeing, or equivalent degree", DegreeLevel.MASTER),
    ("Bonus: knowledge of looms and dyes, and a master's degree", None),
    ("(Preferred) Bachelor's degree in weaving", None),
    ("3+ years of weaving experience (less with PhD)", None),
    ("Work with product owners and scrum masters", None),
    ("Enrolled at a four-year university", DegreeLevel.BACHELOR),
    ("Working toward an undergraduate, graduate or doctoral degree", DegreeLevel.BACHELOR),
    ("Our looms let anybody weave without a PhD in law", None),
    ("Bachelor's degree in CS; Master's preferred.", DegreeLevel.BACHELOR),
    (
        "BS, MS, or PhD degree in a related field, or equivalent practical experience.",
        DegreeLevel.SCHOOL,
    ),
    ("Master's or Ph.D. degree preferred.", None),
    ("A master's degree in law, medicine, and weaving, or a like field is preferred.", None),
    ("Bachelor's degree in law (preferred), medicine or a like field.", DegreeLevel.BACHELOR),
    ("5+ years of experience with a PhD. 7+ years of experience otherwise", None),
    ("6+ years of weaving experience (3+ with a PhD)", None),
    (
        "9+ years with a Bachelor's degree or 7 years with a PhD, or 12+ years of experience",
        DegreeLevel.SCHOOL,
    ),
    ("Fancy degrees don't impress us.", DegreeLevel.SCHOOL),
    ("Preferably a Master's degree.", None),
    ("BS/MS/PhD in CS", DegreeLevel.BACHELOR),
    ("Bachelor's degree, Master's preferred", DegreeLevel.BACHELOR),
    ("BS, MS or PhD preferred", None),
    ("Bachelor's degree (Master's preferred) in CS", DegreeLevel.BACHELOR),
    ("An advanced degree (MS or PhD) in optics is preferred", None),
    ("Bachelor's degree or equivalent in Computer Science", DegreeLevel.BACHELOR),
    ("Bachelor's degree in Statistics or Law (advanced degree a plus).", DegreeLevel.BACHELOR),
    (
        "Bachelor's degree plus 8+ years of experience, or Advanced Degree plus 6+ years",
        DegreeLevel.BACHELOR,
    ),
    (
        "2+ years of work experience and a Bachelor's degree, OR 5+ years of work experience",
        DegreeLevel.SCHOOL,
    ),
    ("Advanced degree in CS", DegreeLevel.MASTER),
    (
        "At least an undergraduate in Weaving or a STEM field. Masters preferred",
        DegreeLevel.BACHELOR,
    ),
    ("Ph.D. preferred or Masters in weaving", DegreeLevel.MASTER),
    ("Master of Science degree or foreign equivalent in weaving", DegreeLevel.MASTER),
    ("A bachelor's degree is a must - law or weaving is preferred!", DegreeLevel.BACHELOR),
    ("B Tech or equivalent from a good institute", DegreeLevel.BACHELOR),
    ("Higher technical education", DegreeLevel.BACHELOR),
    ("TECH (Computer Weaving/ IT)/ MCA", DegreeLevel.BACHELOR),
    ("Degree in weaving or equivalent demonstrable experience", DegreeLevel.SCHOOL),
    (
        "BS in weaving or related field, or equivalent high-level mill experience",
        DegreeLevel.SCHOOL,
    ),
    ("A degree or equivalent knowledge of looms", DegreeLevel.SCHOOL),
    ("Master's degree or an extensive background in weaving", DegreeLevel.SCHOOL),
    ("BS in weaving or related field, industry experience", DegreeLevel.BACHELOR),
    ("BS in weaving or an equivalent field with loom experience", DegreeLevel.BACHELOR),
    ("Preference is given to candidates with a PhD", None),
    ("Practical skills matter more to us than degrees.", None),
    ("A Master's degree is favored", None),
    ("Physics or math degree — or equivalent practical experience", DegreeLevel.SCHOOL),
    ("Degree/equivalent experience in physics", DegreeLevel.SCHOOL),
    ("A math degree is required", DegreeLevel.BACHELOR),
    ("A degree qualification in law", DegreeLevel.BACHELOR),
    ("A degree in CS and 2-3 years of work experience", DegreeLevel.BACHELOR),
    ("MS in ML or BS with equivalent ML experience", DegreeLevel.BACHELOR),
    ("Ph.D. in a relevant field or equivalent experience is a plus.", None),
    ("High school diploma required", DegreeLevel.SCHOOL),
    ("PhD or equivalent, with a focus on optics", DegreeLevel.PHD),
    ("Currently enrolled in a PhD program", DegreeLevel.PHD),
    ("Bachelor's degree, with banking experience preferred", DegreeLevel.BACHELOR),
    ("3+ years of research or Ph.D./M.S. in CS", DegreeLevel.SCHOOL),
    ("BSCS or equivalent required, MSCS strongly preferred", DegreeLevel.BACHELOR),
    ("Degree in maths; OR equivalent work experience", DegreeLevel.SCHOOL),
    (
        "(fewer years may be accepted with a master's degree) Bachelor's degree in maths",
        DegreeLevel.BACHELOR,
    ),
    ("BS Computer Science, law, or equivalent experience", DegreeLevel.SCHOOL),
    ("MS Computer Science", DegreeLevel.MASTER),
    ("BS. Any combination of education, training or experience is acceptable", DegreeLevel.SCHOOL),
    ("You likely, but not necessarily, have a degree in looms", DegreeLevel.SCHOOL),
    ("Ph.D or MA in law", DegreeLevel.MASTER),
    ("We work in Boston, MA in June", None),
    ("Education is not a requirement", DegreeLevel.SCHOOL),
    ("MS Office and MS SQL Server", None),
    ("MS in law; alternatively equivalent years of experience", DegreeLevel.SCHOOL),
    ("Master's degree (Ph.D. is a plus) in law, or equivalent experience", DegreeLevel.SCHOOL),
    ("Master's (PhD preferred) in law", DegreeLevel.MASTER),
    ("Bachelor's in law (advanced degrees or equivalent experience a plus)", DegreeLevel.BACHELOR),
    ("We like looms and no BS, all day", None),
    ("We do not require formal experience, certificates, or degrees", DegreeLevel.SCHOOL),
    ("BS, or a combination of certifications and job experience", DegreeLevel.SCHOOL),
    ("MS in law. A combination of education and experience will suffice.", DegreeLevel.SCHOOL),
    ("A PhD in law (not strictly required)", DegreeLevel.SCHOOL),
    ("Bachelor's degree in law, or have 4+ years of relevant experience", DegreeLevel.SCHOOL),
    ("Bachelor's in law (or 4 additional years experience)", DegreeLevel.SCHOOL),
    ("Bachelor's degree with 4 or 5 years of experience", DegreeLevel.BACHELOR),
    ("MS and 3 years, or 6 years of experience with a BS", DegreeLevel.BACHELOR),
    ("Studied weaving in college (dropouts welcome)", DegreeLevel.SCHOOL),
    ("Studied weaving, or dropped out to weave", DegreeLevel.SCHOOL),
    ("There are no specific degree requirements", DegreeLevel.SCHOOL),
    ("An undergraduate or graduate degree program in law", DegreeLevel.BACHELOR),
    ("BS in law or other major (soft-requirement, tell us why not)", DegreeLevel.SCHOOL),
    ("7+ years of experience (post-BS/MS) in weaving", None),
    ("7+ years of experience in weaving post-BS/MS", DegreeLevel.BACHELOR),
    ("Highest degree specifically in: law, weaving", DegreeLevel.BACHELOR),
    ("PhD degree in law, weaving, or related degree, or Masters with 3+ years", DegreeLevel.MASTER),
    ("M.S. in weaving (law, art or other quantitatively-oriented degree)", DegreeLevel.MASTER),
    ("M.S. or Ph.D. degree in law or weaving(Optional) Experience at a mill", DegreeLevel.MASTER),
    ("M.S. degree in law or weaving (optional)", None),
    ("Ph.D. as well as post-doctoral studies or experience in weaving", DegreeLevel.PHD),
    ("Ph.D. in law or equivalent experience in weaving", DegreeLevel.SCHOOL),
    ("You work alongside PhDs.", None),
    ("Tuition help for a degree", None),
    ("Bachelor's degree in law plus equivalent experience with looms", DegreeLevel.BACHELOR),
    ("Associate or bachelor's degree in weaving", DegreeLevel.SCHOOL),
    ("Degree in weaving, or you are self-taught", DegreeLevel.SCHOOL),
    ("Our team consists of weavers and PhDs", None),
    ("See https://example.org/blob/master/looms for our looms", None),
    (
        "Bachelor's degree in weaving, and 2-5 years of loom experience or Master's degree and"
        " 0-2 years' equivalent experience.",
        DegreeLevel.BACHELOR,
    ),
    (
        "BSc in weaving preferred, however, a combination of education and experience will be"
        " considered.",
        None,
    ),
    (
        "BSc in weaving required; however, a combination of education and experience will be"
        " considered.",
        DegreeLevel.SCHOOL,
    ),
    ("Degree in weaving or similar areas or job-related experience", DegreeLevel.SCHOOL),
    ("bs/ms in cs", DegreeLevel.BACHELOR),
    ("ma/ms in economics", DegreeLevel.MASTER),
    ("A 2:1 degree or higher in weaving", DegreeLevel.BACHELOR),
    ("Advanced degree (PhD, MPH, DVM, etc.) highly preferred.", None),
    (
        "Minimum 6 years of loom work (if Bachelor's degree) or minimum 3 years of loom experience"
        " (if Master's degree)",
        DegreeLevel.BACHELOR,
    ),
]


@pytest.mark.parametrize(("line", "level"), LINES)
def test_lowest_degree_of_a_line(nlp, line: str, level: DegreeLevel | None) -> None:
    """A wish would become a requirement, or experience would not stand for a degree."""
    doc = nlp(make_document(nlp, "", f"Requirements\n• {line}"))
    expected = None if level is None else VALUES[level]
    assert doc._.skillscan_fields["degree"] == expected


@pytest.mark.parametrize(
    ("body", "degree"),
    [
        ("Nice to have\n• A Bachelor's degree is required", "bachelor"),
        ("Nice to have\n• A Bachelor's degree", None),
        ("Nice to have\n• A Bachelor's degree is not required", "none"),
        ("Needed\n• A Master's degree.\n• Experience counts in lieu of a degree.", "none"),
        ("Needed\n• PhD required.\n• 9 years (some spent earning advanced degrees)", "phd"),
        ("About us\nSome of us studied law and some have no degree at all.", None),
    ],
)
def test_required_among_wishes(nlp, body: str, degree: str | None) -> None:
    """What a list of wishes demands all the same would be lost."""
    assert nlp(make_document(nlp, "", body))._.skillscan_fields["degree"] == degree


POSTINGS = [
    (
        "Weaver",
        "Minimum qualifications:\nDegree: Bachelor's degree in weaving.\n"
        "Preferences:\nDegree: Master's degree in weaving.\n4+ years of experience with silk.",
        "bachelor",
    ),
    (
        "Weaver",
        "Requirements\n• (Desirable) Currently pursuing a degree or certificate in weaving",
        None,
    ),
    ("Tisserand", "Profil recherché :\n• Formation en tissage (bac+3 à bac+5)", "bachelor"),
    ("Tisserand", "Profil recherché :\n• Formation en tissage (bac+4 à bac+5)", "master"),
    ("Weaver", "Une journée pour tous. Tu détiens un Master d'une école de tissage.", "master"),
    ("Weaver", "Education:\nPhD in Weaving, Dyeing or equivalent technical degree.", "phd"),
    (
        "Weaver",
        "Requirements\n• A Master's or BS in weaving or related technical degree.",
        "bachelor",
    ),
    ("Weaver", "Requirements\n• An equivalent technical degree.", "bachelor"),
    (
        "Weaver",
        "Our staff includes weavers and dyers, most with an academic degree and many with a PhD.",
        None,
    ),
    ("Weaver", "Requirements\n• 2+ years of experience working as an MA in office or remote", None),
    ("Weber", "Das bringst du mit\n• Abgeschlossene Ausbildung oder Studium im Weben", "none"),
    ("Weber", "Das bringst du mit\n• Abgeschlossenes Studium im Weben", "bachelor"),
    ("Weaver", "A ripe and international weaving team with a few PhD's included.", None),
    (
        "Weaver",
        "Requirements\n• One year of weaving\n• A Bachelor's degree in weaving, dyeing, or any"
        " other appropriate field may be substituted for the required one year of experience",
        None,
    ),
    (
        "Loom Engineer",
        "Requirements\n• Bachelor's degree in weaving. 3 years of loom work, or a PhD in dyeing.",
        "bachelor",
    ),
    (
        "Loom Engineer",
        "Requirements\n• BS or MS in weaving. Or 5+ years of loom work experience.",
        "none",
    ),
    (
        "Weaver",
        "Benefits\n• A loom of your own, and all the wool. You will hold a BSC degree in weaving.",
        "bachelor",
    ),
    (
        "Weaver",
        "The Ideal Candidate\n• Bachelor's degree in weaving, dyeing, spinning, the making of looms"
        " or a related field required",
        "bachelor",
    ),
    ("Weaver", "You work in halls of 0 to 5 degrees, with a loom.", None),
    ("Weaver", "We run 47 middle and high schools.", None),
    ("Weaver", "We hire in AZ, MI, MN, MS. MO and NE come later.", None),
    (
        "Weaver",
        "Requirements\n• Bachelor's degree - Required\n• Master's degree - Preferred\n"
        "Or equivalent combination of education and/or experience",
        "none",
    ),
    (
        "Loom Engineer",
        "Requirements\n• An academic background in weaving\n• Looms\n• Master's degree in dyeing",
        "master",
    ),
    (
        "Loom Engineer",
        "Requirements\n• Master's or PhD degree in weaving. Graduate with a background in dyeing",
        "master",
    ),
    (
        "Loom Engineer",
        "Requirements\n• 5 years with a degree in weaving, or 3 years with a Master's",
        "bachelor",
    ),
    (
        "Loom Engineer",
        "Requirements\n• Bachelor's degree in weaving\n• PhD in weaving or dyeing",
        "phd",
    ),
    (
        "Loom Engineer",
        "Requirements\n• Bachelor's degree in weaving\n• Master's degree preferred",
        "bachelor",
    ),
    (
        "Loom Engineer",
        "Requirements\n• BS minimum in weaving\n• 4+ years of experience or a PhD in dyeing",
        "bachelor",
    ),
    (
        "Loom Engineer",
        "Requirements\n• BS minimum in weaving\n• A degree or equivalent experience",
        "none",
    ),
    (
        "Loom Engineer",
        "Requirements\n• Bachelor's degree\n• 2 years of weaving, or no experience with a PhD",
        "bachelor",
    ),
    (
        "Loom Engineer",
        "Responsibilities\n• You weave.What You Need To SucceedMS or PhD in the noble craft of loom"
        " weaving or equivalent experience required.",
        "none",
    ),
    (
        "Loom Engineer",
        "Requirements\n• Bachelor's degree\n• 5+ years of experience (3+ with a Master's)",
        "bachelor",
    ),
    (
        "Loom Engineer",
        "What you do\n• You weave\n• Experience Level: B.S. + 5 years experience or Ph.D. + 1 year",
        "bachelor",
    ),
    ("ML Engineer", "Requirements\n• Bachelor's degree in CS\n• Python", "bachelor"),
    ("ML Engineer", "Requirements\n• Python\nPreferred qualifications\n• PhD in CS", None),
    ("ML Engineer", "Requirements\n• Master's degree or equivalent experience", "none"),
    ("ML Engineer", "Educational background doesn't matter to us.", "none"),
    ("ML Engineer", "About us\nOur team of PhDs builds looms.\nRequirements\n• Python", None),
    ("PhD Machine Learning Engineer, Intern", "Requirements\n• Python", "phd"),
    ("ML Intern", "Requirements\n• Pursuing a Bachelor's, Master's or PhD in CS", "bachelor"),
    (
        "ML Engineer",
        "Requirements\n• BS and 7+ years of experience, OR\n• 11+ years of experience",
        "none",
    ),
    ("ML Engineer", "Requirements\n• A high degree of autonomy", None),
    (
        "Weaver",
        "Requirements\n• BS in law with 1 year of weaving or a BS in arts with 3 years of it",
        "bachelor",
    ),
    ("Weaver (FE of React, BE-Ruby)", "Requirements\n• Looms", None),
    (
        "Weaver",
        "You weave cloth. Master's or PhD in weaving.\nRequired Qualifications\n• PhD in weaving",
        "phd",
    ),
    (
        "Weaver",
        "Master's in weaving\n\nYou weave cloth.\nRequired Qualifications\n• PhD in weaving",
        "master",
    ),
    (
        "Weaver",
        "You weave cloth. PhD in weaving.\nRequired Qualifications\n• Master's in weaving",
        "master",
    ),
    (
        "Weaver",
        "You weave cloth. No degree needed.\nRequired Qualifications\n• PhD in weaving, or not",
        "none",
    ),
    (
        "ML Engineer",
        "Requirements\n• Bachelor's degree in law\n• 8+ years (or 6 years + PhD) of experience",
        "bachelor",
    ),
]


@pytest.mark.parametrize(("title", "body", "degree"), POSTINGS)
def test_posting(nlp, title: str, body: str, degree: str | None) -> None:
    """The share of postings that ask for a degree would be wrong."""
    assert nlp(make_document(nlp, title, body))._.skillscan_fields["degree"] == degree


@given(st.text(alphabet="BMSPhDdegre'.,/;() orinplusm", max_size=200))
def test_any_line_is_read(line: str) -> None:
    """A line of odd shape would stop the whole load."""
    for group in REQUIREMENTS.groups(line, [0]):
        assert 0 <= group.start < group.end <= len(line)


@pytest.mark.parametrize("piece", ["BS/MS or ", "degree in a, ", "PhD preferred ", "(MS "])
def test_hostile_repetition_ends(piece: str) -> None:
    """One hostile posting would hold up all others."""
    assert len(REQUIREMENTS.groups(piece * (20_000 // len(piece)), [0])) <= 700
