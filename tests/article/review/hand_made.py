"""A checked article by hand: each verdict once, a table, a list, and hostile words."""

from datetime import UTC, date, datetime

from skillscan.article.model import (
    ArticleBlock,
    ArticleFault,
    ArticleText,
    Binding,
    Bound,
    CheckedArticle,
    Claim,
    ClaimCoverage,
    ClaimVerdict,
    Judgement,
    Quantity,
    Replacement,
)
from skillscan.nlp.reason import ReasonWords
from skillscan.release.document import PopulationEntry, Publication, QuotedExample
from skillscan.statistics.definitions import definitions
from skillscan.statistics.populations import Population, Sample

HOSTILE = '</script><script>window.hacked = 1</script><img src=x onerror="window.hacked = 1">'
TURNING = "\u202e72% of nothing\u202c"
LONG_WORD = "w" * 10_000


class ArticleMaker:
    """Writes an article block by block, and claims into it."""

    def __init__(self) -> None:
        self.text = ""
        self.blocks: list[ArticleBlock] = []
        self.claims: list[Claim] = []

    def block(self, kind: str, text: str, **more: object) -> int:
        """Add a block; where it begins."""
        start = len(self.text)
        self.blocks.append(
            ArticleBlock(kind=kind, start=start, end=start + len(text), **more)  # type: ignore[arg-type]
        )
        self.text += text + "\n"
        return start

    def claim(
        self, verdict: ClaimVerdict, printed: str, new: str | None = None, **judged: object
    ) -> None:
        """Claim the last place where the text prints this number."""
        start = self.text.rindex(printed)
        block = self.blocks[-1]
        number = len(self.claims) + 1
        kind = "theirs" if verdict is ClaimVerdict.NOT_OURS else "ours"
        sentence = f"New sentence {number} with {new}."
        self.claims.append(
            Claim(
                claim_id=f"claim{number:04}",
                quantity=Quantity(
                    start=start,
                    end=start + len(printed),
                    number_start=start,
                    number_end=start + len(printed.rstrip(" %")),
                    low=72,
                    high=72,
                    unit="percent",
                    step=1,
                    bound=Bound.EXACT,
                ),
                binding=Binding(
                    start=block.start,
                    end=block.end,
                    kind=kind,  # type: ignore[arg-type]
                    statistic="skill_share",
                    dimension="python",
                    population="ml_engineer_us",
                    view="all",
                    measure="named",
                    source_name="Glassdoor 2025" if kind == "theirs" else None,
                    reasons=("the sentence names postings",),
                ),
                judgement=Judgement(
                    verdict=verdict,
                    replacement=Replacement(
                        number=new, sentence=sentence, source_line=f"Source line {number}"
                    )
                    if new
                    else None,
                    **judged,  # type: ignore[arg-type]
                ),
            )
        )

    def checked(self) -> CheckedArticle:
        """The article with its claims."""
        article = ArticleText(
            format="text",
            source=self.text,
            text=self.text,
            origins=tuple(range(len(self.text) + 1)),
            blocks=tuple(self.blocks),
        )
        theirs = sum(one.binding.kind == "theirs" for one in self.claims)
        return CheckedArticle(
            article=article,
            release="2026-11-02-0123456789ab",
            coverage=ClaimCoverage(
                seen=40,
                ours=len(self.claims) - theirs,
                theirs=theirs,
                nothing_to_judge=20,
                not_understood=20 - len(self.claims),
            ),
            claims=tuple(self.claims),
            faults=(ArticleFault(line=7, problem=f"a marker {HOSTILE}"),),
        )


def hostile_article() -> CheckedArticle:
    """Every verdict once; script, turned text and endless words in text, note and source."""
    maker = ArticleMaker()
    maker.block("heading", "What a career guide says")
    maker.block("heading", f"Skills {HOSTILE}", headings=("What a career guide says",))
    maker.block("paragraph", "Python is named in 72% of postings & more.")
    maker.claim(
        ClaimVerdict.STALE,
        "72%",
        "70",
        estimate=70.5,
        interval=(67.5, 73.4),
        note=f"Note {HOSTILE}",
    )
    maker.block("paragraph", f"{TURNING} and then AWS leads at 73% {HOSTILE}.")
    maker.claim(ClaimVerdict.CONTRADICTED, "73%", "31", estimate=31.2, interval=(28.0, 34.0))
    maker.block("paragraph", f"{LONG_WORD} 8% require Python.")
    maker.claim(ClaimVerdict.IMPLAUSIBLE, "8%", conflicts=(0,))
    lead = (0, 5)
    maker.block("list_item", "PyTorch: 50 %", lead=lead)
    maker.claim(ClaimVerdict.CURRENT, "50 %", "50", estimate=50.0, interval=(47.0, 53.0))
    maker.block("list_item", "Remote: 44%", lead=lead)
    maker.claim(ClaimVerdict.DIFFERENT_MEASURE, "44%", "41")
    for text, row, column in (
        ("Skill", None, None),
        ("US", None, None),
        ("GB", None, None),
        ("Go", None, "Skill"),
        ("11%", "Go", "US"),
        ("12%", "Go", "GB"),
        ("Rust", None, "Skill"),
        ("13%", "Rust", "US"),
        ("14%", "Rust", "GB"),
    ):
        maker.block("cell", text, row=row, column=column)
        if text == "12%":
            maker.claim(ClaimVerdict.DIFFERENT_POPULATION, text, "15")
        if text == "13%":
            maker.claim(ClaimVerdict.CANNOT_SAY, text, note="too few openings")
        if text == "14%":
            maker.claim(ClaimVerdict.UNSUPPORTED, text)
    maker.block("paragraph", "Pay grew by 56% (Glassdoor 2025).")
    maker.claim(ClaimVerdict.NOT_OURS, "56%", related=f"ours is 12% {HOSTILE}")
    return maker.checked()


def publication() -> Publication:
    """A release with one population, and a sentence behind one number."""
    sample = Sample(
        openings=120, employers=40, first_day=date(2026, 10, 1), last_day=date(2026, 11, 2)
    )
    where = Population(id="ml_engineer_us", label="US ML engineers")
    return Publication(
        release="2026-11-02-0123456789ab",
        published_at=datetime(2026, 11, 2, tzinfo=UTC),
        as_of=date(2026, 11, 2),
        notice=None,
        skillscan_version="0",
        pipeline_version="p",
        method="",
        statistics=dict(definitions()),
        caveats={},
        populations={where.id: PopulationEntry(definition=where, sample=sample)},
        sources=[],
        withheld=[],
        estimates=[],
        examples=[
            QuotedExample(
                statistic="skill_share",
                population=where.id,
                value="python",
                employer=HOSTILE,
                posting_id="greenhouse/example/1",
                quote="You know Python.",
                start=9,
                end=15,
                reason=ReasonWords(label="required"),
            )
        ],
    )
