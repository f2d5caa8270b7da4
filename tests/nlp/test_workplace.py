"""A workplace read wrongly sends people to an office that is not there, or keeps them from one."""

from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from skillscan.domain import SourceFields
from skillscan.nlp.document import make_document
from skillscan.nlp.pipeline import build
from skillscan.nlp.workplace.evidence import WORKPLACE_FILE, WorkplaceRules, decide_workplace
from skillscan.rules import load_rules

RULES = WorkplaceRules(load_rules(WORKPLACE_FILE))


@pytest.fixture(scope="module")
def nlp():
    return build(disable=["skillscan_skills", "skillscan_mention_class"])


POSTINGS = [
    (
        "Weaver",
        "This role is in-office, five days a week.\nPerks: fully remote working environment",
        "onsite",
    ),
    ("Weaver", "As a remote team we weave.\nA 12 week hybrid internship", "hybrid"),
    ("Weaver", "Five days a week in-person at our mill. There is remote flexibility.", "onsite"),
    ("Weaver", "A hybrid role with both crafts. The role is based in our Oslo office.", "onsite"),
    ("ML Engineer (Remote)", "We build looms.", "remote"),
    ("Weaver", "This role involves on-site attendance.", "onsite"),
    ("Weaver", "You move to Oslo later, and the job could be started remotely.", None),
    ("Weaver", "You weave for long, working predominantly remotely.", "remote"),
    ("Weaver", "Working remotely is also permissible for this role.", "remote"),
    ("ML Engineer", "This is a telework-eligible position.", "remote"),
    ("ML Engineer", "Work arrangement: Telework", "remote"),
    ("ML Engineer", "We offer the option to work fully from your home office.", "remote"),
    ("ML Engineer", "The post is homeworking.", "remote"),
    ("ML Engineer", "Mobiles Arbeiten möglich", "remote"),
    ("ML Engineer", "This job is done from your home in Oslo.", "remote"),
    ("ML Engineer", "Home office: fully possible", "remote"),
    (
        "ML Engineer",
        "If you live within commuting distance of Oslo you come in on Wednesdays.",
        "hybrid",
    ),
    ("ML Engineer", "A role based full time in our Oslo office.", "onsite"),
    ("ML Engineer", "Work anywhere in the codebase.", None),
    ("ML Engineer", "You can work remotely some of the time.", "hybrid"),
    ("ML Engineer", "Tues-Thurs in the office", "hybrid"),
    ("ML Engineer", "We meet in the office every other week.", "hybrid"),
    ("ML Engineer", "You work on the premises of our mill.", "onsite"),
    ("ML Engineer", "We cannot offer home working for this post.", "onsite"),
    ("ML Engineer", "Looms for remote teams and hybrid offices.", None),
    ("ML Engineer", "Our looms help hybrid offices plan desks.", None),
    ("ML Engineer (Hybrid - Remote, Norway)", "We build looms.", "hybrid"),
    ("ML Engineer", "This is a remote role, open in the US only.", "remote"),
    ("ML Engineer", "Location: Oslo (Remote OK, but we like Oslo)", "remote"),
    ("ML Engineer", "This role can be in our Oslo hub or remote.", "remote"),
    ("ML Engineer", "We are a remote-first company.", "remote"),
    ("ML Engineer", "Workplace type:\nRemote Working", "remote"),
    ("ML Engineer", "Hybrid or remote, as you like: #LI-Remote #LI-Hybrid", "remote"),
    ("ML Engineer", "This is a hybrid position. You may work remotely some days.", "hybrid"),
    ("ML Engineer", "You weave experiments that push forward our hybrid model systems", None),
    (
        "ML Engineer",
        "We are remote-first. Near our hub, come to the office 2 days a week.",
        "hybrid",
    ),
    ("ML Engineer", "Work from our Oslo office at least three days a week.", "hybrid"),
    ("ML Engineer", "This position is not open to fully remote arrangements.", "hybrid"),
    ("ML Engineer", "#LI-Hybrid", "hybrid"),
    ("ML Engineer", "This role is in-person in Oslo.", "onsite"),
    ("ML Engineer", "Five days a week in the office. No remote work.", "onsite"),
    ("ML Engineer", "Environmental Conditions\nOffice", "onsite"),
    ("ML Engineer", "Role: ML Engineer\nLocation: Oslo - onsite", "onsite"),
    ("ML Engineer", "Work from anywhere for up to 4 weeks a year.", None),
    ("ML Engineer", "We do remote sensing in a hybrid cloud.", None),
    (
        "ML Engineer",
        "Flexible hours. The style of each role, Hybrid or Remote, is stated there.",
        None,
    ),
    ("ML Engineer", "You visit customers on-site and obtain personal data.", None),
    ("ML Engineer", "A stipend for remote employees; virtual and in-person events.", None),
]


