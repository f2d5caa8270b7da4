"""The spaCy pipeline that reads postings."""
