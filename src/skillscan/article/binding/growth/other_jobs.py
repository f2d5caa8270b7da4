"""Growth of the openings of other jobs, told beside that of ours: "… rose 12 %, those for nurses
4 %", "… and that of teachers by 3 %".
"""

import re

from skillscan.article.binding.named_things import names_only_times
from skillscan.article.binding.reading import ArticleReading
from skillscan.article.binding.sentences import Surroundings

_THOSE_OF = re.compile(
    r"\b(?:those|that|the ones|the number|the figure) (?:for|of) (?:the )?"
    r"([a-z][\w/ -]{2,40}?)(?: (?:by|at|rose|fell|grew))? (?:only |just |about )?[+−–~≈]?$"
)
"""What stands before a change and names whose openings changed."""


def is_of_other_jobs(reading: ArticleReading, around: Surroundings) -> bool:
    """Whether those named right before a change are no job of ours, and no time."""
    found = _THOSE_OF.search(reading.span(around.before))
    if found is None or names_only_times(reading, found[1]):
        return False
    job = reading.populations.occupation(found[1])
    return not (job and job[0]) and not reading.words.has("postings", found[1])
