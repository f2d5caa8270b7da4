"""The class of a mention: shares of "required" rest on it."""

from functools import cache

import pytest
from spacy.language import Language
from spacy.tokens import Span

from skillscan.nlp.document import make_document
from skillscan.nlp.pipeline import COMPONENTS, build
from skillscan.text.prepare import prepare

KEPT = {"skillscan_structure", "skillscan_mention_class"}


@cache
def pipeline() -> Language:
    return build(disable=[name for name in COMPONENTS if name not in KEPT])


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
    "what is good to have and not essential is wished": (
        "<p>Great experiences to have, but that are not essential: (i) looms, (ii) Flux.</p>",
        "preferred",
    ),
    "a list of wishes wishes": ("<h2>Nice to have</h2><ul><li>Flux</li></ul>", "preferred"),
    "duties only mention": (
        "<h2>What you'll do</h2><ul><li>Build with Flux</li></ul>",
        "mentioned",
    ),
    "the stack only mentions": ("<h2>Tech stack</h2><p>Flux, Y and Z</p>", "mentioned"),
    "the employer only mentions": ("<p>Our team has deep experience with Flux.</p>", "mentioned"),
    "benefits only mention": ("<h2>Benefits</h2><p>Courses on Flux</p>", "mentioned"),
    "prose that asks": ("<p>You have worked with Flux and love it.</p>", "required"),
    "prose that asks without a heading": ("<p>Strong Flux skills are expected.</p>", "required"),
    "a demand before what the employer uses": (
        "<p>Experience with Flux pipelines - we use Y.</p>",
        "required",
    ),
    "what the employer uses behind a demand": (
        "<p>Experience with Y pipelines - we use Flux.</p>",
        "mentioned",
    ),
    "German prose that asks": (
        "<p>Außerdem haben Sie gute Kenntnisse in Flux.</p>",
        "required",
    ),
    "German prose on the employer": (
        "<p>Wir vereinen viel Erfahrung mit Flux.</p>",
        "mentioned",
    ),
    "what the employer uses behind a German demand": (
        "<p>Kenntnisse in Y – wir nutzen Flux.</p>",
        "mentioned",
    ),
    "German knowledge about the employer": (
        "<h2>Über uns</h2><p>Mit Erfahrung in Flux weben.</p>",
        "mentioned",
    ),
    "German interest that is trained": (
        "<h2>Was wir bieten</h2><p>Interesse an Flux? Wir schulen dich.</p>",
        "mentioned",
    ),
    "German knowledge that is not needed": (
        "<p>Kenntnisse in Flux sind nicht erforderlich.</p>",
        "mentioned",
    ),
    "a German wish and what it goes on to": (
        "<p>Idealerweise bringst du Folgendes mit:</p><ul><li>Erfahrung mit Flux</li></ul>",
        "preferred",
    ),
    "an abbreviation ends no German sentence": (
        "<p>Gute Kenntnisse in Sprachen, z. B. Flux.</p>",
        "required",
    ),
    "someone who": ("<p>We're looking for someone with Flux experience.</p>", "required"),
    "hiring sentence": (
        "<p>We are hiring an engineer who will build Flux products.</p>",
        "mentioned",
    ),
    "ideal candidate alone": ("<p>The ideal candidate has experience with Flux.</p>", "required"),
    "ideal candidate beside a list": (
        "<p>The ideal candidate has experience with Flux.</p><h2>Requirements</h2><p>Y</p>",
        "preferred",
    ),
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
    "a label behind the full stop wishes": (
        "Requirements\n- Years of weaving with Y or Flux. (Preferred)\n- Dyes",
        "preferred",
    ),
    "a bracket at the end of an item speaks of a list that ends with and": (
        "Requirements\n- Weaving with Y, Z and Flux (Preferred).\n- Weaving with looms",
        "preferred",
    ),
    "a bracket at the end of an item speaks of the last of a mere list": (
        "Requirements\n- Weaving with Flux, Y, Z (Preferred)\n- Dyes",
        "required",
    ),
    "a bracket speaks of the word before it": (
        "Requirements\n- Weaving with Flux and looms such as Y (preferred) or Z\n- Dyes",
        "required",
    ),
    "a sentence behind the full stop does not": (
        "Requirements\n- Years of weaving with Y or Flux. Dyes are preferred by our mill.",
        "required",
    ),
    "what is preferred stands in the bracket": (
        "Requirements\n- Weaving in a language (preferred Flux, Y)",
        "preferred",
    ),
    "strong candidates would have": (
        "<p>This is a weaver's role, and strong candidates would have skills in Flux.</p>",
        "preferred",
    ),
    "a team with a background": ("<p>Work in a team with a background in Flux.</p>", "mentioned"),
    "your focus, among what we look for": (
        "<h2>What we're looking for</h2><p>Your focus will be on looms, from Flux to Y.</p>",
        "mentioned",
    ),
    "the role helps, among what we look for": (
        "<h2>What we're looking for</h2><p>In this role, you will help to weave with Flux.</p>",
        "mentioned",
    ),
    "duties that use skills": (
        "<h2>What you'll do</h2><ul><li>Occasionally leverage Flux skills</li></ul>",
        "mentioned",
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
    "the second of a bracket is valued too": (
        "Requirements\n- Weaving in a cloud (Y strongly preferred; Flux with Y also valued)",
        "preferred",
    ),
    "a wish behind a comma leaves the requirement before it": (
        "Requirements\n- Experience in weaving Flux, experience from either Y or Z is advantageous",
        "required",
    ),
    "softened in a list": ("<h2>Requirements</h2><ul><li>Y, Flux preferred</li></ul>", "preferred"),
    "a list with its years in brackets": (
        "Experience:\n- Flux, Y: 1 year (Preferred)\n- Z: 2 years (Required)",
        "preferred",
    ),
    "a bracket softens what is in it, over a lost line break": (
        "Requirements\n- Weaving with Flux in a cloud (bonus\npoints for using Y)",
        "required",
    ),
    "a bracket softens over a lost line break": (
        "Requirements\n- Weaving with Y in a cloud (bonus\npoints for using Flux)",
        "preferred",
    ),
    "wishes stay wishes under the heading of an item": (
        "Preferred\n- Y\n- Experience in one or more areas: Z (Flux, X)",
        "preferred",
    ),
    "a softened end of an item softens no later items": (
        "Requirements\n- Long experience with the cloud. Ideally Y\n- Flux\n- X",
        "required",
    ),
    "hardened under wishes": ("<h2>Preferred</h2><ul><li>Must have Flux</li></ul>", "required"),
    "wish in prose": ("<p>Experience with Flux is a plus.</p>", "preferred"),
    "prose about the role below wishes": (
        "<h2>Job Description/Preferred</h2><p>You will be working on Flux.</p>",
        "mentioned",
    ),
    "not needed": ("<h2>Requirements</h2><p>Flux is not required.</p>", "negated"),
    "such as lists take the class of the sentence": (
        "<h2>Requirements</h2><p>Cloud platforms such as Y, Flux or Z are a plus.</p>",
        "preferred",
    ),
    "one of several": ("<h2>Requirements</h2><p>One or more of Y, Flux or Z</p>", "required"),
    "interest is asked": ("<h2>Requirements</h2><p>Eager to learn Flux</p>", "required"),
    "user experience is no experience": (
        "<p>Improve the user experience with Flux.</p>",
        "mentioned",
    ),
    "we need": ("<p>We need 5+ years of Flux.</p>", "required"),
    "you will need": ("<p>You will need strong Flux.</p>", "required"),
    "we expect": ("<p>We expect you to know Flux.</p>", "required"),
    "looking for somebody with": ("<p>We are looking for an engineer with Flux.</p>", "required"),
    "a demand late in the duties": (
        "<h2>Responsibilities</h2><p>Build looms that weave the cloth of the future, quickly and"
        " well, and for that we need deep Flux.</p>",
        "required",
    ),
    "a demand tells its purpose": ("<p>We need strong Y to build Flux looms.</p>", "mentioned"),
    "a job that is named after it": ("<p>Looking for a Flux engineer with Y.</p>", "mentioned"),
    "a need to do": ("<p>We need to rewrite Flux.</p>", "mentioned"),
    "research experience": ("<p>Research experience in Flux.</p>", "required"),
    "your experience with": ("<p>Tell us of your experience with Flux.</p>", "required"),
    "beside what is not needed": (
        "<h2>Requirements</h2><p>Flux, no Java required</p>",
        "required",
    ),
    "beside what is not needed, without a verb": (
        "<h2>Requirements</h2><p>Flux, Java not required</p>",
        "required",
    ),
    "zero of it": ("<h2>Requirements</h2><p>Python (zero Flux)</p>", "negated"),
    "none of it": ("<h2>Requirements</h2><p>Python (no Flux or Java)</p>", "negated"),
    "not just it": ("<h2>Requirements</h2><p>Looms (not just a Flux wrapper)</p>", "required"),
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
    "a row that a legend calls optional": (
        "<p>R = required, O = optional</p>"
        "<table><tr><td>Y</td><td>R</td></tr><tr><td>Flux</td><td>O</td></tr></table>",
        "preferred",
    ),
    "a row that a legend calls required": (
        "<h2>Nice to have</h2><p>Flux – R</p><p>Y – O</p><p>O: optional; R: required</p>",
        "required",
    ),
    "a legend of words in front": (
        "<p>Mandatory (M), desirable (D)</p><ul><li>Y (M)</li><li>Flux (D)</li></ul>",
        "preferred",
    ),
    "a plus, and then the list": (
        "<h2>Requirements</h2><p>Our tools are a plus, but by no means required: Y, Flux.</p>",
        "preferred",
    ),
    "also considered": (
        "<h2>Requirements</h2><p>One language (preferably Y or Z; Q or Flux also considered)</p>",
        "preferred",
    ),
    "all in the bracket that ends with preferred": (
        "<h2>Requirements</h2><p>Cloud work (Flux, Y preferred).</p>",
        "preferred",
    ),
    "preferred with an exclamation mark": (
        "<h2>Requirements</h2><p>Knowledge of Flux preferred!</p>",
        "preferred",
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
    "a fit if": (
        "<h2>The mill</h2><p>Old.</p><h2>We think you'll be a great fit if…</h2>"
        "<ul><li>Looms and Flux</li></ul>",
        "required",
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
    "requirements of others": ("<p>Gather requirements for Flux looms.</p>", "mentioned"),
    "another's experience": ("<p>We lean on Ada's experience with Flux.</p>", "mentioned"),
    "an understanding that grows": (
        "<h2>What you'll do</h2><p>Develop and maintain a deep understanding of Flux.</p>",
        "mentioned",
    ),
    "beneficial experience": ("<p>Beneficial experience includes Y and Flux.</p>", "preferred"),
    "you are obsessed": ("<p>You're obsessed with looms and weave in Flux.</p>", "required"),
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
    "a remark on what we use": (
        "<p>You must have experience with Flux and looms (we use old ones).</p>",
        "required",
    ),
    "desirable with a dash": (
        "<h2>Requirements</h2><p>Strong Y skills,Desirable – knowledge of Flux.</p>",
        "preferred",
    ),
    "before desirable with a dash": (
        "<h2>Requirements</h2><p>Strong Flux skills,Desirable – knowledge of Y.</p>",
        "required",
    ),
    "a sentence to the reader below who you are": (
        "<h2>Who you are</h2><p>You're a weaver with a love of cloth. You:</p>"
        "<ul><li>Know Flux</li></ul>",
        "required",
    ),
    "the company in a list of requirements": (
        "<h2>Requirements</h2><ul><li>Y</li></ul><p>Acme is a company that lives by Flux.</p>",
        "mentioned",
    ),
    "familiar things": ("<p>A familiar Flux interface.</p>", "mentioned"),
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
    "a head start": (
        "<h2>Requirements</h2><p>Knowledge of Flux gives you a strong head start.</p>",
        "preferred",
    ),
    "the experience of the team": (
        "<p>A founding team with deep experience in Flux.</p>",
        "mentioned",
    ),
    "what a question requires": (
        "<p>Answering it requires an army of weavers and some Flux.</p>",
        "mentioned",
    ),
    "the next sentence wishes for it": (
        "<p>Our stack is Flux and looms. Experience with these is a plus, but not required.</p>",
        "preferred",
    ),
    "the next sentence demands it": (
        "<p>We weave with Flux. Experience in some of these tools is required.</p>",
        "required",
    ),
    "the next sentence does not need it": (
        "<p>We weave with Flux. Experience with these is not required.</p>",
        "mentioned",
    ),
    "the next line speaks of something else": (
        "<p>Our stack is Flux.</p><p>Experience with these is a plus.</p>",
        "mentioned",
    ),
    "who looks for someone": ("<p>Flux is looking for someone to weave.</p>", "mentioned"),
    "key assets": ("<p>Key assets: Y, Flux.</p>", "preferred"),
    "duties that are requirements": (
        "<h2>Expectations</h2><ul><li>Strong loom skills</li><li>Experience with yarn</li>"
        "<li>Flux, Z</li><li>Knowledge of cloth</li></ul>",
        "required",
    ),
    "it helps to know these": (
        "<p>We weave with Flux. It's helpful if you know some of these tools.</p>",
        "preferred",
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
    "preferred behind a line speaks of it alone": (
        "Requirements<br>A degree in weaving or a related field of study. Master Preferred<br>Flux",
        "required",
    ),
    "demands that run on": (
        "What you do:<br>You weave cloth with the whole team of the mill every day of the week"
        " You have written programs in Flux",
        "required",
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
    "what we teach": (
        "Tools: Y, Flux, Z [we will teach you everything you need to know]",
        "mentioned",
    ),
    "appreciated, in a list of demands": (
        "<h2>Requirements</h2><p>Knowledge of Flux would be strongly appreciated</p>",
        "preferred",
    ),
    "bonus points in a bracket": (
        "<h2>Requirements</h2><p>Interest in looms or Flux (bonus points).</p>",
        "preferred",
    ),
    "not required, but it would help": (
        "<h2>Requirements</h2><p>Knowledge of Flux is not required, but will be helpful.</p>",
        "preferred",
    ),
    "a bonus in front": (
        "<h2>Requirements</h2><p>As a bonus, basic knowledge in Flux</p>",
        "preferred",
    ),
    "an advantage behind a dash": (
        "<h2>Requirements</h2><p>Experience with Flux - advantage</p>",
        "preferred",
    ),
    "names in the bracket behind a plus": (
        "<h2>Requirements</h2><p>Experience with tools is a plus (Warp, Flux, Y).</p>",
        "preferred",
    ),
    "a remark in the bracket behind a plus": (
        "<h2>Requirements</h2><p>Warp is a plus (you should know Flux).</p>",
        "required",
    ),
    "how others work there": (
        "<h2>What we're looking for</h2><ul><li>Strong in Y</li></ul>"
        "<p>Engineers at Acme today:</p><ul><li>Work with Flux</li></ul>",
        "mentioned",
    ),
    "sought before the words of the team": (
        "<h2>The role</h2><p>Acme is seeking a weaver with a focus in cloth (Flux) to join our"
        " infrastructure team.</p>",
        "required",
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
    "a wish under both": (
        "<h2>Qualifications &amp; Desired Skills</h2><ul><li>Flux is preferred</li></ul>",
        "preferred",
    ),
    "our environment behind requirements": (
        "<h2>Requirements</h2><p>Y</p><h2>Our Technical Environment</h2><p>Flux</p>",
        "mentioned",
    ),
    "technology and tools before what is asked": (
        "<h2>Technology &amp; Tools</h2><ul><li>Languages: Flux</li></ul><h2>Requirements</h2>",
        "mentioned",
    ),
    "a duty that asks": (
        "<h2>What you'll do</h2><ul><li>Have good loom knowledge (Flux, Y)</li></ul>",
        "required",
    ),
    "what the team uses inside of a demand": (
        "<h2>Requirements</h2><p>Expertise in Y (even if the main language is Flux here)</p>",
        "mentioned",
    ),
    "a stack nobody must know": (
        "<h2>Requirements</h2><ul><li>Several languages (we mostly use Flux - knowledge of it is"
        " not required)</li></ul>",
        "mentioned",
    ),
    "expertise that is brought to a duty": (
        "<p>Leveraging your expertise in looms, you will contribute to Flux.</p>",
        "mentioned",
    ),
    "expertise of the employer": (
        "<p>Powered by Flux and deep weaving expertise, we deliver cloth.</p>",
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
    "help wanted": (
        "<p>We are looking for someone to help with the development of the Flux loom.</p>",
        "mentioned",
    ),
    "lost breaks": (
        "Acme makes tools for people who care." * 12
        + "RequirementsExperience with YWorked with FluxPreferred QualificationsZ",
        "required",
    ),
    "a demand in a clause of its own": (
        "About us\nWe use looms, looking for someone with strong Flux.",
        "required",
    ),
    "a tool that should be everywhere": (
        "About us\nFlux is a tool that should be in every mill.",
        "mentioned",
    ),
    "secondary skills": ("Primary skills\n• Looms\nSecondary skills\n• Flux", "required"),
    "a wish in brackets before a list": (
        "What you bring\n4+ years of weaving (a mill is a plus), including:\n• Flux",
        "required",
    ),
}


def judged(title: str, body: str, name: str = "Flux") -> Span:
    nlp = pipeline()
    doc = nlp.get_pipe("skillscan_structure")(make_document(nlp, title, prepare(body)))
    at = next(token.i for token in doc if token.text == name)
    doc.spans["skills"] = [Span(doc, at, at + 1, label="flux")]
    return nlp.get_pipe("skillscan_mention_class")(doc).spans["skills"][0]


@pytest.mark.parametrize(("body", "expected"), CASES.values(), ids=CASES.keys())
def test_class(body: str, expected: str) -> None:
    assert judged("Engineer", body)._.skillscan_mention_class == expected


def test_the_title_only_mentions() -> None:
    span = judged("Flux Engineer", "Requirements\n• Y")
    assert span._.skillscan_mention_class == "mentioned"


@pytest.mark.parametrize(
    ("title", "line", "expected"),
    [
        ("Senior Engineer | Flux | Oslo", "Senior Engineer | Flux | Oslo", "mentioned"),
        ("Senior Engineer | Flux | Oslo", "Senior Engineer with Flux", "required"),
        ("Flux Engineer", "Flux Engineer", "required"),
    ],
    ids=["the title again", "another line", "so short that it may be an item"],
)
def test_the_title_told_again_below_a_list(title: str, line: str, expected: str) -> None:
    nlp = pipeline()
    body = f"Requirements\n• Y is known\n• Z is known\n\n{line}"
    doc = nlp.get_pipe("skillscan_structure")(make_document(nlp, title, prepare(body)))
    at = max(token.i for token in doc if token.text == "Flux")
    doc.spans["skills"] = [Span(doc, at, at + 1, label="flux")]
    span = nlp.get_pipe("skillscan_mention_class")(doc).spans["skills"][0]
    assert span._.skillscan_mention_class == expected


@pytest.mark.parametrize(
    "title",
    ["Engineer (Mandatory Skills - Y, Flux)", "Engineer (Flux required)"],
)
def test_the_title_demands_what_it_calls_mandatory(title: str) -> None:
    span = judged(title, "Requirements\n• Y")
    assert span._.skillscan_mention_class == "required"


REASONS = {
    "a modifier": ("Requirements\n- Y\n- Flux is a plus", "modifiers.preferred_verb", "is a plus"),
    "a cue": ("You have worked with Flux.", "addresses_candidate.asks", "You have"),
    "the employer": ("Requirements\n- We use Flux", "describes_employer.tells_employer", "We"),
    "the ideal": (
        "The ideal candidate has experience with Flux.\nRequirements\n- Y",
        "ideal_candidate.ideal_candidate",
        "ideal candidate",
    ),
}


@pytest.mark.parametrize(("body", "rule", "words"), REASONS.values(), ids=REASONS.keys())
def test_the_words_that_decided_are_kept(body: str, rule: str, words: str) -> None:
    """Nobody could tell why a skill is preferred."""
    span = judged("Engineer", body)
    reason = span._.skillscan_reason
    found = span.doc.text[reason["modifier_start"] : reason["modifier_end"]]
    assert (reason["modifier_rule"], words in found) == (rule, True), found


def test_the_section_alone_needs_no_words() -> None:
    reason = judged("Engineer", "Requirements\n- Y, Flux")._.skillscan_reason
    assert "modifier_rule" not in (reason or {})


def test_the_letters_of_a_legend_are_no_skills() -> None:
    nlp = pipeline()
    text = prepare("R = required, O = optional\nPython | O\nSQL | R")
    doc = nlp.get_pipe("skillscan_structure")(make_document(nlp, "", text))
    marks = [token.i for token in doc if token.text in ("R", "O")]
    doc.spans["skills"] = [Span(doc, at, at + 1, label="r") for at in marks]
    assert len(marks) == 4
    assert not nlp.get_pipe("skillscan_mention_class")(doc).spans["skills"]


def test_labels_of_skills_are_no_legend() -> None:
    """A letter before a colon is a mark only where it begins the word it stands for."""
    span = judged("Engineer", "Requirements\n- C: required\n- Q: optional\n- Flux – C")
    assert span._.skillscan_mention_class == "required"
    assert "modifier_rule" not in (span._.skillscan_reason or {})


@pytest.mark.parametrize(
    ("line", "classes"),
    [
        ("Flux, Y or Z (Flux preferred)", ["preferred", "preferred"]),
        ("Flux, Y or Z (preference for Flux)", ["preferred", "preferred"]),
        ("Flux and Y; Z preferred. Flux at scale", ["required", "required"]),
    ],
)
def test_a_name_said_again_as_a_wish_is_one(line: str, classes: list[str]) -> None:
    """The list would demand the one that its bracket only prefers."""
    nlp = pipeline()
    text = prepare(f"Requirements\n- {line}")
    doc = nlp.get_pipe("skillscan_structure")(make_document(nlp, "", text))
    places = [token.i for token in doc if token.text == "Flux"]
    doc.spans["skills"] = [Span(doc, at, at + 1, label="flux") for at in places]
    doc = nlp.get_pipe("skillscan_mention_class")(doc)
    assert [span._.skillscan_mention_class for span in doc.spans["skills"]] == classes


@pytest.mark.parametrize(
    ("line", "wished", "classes"),
    [
        ("Flux at scale (PyFlux preferred)", "PyFlux", ["required", "preferred"]),
        ("Flux rules of Oslo (US-Flux preferred)", "US-Flux", ["preferred", "preferred"]),
    ],
)
def test_a_wish_for_a_part_leaves_the_whole_asked(
    line: str, wished: str, classes: list[str]
) -> None:
    """It is Spark that "Spark (PySpark preferred)" demands."""
    nlp = pipeline()
    text = prepare(f"Requirements\n- {line}")
    doc = nlp.get_pipe("skillscan_structure")(make_document(nlp, "", text))
    at = [text.index("Flux"), text.index(wished)]
    spans = [(at[0], at[0] + len("Flux")), (at[1], at[1] + len(wished))]
    shift = doc.text.index(text)
    doc.spans["skills"] = [
        doc.char_span(shift + a, shift + b, label="flux", alignment_mode="expand") for a, b in spans
    ]
    doc = nlp.get_pipe("skillscan_mention_class")(doc)
    assert [span._.skillscan_mention_class for span in doc.spans["skills"]] == classes
