"""The class that headings, lists and paragraphs give to what stands below them."""

import pytest

from tests.nlp.mention_class_of import judged

CASES = {
    "a requirements list asks": ("<h2>Requirements</h2><ul><li>Flux</li></ul>", "required"),
    "what we would like to see is wished below what is needed": (
        "<h2>What you'll need</h2><ul><li>Y</li></ul><h2>What we'd like to see</h2>"
        "<ul><li>Flux</li></ul>",
        "preferred",
    ),
    "what we would like to see asks as the only list": (
        "<h2>What we'd like to see</h2><ul><li>Flux</li></ul>",
        "required",
    ),
    "what goes beyond is wished": (
        "<h2>Requirements</h2><ul><li>Y</li></ul><h2>You’ll go beyond if you have</h2>"
        "<ul><li>Flux</li></ul>",
        "preferred",
    ),
    "what somebody is preferred with is wished": (
        "<h2>Preferring someone with:</h2><ul><li>Flux</li></ul>",
        "preferred",
    ),
    "wishes of examples in brackets": (
        "<h2>Requirements</h2><ul><li>Knowledge of looms (ex. Flux, etc.), silk and dyes "
        "(ex. Y, Z) is an asset.</li></ul>",
        "preferred",
    ),
    "what is done where required is no demand": (
        "<h2>Duties</h2><ul><li>Get involved in the Flux process if required.</li></ul>",
        "mentioned",
    ),
    "a list of wishes wishes": ("<h2>Nice to have</h2><ul><li>Flux</li></ul>", "preferred"),
    "duties only mention": (
        "<h2>What you'll do</h2><ul><li>Build with Flux</li></ul>",
        "mentioned",
    ),
    "the stack only mentions": ("<h2>Tech stack</h2><p>Flux, Y and Z</p>", "mentioned"),
    "benefits only mention": ("<h2>Benefits</h2><p>Courses on Flux</p>", "mentioned"),
    "a French offer ends what is asked": (
        "<h2>Compétences</h2><ul><li>Y</li></ul><p>Ce que nous offrons</p>"
        "<ul><li>Formation Flux</li></ul>",
        "mentioned",
    ),
    "French advantages end what is asked": (
        "<h2>Compétences</h2><ul><li>Y</li></ul><p>Avantages</p><ul><li>Formation Flux</li></ul>",
        "mentioned",
    ),
    "a profile of the employer asks nothing": ("Perfil: Acme es líder en Flux", "mentioned"),
    "what is useful but dull is no wish": ("Useful but not boring:\n- Flux", "mentioned"),
    "what the employer supports is no wish": (
        "We ideally support you in all of the below areas.\n- Flux training",
        "mentioned",
    ),
    "recommended reading is no wish": ("Flux is highly recommended reading", "mentioned"),
    "ideal experience is a wish, even alone": (
        "<h2>Ideal experience</h2><ul><li>Y</li><li>Flux</li></ul>",
        "preferred",
    ),
    "a list of what no first day requires": (
        "What you will do\nTasks of the mill, more or less often (all are valued but not rigid"
        " day 1 requirements):\n- Weave with Flux\n- Dye with Y",
        "preferred",
    ),
    "an item that leads to wishes": (
        "Requirements\n- Weaving\n- Ideally have experience with the following looms:\n- Flux\n- Y",
        "preferred",
    ),
    "an item that leads to what is not required": (
        "Requirements\n- Weaving\n- Have worked with some of the following (not required):\n- Flux",
        "preferred",
    ),
    "a line that is a wish itself heads no list": (
        "Requirements\nWork as a weaver at a mill - an advantage\n- Flux\n- Y",
        "required",
    ),
    "working with one of several is asked": (
        "Requirements\n- Weaving\n- Working with one of the looms: Flux, Y",
        "required",
    ),
    "hopes are wishes": ("Requirements\n- Weaving\nHopes\n- Flux\n- Y", "preferred"),
    "an item that leads to demands demands": (
        "Requirements\n- Weaving\n- Have worked with at least some of the following:\n- Flux",
        "required",
    ),
    "kinds of wishes divide their list": (
        "Ideally, you'd have:\n- Experience:\n- Two years at a mill.\n- Technical Proficiency:\n"
        "- Hands-on with Flux.",
        "preferred",
    ),
    "a topic in the list of the ideal candidate ends it not": (
        "An ideal candidate has:\nStrong skills in Flux\n"
        "Experience in Industry: Wool / Silk / Linen / Cotton / Jute\nExperience with weaving",
        "required",
    ),
    "you and the role": (
        "About you and this role\nWe seek somebody who weaves.\n\n"
        "Atrium, the system of the mill, is built with Flux.\n\n"
        "What we're looking for\n- Dyeing",
        "mentioned",
    ),
    "skills looked for, part by part": (
        "About the role\nWe weave.\n\nSkills we're looking for\n\nTooling\n\n"
        "Regular usage of a loom such as Flux.",
        "required",
    ),
    "goals behind a list of wishes": (
        "Nice to have\n- Y\nSuccess OKRs (90 Days)\n- Weave with Flux",
        "mentioned",
    ),
    "first months behind a list of requirements": (
        "Requirements\n- Y\nWithin 3 months you'll...\n- Weave with Flux",
        "mentioned",
    ),
    "the day behind a list of requirements": (
        "Requirements\n- Y\nWeaver | Day-to-Day\n- Weave with Flux",
        "mentioned",
    ),
    "tech we use behind a list of requirements": (
        "Requirements\n- Y\nCore tech we use\n- Flux",
        "mentioned",
    ),
    "experienced with": ("Our mill weaves.\nExperienced with:\n- Flux\n- Y", "required"),
    "our stack under a heading of technologies": (
        "<h2>Technologies</h2><p>Here's our stack:</p><ul><li>Flux</li><li>Y</li></ul>",
        "mentioned",
    ),
    "wishes stay wishes under the heading of an item": (
        "Preferred\n- Y\n- Experience in one or more areas: Z (Flux, X)",
        "preferred",
    ),
    "one of several": ("<h2>Requirements</h2><p>One or more of Y, Flux or Z</p>", "required"),
    "interest is asked": ("<h2>Requirements</h2><p>Eager to learn Flux</p>", "required"),
    "strong candidates may also have": (
        "<p>You may be a good fit if you</p><ul><li>weave</li></ul>"
        "<p>Strong candidates may also have experience with</p><ul><li>Flux</li></ul>",
        "preferred",
    ),
    "we appreciate if": (
        "<h2>Requirements</h2><ul><li>Y</li></ul><p>we appreciate if you have:</p>"
        "<ul><li>Flux</li></ul>",
        "preferred",
    ),
    "desirable skills alone": (
        "<h2>Examples of desirable skills</h2><ul><li>Flux</li></ul>",
        "required",
    ),
    "desirable skills beside a list": (
        "<h2>Requirements</h2><ul><li>Y</li></ul>"
        "<h2>What would be great</h2><ul><li>Flux</li></ul>",
        "preferred",
    ),
    "the stack ends the wishes": (
        "<h2>Nice to have</h2><ul><li>Y</li></ul><h2>🛠️ Our current stack</h2><p>Flux</p>",
        "mentioned",
    ),
    "requirements of the ideal candidate": (
        "<h2>Requirements</h2><ul><li>Y</li></ul><h2>Qualifications</h2>"
        "<p>The ideal candidate will have:</p><ul><li>Flux</li></ul>",
        "required",
    ),
    "other qualifications are the only list": (
        "<h2>Education</h2><p>A degree in weaving.</p><h2>Experience</h2><p>Five years of it.</p>"
        "<h2>Other qualifications</h2><ul><li>Flux</li><li>Y</li></ul>",
        "required",
    ),
    "other qualifications beside a list": (
        "<h2>Requirements</h2><ul><li>Z</li></ul>"
        "<h2>Other qualifications</h2><ul><li>Flux</li><li>Y</li></ul>",
        "preferred",
    ),
    "a successful candidate beside a list": (
        "<h2>Requirements</h2><ul><li>Z</li></ul>"
        "<h2>The successful candidate will have</h2><ul><li>Flux</li></ul>",
        "required",
    ),
    "a fast start": (
        "<h2>Requirements</h2><ul><li>Z</li></ul>"
        "<p>You get a flying start if you know:</p><ul><li>Flux</li></ul>",
        "preferred",
    ),
    "if you have, below wishes": (
        "<h2>Requirements</h2><ul><li>Z</li></ul><h2>Bonus points</h2><h3>If you have:</h3>"
        "<ul><li>Flux</li></ul>",
        "preferred",
    ),
    "if you have, alone": ("<h3>If you have:</h3><ul><li>Flux</li></ul>", "required"),
    "bonuses that are no pay": (
        "<h2>Who you are</h2><ul><li>Z</li></ul><h2>Bonuses</h2>"
        "<ul><li>You are proficient in Flux.</li></ul>",
        "preferred",
    ),
    "not requirements": (
        "<h2>Requirements</h2><ul><li>Z</li></ul>"
        "<p>A few other things we value that are not requirements:</p><ul><li>Flux</li></ul>",
        "preferred",
    ),
    "what you own": (
        "<h2>What you will own</h2><ul><li>Weave with Flux</li></ul>",
        "mentioned",
    ),
    "responsible for": (
        "<h2>Requirements</h2><ul><li>Z</li></ul><p>You will be responsible for:</p>"
        "<ul><li>Weaving with Flux</li></ul>",
        "mentioned",
    ),
    "roles we hire for": (
        "<p>We are currently looking for the following roles:</p><ul><li>Flux weaver</li></ul>",
        "mentioned",
    ),
    "who should not apply": (
        "<h2>Requirements</h2><ul><li>Z</li></ul><p>You should not apply if:</p>"
        "<ul><li>You hate Flux</li></ul>",
        "mentioned",
    ),
    "an unknown heading over requirements": (
        "<h2>What you'll do</h2><ul><li>Weave</li></ul><h2>Threads of the craft:</h2>"
        "<ul><li>Strong loom skills</li><li>Experience with yarn</li><li>Flux, Z</li></ul>",
        "required",
    ),
    "an unknown heading over duties": (
        "<h2>What you'll do</h2><ul><li>Weave</li></ul><h2>Threads of the craft:</h2>"
        "<ul><li>Build looms</li><li>Share your experience</li><li>Flux, Z</li></ul>",
        "mentioned",
    ),
    "an understanding that grows": (
        "<h2>What you'll do</h2><p>Develop and maintain a deep understanding of Flux.</p>",
        "mentioned",
    ),
    "languages of a requirement": (
        "<h2>Requirements</h2><ul><li>Languages: Flux, Y</li></ul>",
        "required",
    ),
    "at least one of": (
        "<h2>Requirements</h2><ul><li>At least one of Flux, Y</li></ul>",
        "required",
    ),
    "the stack of a sentence": (
        "<h2>Requirements</h2><ul><li>Y</li></ul><p>Our tech stack is</p><ul><li>Flux</li></ul>",
        "mentioned",
    ),
    "a sentence to the reader below who you are": (
        "<h2>Who you are</h2><p>You're a weaver with a love of cloth. You:</p>"
        "<ul><li>Know Flux</li></ul>",
        "required",
    ),
    "the ideal candidate beside traits": (
        "<h2>Ideal candidates</h2><ul><li>Experience with Flux</li><li>Y</li></ul>"
        "<h2>We look for</h2><p>Courage.</p><p>Taste.</p>",
        "required",
    ),
    "the ideal candidate beside requirements": (
        "<h2>Ideal candidates</h2><ul><li>Experience with Flux</li><li>Y</li></ul>"
        "<h2>We look for</h2><ul><li>3+ years on a loom</li><li>Taste</li></ul>",
        "preferred",
    ),
    "technologies we use": (
        "<h2>Requirements</h2><ul><li>Y</li></ul><p>Technologies that we use:</p>"
        "<ul><li>Flux</li></ul>",
        "mentioned",
    ),
    "duties that are requirements": (
        "<h2>Expectations</h2><ul><li>Strong loom skills</li><li>Experience with yarn</li>"
        "<li>Flux, Z</li><li>Knowledge of cloth</li></ul>",
        "required",
    ),
    "a heading behind the last line of a list": (
        "Requirements<br>Knows looms and yarn well. Keeps them tidy. Preferred Skill Needs<br>"
        "Experience of a mill. Knowledge of Flux and Y. What Do We Provide<br>A fun place.",
        "preferred",
    ),
    "a question behind the last line of a list": (
        "What you do:<br>Weave and deliver value. What skills and experience do you need?<br>"
        "Flux and Y. Eagerness to learn.",
        "required",
    ),
    "a heading with a colon inside a line": (
        "What You'll Do:<br>Weave cloth that is worn by people who care for our core values"
        " Who You Are: You weave You have shown skill in Flux You are fond of yarn",
        "required",
    ),
    "a name is no heading behind a line": (
        "What you do:<br>Build the looms that weave and run with Cloud Requirements<br>Flux",
        "mentioned",
    ),
    "wishes in a posting of one line": (
        "Minimum qualifications: A degree in weaving. "
        + "We weave cloth for every mill of the valley. " * 13
        + "Preferred qualifications: Currently enrolled in weaving. Programs written in Flux.",
        "preferred",
    ),
    "requirements below an unknown line in capitals": (
        "<p>LOOM SUMMARYMILL NEEDS</p><p>Track record of weaving</p><p>Expertise in yarn</p>"
        "<p>Programming in a mill using Flux</p>",
        "required",
    ),
    "how others work there": (
        "<h2>What we're looking for</h2><ul><li>Strong in Y</li></ul>"
        "<p>Engineers at Acme today:</p><ul><li>Work with Flux</li></ul>",
        "mentioned",
    ),
    "the stack behind a demand": (
        "<h2>The role</h2><p>Acme seeks a weaver with Y to join our platform of Flux.</p>",
        "mentioned",
    ),
    "skills of a field below wishes": (
        "<h2>Preferred Qualifications</h2><p>Y</p><h2>Domain specific skills</h2><p>Flux</p>",
        "preferred",
    ),
    "education below wishes": (
        "<h2>Preferred Qualifications</h2><p>Y</p><h2>Education</h2><p>Flux</p><p>Z</p>",
        "required",
    ),
    "a topic in front of its text below wishes": (
        "<h2>Preferred Qualifications</h2><p>Y is known.</p><p>Loom expertise: Flux, Z</p>",
        "preferred",
    ),
    "a demand in front of its text below wishes": (
        "<h2>Nice to have</h2><p>Y is known.</p><p>Required knowledge: Flux, Z</p>",
        "required",
    ),
    "a stronger candidate": (
        "<h2>Requirements</h2><p>Y</p><h2>You might be an even stronger candidate if you have:"
        "</h2><p>Flux</p>",
        "preferred",
    ),
    "what helps beside a list": (
        "<h2>What you'll need</h2><p>Yarn and looms</p><h2>What will help you on the job:"
        "</h2><p>Flux</p>",
        "preferred",
    ),
    "what helps alone": ("<h2>What will help you be successful:</h2><p>Flux</p>", "required"),
    "qualifications and wishes in one heading": (
        "<h2>Qualifications &amp; Desired Skills</h2><ul><li>Flux</li></ul>",
        "required",
    ),
    "our environment behind requirements": (
        "<h2>Requirements</h2><p>Y</p><h2>Our Technical Environment</h2><p>Flux</p>",
        "mentioned",
    ),
    "technology and tools before what is asked": (
        "<h2>Technology &amp; Tools</h2><ul><li>Languages: Flux</li></ul><h2>Requirements</h2>",
        "mentioned",
    ),
    "tools you will use, below requirements": (
        "<h2>Requirements</h2><ul><li>Y</li></ul><h2>Tools &amp; Tech You’ll Use</h2>"
        "<p>Weaving: Y, Flux</p>",
        "mentioned",
    ),
    "wishes with a remark": (
        "<h2>Requirements</h2><ul><li>Y</li></ul>"
        "<p>You might also have (nice to have, definitely not required)</p><ul><li>Flux</li></ul>",
        "preferred",
    ),
    "a tool that should be everywhere": (
        "About us\nFlux is a tool that should be in every mill.",
        "mentioned",
    ),
    "secondary skills": ("Primary skills\n• Looms\nSecondary skills\n• Flux", "required"),
}


@pytest.mark.parametrize(("body", "expected"), CASES.values(), ids=CASES.keys())
def test_class(body: str, expected: str) -> None:
    assert judged("Engineer", body)._.skillscan_mention_class == expected
