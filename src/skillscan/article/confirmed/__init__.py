"""What editors have confirmed, changed or dismissed of an article's numbers, kept beside it."""
