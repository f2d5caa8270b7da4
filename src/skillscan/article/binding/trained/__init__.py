"""Shares that the rules leave in doubt, judged by a logistic regression on labelled articles."""