@pytest.mark.parametrize(("title", "body", "workplace"), POSTINGS)
def test_posting(nlp, title: str, body: str, workplace: str | None) -> None:
    """The share of remote postings would be wrong."""
    assert nlp(make_document(nlp, title, body))._.skillscan_fields["workplace"] == workplace


def test_trusted_fact_wins(nlp) -> None:
    """The source's own field would be overruled by a sentence."""
    doc = make_document(
        nlp, "ML Engineer", "This is a remote role.", SourceFields(workplace="onsite")
    )
    assert nlp(doc)._.skillscan_fields["workplace"] == "onsite"


SENTENCES = [
    ("Our hybrid approach lets you work from the office and from home.", "hybrid"),
    ("You work from our office and from home.", "hybrid"),
    ("You come to our mill office in Oslo 3+ days a week.", "hybrid"),
    ("The job takes 1-2 days a week in our Oslo, Norway office.", "hybrid"),
    ("Based in our HQ in Oslo 4 days per week.", "hybrid"),
    ("Monday, Wednesday, Friday in our Oslo office", "hybrid"),
    ("You can work remote 2-3x per week.", "hybrid"),
    ("You work 5 days a week in our Oslo HQ.", "onsite"),
    ("Catering in our office 4 days per week", None),
    ("Choose to work remotely or from our Oslo office.", "remote"),
    ("Hybrid working, with flexibility to work from home or in the office.", "hybrid"),
    ("Your work location will be your home office.", "remote"),
    ("You thrive in a fast-paced, remote environment.", None),
    ("Work with a globally distributed team.", None),
    ("You report to the Office of the Loom Officer.", None),
    ("This role is eligible for remote work.", "remote"),
    ("This role is not eligible for remote work if based abroad.", None),
    ("Remote work is possible for this role.", "remote"),
    ("Remote work possible.", "remote"),
    ("Remote work may be considered.", "remote"),
    ("Fully remote possible", "remote"),
    ("Telecommuting is permitted.", "remote"),
    ("You may telecommute.", "remote"),
    ("This is a telecommute position.", "remote"),
    ("Telework eligible: Yes", "remote"),
    ("Eligible for telework.", "remote"),
    ("This is a home-based position.", "remote"),
    ("The role is home-based.", "remote"),
    ("Home-office options", "remote"),
    ("Home office is possible.", "remote"),
    ("Flexible hours and home office option.", "remote"),
    ("Mobile working is possible.", "remote"),
    ("We offer mobile working.", "remote"),
    ("Work from home available.", "remote"),
    ("You can work from home.", "remote"),
    ("Remote: Yes", "remote"),
    ("If you live near one of our hubs, great; this role can also be done from home.", "remote"),
    ("Home office two days a week.", "hybrid"),
    ("Up to 3 days home office per week", "hybrid"),
    ("Up to 60% mobile working", "hybrid"),
    ("You can work from home up to two days a week.", "hybrid"),
    ("Partly remote", "hybrid"),
    ("Partially remote role in Bergen.", "hybrid"),
    ("Semi-remote position", "hybrid"),
    ("Part-remote", "hybrid"),
    ("The work is partly remote.", "hybrid"),
    ("Some remote work is possible.", "hybrid"),
    ("This is a remote job with some in-person meetings.", "remote"),
    ("You work remotely, with some in-person meetings each quarter.", "remote"),
    ("Remote with some in-person meetings in Oslo", "remote"),
    ("The role is remote, with occasional in-person meetings at our office.", "remote"),
    (
        "Unless formally approved to work fully remotely, spend half of your time in the office.",
        "hybrid",
    ),
    (
        "Unless approved to be fully remote, you are in the office at least half of the time.",
        "hybrid",
    ),
    ("You are expected to spend at least half of your time in one of our offices.", "hybrid"),
    ("We come together for 3 office days a week.", "hybrid"),
    ("There are two office days per week.", "hybrid"),
    ("Two in-office days", "hybrid"),
    ("Three fixed on-site days each week.", "hybrid"),
    ("This position has 3 days of office attendance per week.", "hybrid"),
    ("Office days are Tuesday and Thursday.", "hybrid"),
    ("You split your time between home and the office.", "hybrid"),
    ("Time is split between office and home.", "hybrid"),
    ("50/50 home and office", "hybrid"),
    ("You are on site four days a week.", "hybrid"),
    ("On-site Monday to Thursday", "hybrid"),
    ("We are in the office Tuesday through Thursday.", "hybrid"),
    ("Candidates within 50 miles of an office are expected to come in two days a week.", "hybrid"),
    (
        "If you live near one of our offices, you are required to come in. All others are remote.",
        "hybrid",
    ),
    (
        "Weavers near an office are expected to work there; others work remotely.",
        "hybrid",
    ),
    ("We take a hybrid approach to work.", "hybrid"),
    ("We use a hybrid approach that combines BM25 and embeddings.", None),
    ("This is a hybrid role for somebody who both builds and sells.", None),
    ("A hybrid role for someone who both builds and sells.", None),
    ("This hybrid role combines engineering and sales.", None),
    ("We seek a hybrid engineer/analyst.", None),
    ("This is a hybrid between engineer and scientist.", None),
    ("It is a hybrid position that blends data science and product.", None),
    ("This is a hybrid role for our Oslo office.", "hybrid"),
    ("A hybrid role based in Bergen.", "hybrid"),
    ("Office-based role in Bergen, Monday to Friday.", "onsite"),
    ("Office based position.", "onsite"),
    ("This is an office-based role.", "onsite"),
    ("Office-based in Bergen", "onsite"),
    ("Location: Bergen (office-based)", "onsite"),
    ("You will be office based in Bergen.", "onsite"),
    ("Monday to Friday in the office.", "onsite"),
    ("On-site five days a week", "onsite"),
    ("This role is not remote.", "onsite"),
    ("Remote work is not available for this role.", "onsite"),
    ("No remote work.", "onsite"),
    ("Remote: No", "onsite"),
    ("This position is not eligible for telework.", "onsite"),
    ("This is not a remote position.", "onsite"),
    ("This is not a fully remote role; we meet twice a week in our office.", "hybrid"),
    ("Pay for Work-from-Anywhere roles depends on where you live.", None),
    ("Some Work-from-Anywhere roles are open to all.", None),
    ("This is one of our Work-from-Anywhere roles.", "remote"),
    ("Work from anywhere!", "remote"),
    ("Flexible working", None),
    ("We offer flexible working hours.", None),
    ("We have a home office stipend.", None),
    ("Home office equipment budget", None),
    ("Experience with distributed teams.", None),
    ("Lunch in the office", None),
    ("We build remote sensing tools and hybrid search engines.", None),
    ("Work from anywhere for up to 4 weeks a year.", None),
    ("Remote work for up to 20 days a year.", None),
    ("Fernhill | Weaver | REMOTE or Oslo | Full-time", "remote"),
    ("Fernhill | Remote EU | Weaver", "remote"),
    ("Fernhill | Weaver | Oslo, Bergen, remote | full-time", "remote"),
    ("Fernhill | Full REMOTE | Full-time", "remote"),
    ("Fernhill | Oslo | ONSITE or Remote", "remote"),
    ("Fernhill | Oslo | Full-Time | ONSITE+PART REMOTE", "hybrid"),
    ("Fernhill | Weaver | Oslo ONSITE | Full-time", "onsite"),
    ("Fernhill | Onsite: Oslo", "onsite"),
    ("All work will be performed on-site at the Oslo mill.", "onsite"),
    ("You must be able to work on site at the Oslo plant.", "onsite"),
    ("We are a remote-first company.", "remote"),
    ("Remote with up to 20% travel", "remote"),
    ("Due to the remote nature of this role, we cannot sponsor visas.", "remote"),
    ("We are hiring remotely in Norway.", "remote"),
    ("The role is remote-friendly.", "remote"),
    # An office that is named as the place of work, and what goes before it.
    ("All roles are in the Acme Looms office in Oslo.", "onsite"),
    ("This is a full-time opportunity based in our Oslo HQ.", "onsite"),
    ("This position is at our Bergen headquarters.", "onsite"),
    ("You work from our Oslo office, and from home when you need to.", "hybrid"),
    ("You work from our Oslo office. Work from home when you need to.", "hybrid"),
    ("We work in the office together most days.", "hybrid"),
    ("You play a critical role in the Chief Loom Office.", None),
    ("The job is in an office setting.", None),
    ("You work at a firm that is present everywhere. With offices in two towns, it grows.", None),
    # Fewer than five days, however they are written.
    ("These are mostly on-site roles in Oslo (4+ days/week).", "hybrid"),
    ("Made for customers. This is an Oslo-based onsite role (4+ days/week).", "hybrid"),
    ("You are willing to work on-site in Oslo, minimum of 3 days/week.", "hybrid"),
    ("Fernhill | Full Time | ONSITE (hybrid, 2 days a week of remote working)", "hybrid"),
    ("Up to 4 days a week remote, some work in person. Work Location: In person", "hybrid"),
    (
        "An in-office job; on target you have the option to work remotely 20% of the month.",
        "hybrid",
    ),
    ("Location: Mill Lane (3-4 days per week)", "hybrid"),
    ("Oslo | ONSITE | We work at the museum 2-3 days a week.", "hybrid"),
    ("The job will be onsite weekly, in a share that the leader defines.", "hybrid"),
    ("Mainly Oslo, & some remote days possible", "hybrid"),
    ("You switch between office days and home office days.", "hybrid"),
    # A lost line break.
    ("Training & DevelopmentHybrid Workplace Free food", "hybrid"),
    ("Loom EngineerRemote", "remote"),
    ("Oslo – Flexible/RemoteFernhill weaves", "remote"),
    ("Location: Oslo - REMOTEEXPERIENCE: 12 years", "remote"),
    # What speaks of something else.
    ("We scan images (JFrog remote repo).", None),
    ("Our product is SmartRemote", None),
    ("We sell the AppleTV/RemoteControl", None),
    ("Looms – REMOTESENSING platform", None),
    ("We make BlueHybrid - 2 engines", None),
    ("ToyotaHybrid – 3 days of battery", None),
    ("Monitors that patients wear remotely 20% of the time", None),
    ("We deploy remotely 20% of the time", None),
    ("On-Site Solar, Inc.", None),
    ("On-site Manager, Oslo", None),
    ("You support doctors from the comfort of your home.", "remote"),
    ("You keep the office running (even if hybrid / remote).", None),
    ("You scale hybrid workforces of staff and contractors.", None),
    ("A hybrid role at the intersection of weaving and dyeing. We are fully in office.", "onsite"),
    ("See a doctor with our app: a GP from the comfort of your own home.", None),
    ("• Onsite", None),
    ("• In-person", "onsite"),
    ("Weavers whose role requires them to work onsite need boots.", None),
    ("You meet weavers in calls. This may include working on-site.", None),
    ("We have an on-site workout room.", None),
    ("Based in Oslo (location flexible based on your trade)", None),
    ("On-site Oslo, Norway", "onsite"),
    ("Comfortable working from home office", "remote"),
    ("Remote Work mit der Möglichkeit, auch im Büro zu weben", "remote"),
    # Days, in many ways.
    ("In-person: we look for somebody in Oslo. 5 days in the office.", "onsite"),
    ("This role is based in Oslo, in person 6 days per week.", "onsite"),
    ("You are expected to be in your office location 3-5 days a week.", "hybrid"),
    ("We require in-office attendance once or twice per week.", "hybrid"),
    ("Based out of our Oslo HQ, where we are in office 3X weekly.", "hybrid"),
    ("Wednesdays work from home", "hybrid"),
    ("Our policy allows 1-2 remote days per week, plus 2 weeks fully remote per year.", "hybrid"),
    ("Up to 80% remote work allowed.", "hybrid"),
    ("Telecommuting is fine, but some office presence is needed.", "hybrid"),
    ("Part-time remote telework", "hybrid"),
    ("Limited telecommuting may be permitted.", "hybrid"),
    ("We are hiring one remote weaver; 4 remote dyers know you already.", None),
    ("You travel often (50%), as in-person engagement matters.", None),
    ("You spend up to 25% of your time on-site at customers.", None),
    # The most remote that may be chosen.
    ("Preferably onsite at our mill, though remote candidates will be considered.", "remote"),
    ("Two days a week in our office; however, we also consider remote candidates.", "remote"),
    ("We like Oslo, but we are open to exceptional remote talent.", "remote"),
    ("Location: Oslo or Bergen (may consider remote candidates)", "remote"),
    ("Primarily in-person, primarily at home, or a combination of the two.", "remote"),
    ("Work from home, office, or a mix of both.", "remote"),
    ("This role can be hybrid (Oslo) or can be full remote.", "remote"),
    ("You work fully remote or from our Oslo office, 4 days per week.", "remote"),
    ("Fernhill | Oslo | Onsite and Remote", "remote"),
    ("Hybrid and remote work offering", "remote"),
    ("This job can support remote work within Norway.", "remote"),
    ("Come and join our growing remote team.", "remote"),
    ("Remote-flexible, with mills in Oslo and Bergen", "remote"),
    ("Remote work-enabled", "remote"),
    ("Flexible hours, opportunities to work from home", "remote"),
    # What is at choice binds nobody.
    ("We are remote-first. Prefer working from an office? We pay a desk.", "remote"),
    ("A remote-first firm, with offices for those who wish to work in-person.", "remote"),
    ("The option to work in a brand new office in Oslo", None),
    ("Everybody sits where they like, with an optional office in Oslo.", None),
    # Where candidates, customers and colleagues are met.
    ("Then we schedule an onsite in our office.", None),
    ("The hiring process: two phone screens, 1 day on-site.", None),
    ("We also meet in person at least twice a year.", None),
    ("You work onsite with key customers on their looms.", None),
    ("It once required an on-site inspection of each loom.", None),
    # Labels and headers.
    ("• Type: Hybrid", "hybrid"),
    ("Modality: On-site (Oslo mill)", "onsite"),
    ("Where you’ll work: Remote / Bergen", "remote"),
    ("Telework type: full-time office", "onsite"),
    ("Fernhill | Hybrid Oslo, NO | full-time", "hybrid"),
    ("Fernhill | Weaver | onsite or hybrid | full-time", "hybrid"),
    ("Fernhill | Weaver | Oslo Area Hybrid", "hybrid"),
    ("Fernhill | Onsite Oslo or Bergen, NO | Full Time", "onsite"),
    ("Fernhill | Oslo, NO on-site | Full-time", "onsite"),
    ("Fernhill | Weaver | Worldwide remote | Apply", "remote"),
    ("Fernhill | Weaver | On-site with some remote days | Oslo", "hybrid"),
    ("Contract (full-time), remote", "remote"),
    ("The position will be full-time and hybrid.", "hybrid"),
    # What is said of the trade, of all jobs, of a product.
    ("This is a hybrid role: part weaver, part dyer.", None),
    ("You are a hybrid of weaver and dyer.", None),
    ("You run a hybrid team of weavers and dyers.", None),
    ("You know weaving, dyeing or hybrid roles.", None),
    ("The number of hybrid, office-based, and remote workers varies from team to team.", None),
    ("All jobs here are designated as either in-office, hybrid or remote.", None),
    ("We work from in-office, to half and half, to fully remote, as the role asks.", None),
    ("As remote and hybrid work has become normal, looms went home.", None),
    ("Our services can be deployed anywhere in the world.", None),
    ("Everybody should work from anywhere, at any time, on any device.", None),
    ("Work-from-anywhere scheme: up to 10 days per year", None),
    # What is denied.
    ("You are onsite. Remote and/or hybrid work will not be considered.", "onsite"),
    ("This is in person; we do not offer remote or hybrid options.", "onsite"),
    ("It is a full-time position at our mill (no telecommuting)", "onsite"),
    ("LOCATION: Oslo - On site NOT remote", "onsite"),
    ("You must be based in Oslo and no remote work.", "onsite"),
    ("We are primarily an in-person company.", "onsite"),
    ("Our team primarily works in-person out of our Oslo mill.", "onsite"),
    # The same kinds in other words.
    ("Oslo, Norway (in office)", "onsite"),
    ("Lunch and coffee (in-office)", None),
    ("This role requires you to be in our Oslo office full-time.", "onsite"),
    ("We expect everyone to be in the office every day.", "onsite"),
    ("We require employees to be in the office Monday through Friday.", "onsite"),
    ("We are not considering remote candidates.", "onsite"),
    ("No remote or hybrid.", "onsite"),
    ("Telework eligible: No", "onsite"),
    ("Remote? Unfortunately not.", "onsite"),
    ("We don't offer remote positions.", "onsite"),
    ("We are not a remote company.", "onsite"),
    ("On-site, Oslo", "onsite"),
    ("In person | Oslo", "onsite"),
    ("We're in-person, with mills in two towns.", "onsite"),
    ("The job requires presence in our mill 5 days per week.", "onsite"),
    ("Shuttles run to the Oslo office Monday to Friday.", None),
    ("You will be onsite Tuesday, Wednesday and Thursday.", "hybrid"),
    ("In-office days: Mon, Tues, Thurs", "hybrid"),
    ("This role has an in-office requirement of 3 days per week.", "hybrid"),
    ("Up to three days remote per week", "hybrid"),
    ("Office-based with flexibility to work from home", "hybrid"),
    ("We're mostly in-person but flexible when you need to work from home.", "hybrid"),
    ("A mix of WFH and office", "hybrid"),
    ("Fernhill | Hybrid Oslo/Bergen or the whole of the Tromso area | Full Time", "hybrid"),
    ("Work from our Oslo office or from home, as you like.", "remote"),
    ("Work where you want: home, office, or anywhere in between.", "remote"),
    ("We have been a remote company since the first loom.", "remote"),
    ("Everyone works remotely.", "remote"),
    ("We don't have an office.", "remote"),
    ("We hire remotely across Europe.", "remote"),
    ("We're remote!", "remote"),
    ("Remote by design", "remote"),
    ("You decide where you work.", "remote"),
    ("Location: Anywhere", "remote"),
    ("Remote, full-time", "remote"),
    ("This is a virtual position.", "remote"),
    ("Virtual job tryout", None),
    ("You'll work from home and meet the weavers quarterly.", "remote"),
    ("We fully support remote work!", "remote"),
    ("Experience in a remote or hybrid environment", None),
    ("Work in a hybrid model (onsite, remote, on travel)", "hybrid"),
    ("Fernhill | Oslo | Hybrid (Onsite + Remote) | Full-time", "hybrid"),
    ("Commuter benefits for our office-based team", None),
    ("Tools over local or remote data sources", None),
    ("An onsite full-service fitness centre", None),
    ("You work alone in remote or hybrid environments.", None),
    ("We offer a hybrid of in-office and remote work.", "hybrid"),
    ("Medicines reach the patients who need them, anywhere in the world.", None),
    ("You join our Looms team in our Bergen office.", "onsite"),
    ("We are seeking a weaver for our Administration Office in Oslo.", None),
    ("We are currently looking for a patient weaver for our Oslo office.", None),
    ("We care for each other and operate at 40% capacity in the office.", None),
    ("Fernhill is seeking a weaver based out of our Oslo office.", "onsite"),
    ("In-person must", "onsite"),
    ("Inperson a must", "onsite"),
    ("You must have the ability to commute to Bergen.", "onsite"),
    ("Whether you're a remote employee or work from the mill, you start with us.", "remote"),
    ("We hire weavers and dyers. Some positions are remote or hybrid.", "remote"),
    ("Position : WeaverLocation : RemoteNeed 10 looms", "remote"),
    ("Come and join us for soup in our Bergen office.", None),
    ("Pay of hires depends; we are hiring, with events at our Oslo office.", None),
    ("Monday – Friday 8:00 am – 5:00 pm Remote", "remote"),
    ("Self-motivated remote worker who writes well", "remote"),
    ("Able to work effectively in a remote setting", "remote"),
    ("Remote working possibilities in agreement with your team", "hybrid"),
    ("We are happy to offer work from home with sign off from your manager.", "hybrid"),
    ("Long holidays, remote-friendly work culture and two offsites", None),
    ("Remote days", "hybrid"),
    ("We like you. Remote work, dental care and wool are what we offer.", "remote"),
    ("Hybrid work arrangement - combining flexible remote work with in-office days", "hybrid"),
    ("A model blending an in office presence and work from home for all", "hybrid"),
    ("You choose your working location: mill, home or both.", "remote"),
    # Weavers choose where they weave from day to day: the most remote place counts.
    ("Weavers choose the daily work-style that suits them.", "remote"),
    ("Choose whether to work in our mill, at home or elsewhere. We are hybrid.", "remote"),
    ("Our work is hybrid. It lets you work from home, in an office or a mix.", "remote"),
    ("We decide whether to weave at home, depending on the day.", None),
    # Answers below their question, and what denies or grants in few words.
    ("Work Remotely:\nNo", "onsite"),
    ("Work Remotely:\nYes", "remote"),
    ("Work Remotely:\nTemporarily due to the flood", None),
    ("Telework position:\nNo", "onsite"),
    ("On site only. No remote.", "onsite"),
    ("Weaving must be done on site; no remote possible.", "onsite"),
    ("Remote applicants will not be considered.", "onsite"),
    ("Be 100% onsite in Oslo - remote or hybrid work not considered", "onsite"),
    ("The option of full-time remote work is not possible.", "hybrid"),
    ("Talent isn't bound to a town. We'll consider remote candidates in Norway.", "remote"),
    ("In-office where possible, open to remote candidates who are not near.", "remote"),
    ("We don't consider remote candidates.", "onsite"),
    ("In Oslo or, for the right person, remote", "remote"),
    # An office as the place of work, in other words.
    ("The role is based out of Fernhill's Oslo Headquarters.", "onsite"),
    ("This is a full-time position, located at Fernhill Loom offices.", "onsite"),
    ("The position is based in our corporate headquarter in Oslo.", "onsite"),
    ("You are part of the looms team and located in our Bergen office.", "onsite"),
    ("Based in our Oslo office with occasional travel", "onsite"),
    ("Work in Bergen Office.", "onsite"),
    ("This position is located in downtown Oslo, in-office.", "onsite"),
    ("The role takes working on site in Oslo.", "onsite"),
    ("You work on site reliability.", None),
    ("An all-remote company.\nThe expectation is that you'll be on-site with us.", "onsite"),
    ("Your interactions with mills will be in-person and online.", None),
    ("Acme | Loom-powered shopping | 5 days onsite", "onsite"),
    ("A role at the Data Office", None),
    # Remote in other words.
    ("Work from home (100%)", "remote"),
    ("Work From Home (will continue even after the flood)", "remote"),
    ("A role based remotely in Norway", "remote"),
    ("Location: remotely from Norway", "remote"),
    ("Contract (full-time), remote, near UTC", "remote"),
    ("Acme | Full-time remote (4 day work week) | Weaver", "remote"),
    ("Acme | Looms | Internship | Remote.", "remote"),
    ("Acme | Weaver | Oslo (WFH but Norway only)", "remote"),
    ("We pay for work-from-home (WFH) looms.", None),
    ("Remote work is the norm here.", "remote"),
    ("Remote work: our team weaves everywhere", "remote"),
    ("Join our loom team remotely.", "remote"),
    ("Decide how, when and from where you want to work.", "remote"),
    ("Acme - Oslo - REMOTE friendly", "remote"),
    ("A remote friendly environment", "remote"),
    ("Experience of a remote-friendly company", None),
    ("Keen to work anywhere in the loom stack", None),
    ("Comfortable working from home", "remote"),
    # Partly at home in other words.
    ("Remote Fridays", "hybrid"),
    ("This is an Oslo-based onsite role (4+ days/week).", "hybrid"),
    ("Flexible hours, including occasional work from home", "hybrid"),
    ("Work from home flexibility on occasion", "hybrid"),
    ("Willing to work in Oslo 1-2 days a week", "hybrid"),
    ("Work in person! We are flexible, and we all take work from home days.", "hybrid"),
    # What somebody likes or is good at is no workplace.
    ("You prefer an in-person role over others.", None),
    ("Join a meeting on site now and then, the rest of your time you weave from home.", "hybrid"),
    ("You thrive in an in-person and remote work environment.", None),
    ("Office-first culture, but sometimes you may need to work from home.", "hybrid"),
    ("We are an in-person company. Working from home is possible.", "hybrid"),
    ("This role is remote with optional days in our Oslo office.", "remote"),
]


