"""Pure parsers, one a source: raw item to postings or refusals."""
