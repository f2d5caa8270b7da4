"""Which postings are one opening, and which names one employer."""
