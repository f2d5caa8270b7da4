"""Numbers that the rules leave in doubt, judged by logistic regressions on labelled articles."""
