"""Reviewed data files: taxonomy, rules, populations, boards, the sample market."""
