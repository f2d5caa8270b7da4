"""Pay, premiums, and how many openings state pay."""