@pytest.mark.parametrize(("sentence", "workplace"), SENTENCES)
def test_sentence(nlp, sentence: str, workplace: str | None) -> None:
    """What employers call the workplace, allow and deny in their own words would be lost."""
    doc = make_document(nlp, "ML Engineer", sentence)
    assert nlp(doc)._.skillscan_fields["workplace"] == workplace


@given(
    st.lists(
        st.sampled_from(
            [
                "remote",
                "hybrid",
                " or ",
                "3 days",
                " per week",
                " in the office",
                "\n",
                "(",
                ")",
                "not ",
                "Location:",
                " ",
            ]
        ),
        max_size=50,
    ).map("".join)
)
def test_any_text_is_read(text: str) -> None:
    """A posting of odd shape would stop the whole load."""
    for piece in RULES.evidence(text):
        assert 0 <= piece.start < piece.end <= len(text)


@pytest.mark.parametrize(
    "piece",
    [
        "remote, ",
        "office ",
        "-remote",
        "remote or hybrid ",
        "(remote ",
        "in the office 3 ",
        "on-site or remote is listed ",
        "mostly remote home office ",
        "location: ",
    ],
)
def test_hostile_repetition_takes_no_time(piece: str) -> None:
    """One hostile posting would hold up all others."""
    started = process_time()
    WorkplaceRules(load_rules(WORKPLACE_FILE)).evidence(piece * (10_000 // len(piece)))
    assert process_time() - started < 1


def test_a_line_that_comes_again_is_evidence_where_it_stands() -> None:
    """The quote of the second posting would be cut from another place."""
    line = "This is a remote role."
    for text in (line, f"Looms.\n{line}"):
        (found,) = RULES.evidence(text)
        assert text[found.start : found.end] in line
        assert found.judged[1] <= len(text)
        assert found.start >= text.index(line)


def test_own_phrases_are_read(tmp_path) -> None:
    """An operator could not teach the reader how one country says it."""
    own = """rules:
  - {id: finnish, workplace: remote, tier: job, phrases: [etätyö], examples: [Etätyö],
     counterexamples: [Toimisto]}"""
    (tmp_path / WORKPLACE_FILE).write_text(own, encoding="utf-8")
    (found,) = WorkplaceRules(load_rules(WORKPLACE_FILE, tmp_path)).evidence("100 % Etätyö")
    assert (found.rule, found.workplace, found.start) == ("finnish", "remote", 6)


def test_a_line_that_lost_its_breaks_is_read_to_its_end() -> None:
    """A posting without line breaks would never have a workplace."""
    line = "We make looms and sell them to weavers. " * 200 + "This is a hybrid role. Apply."
    evidence = RULES.evidence(line)
    assert decide_workplace(evidence) == "hybrid"
    assert "hybrid" in line[evidence[0].start : evidence[0].end]
