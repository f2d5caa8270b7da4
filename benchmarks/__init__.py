"""Speed as ratios against a named baseline, in CPU time, measured in turn in the same run."""
