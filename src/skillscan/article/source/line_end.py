"""What a reader sees between two texts that only markup parts."""

from skillscan.article.source.draft import ArticleDraft

_ENDS = ".!?:;…"
_GOES_ON = ",(–—-/&"


def is_continued(draft: ArticleDraft, value: str) -> bool:
    """Whether ``value`` goes on with the sentence at hand: it begins in lower case, and the line
    before has no end. "Python 72%<br>PyTorch 39.8%" are two lines, "72%<br>of postings" is one.
    """
    last, first = draft.last_character, value.lstrip()[:1]
    if last in _GOES_ON:
        return True
    return first.islower() and last not in _ENDS


def is_gap(draft: ArticleDraft, value: str) -> bool:
    """Whether a page shows a gap before ``value`` that no white space makes: a number and its label
    in two elements, which style sheets part.
    """
    last, first = draft.last_character, value[:1]
    return (last == "%" and first.isalnum()) or (last.isalpha() and first.isdigit())
