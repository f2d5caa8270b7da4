"""Finds the quantities of an article: percentages, money, counts, multiples, numbers in words.

How they are written stands in ``data/rules/article_quantities.yaml``. What they are of is decided
in ``skillscan.article.binding``.
"""

from skillscan.article.quantities.finder import find

__all__ = ["find"]
