"""Figures: numbers that are not shares (medians, ratios, lifts, differences, counts).

Their intervals come from the same resampled employers as those of shares
(``skillscan.statistics.intervals``). What is estimated, and from which columns, is said by
``FigureRule`` in the definition; there is one module a kind.
"""
