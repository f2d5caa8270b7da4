"""Whether the claims of an article hold, and what to print instead."""

from skillscan.article.judging.judge import judge

__all__ = ["judge"]
