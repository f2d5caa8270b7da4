"""What to print instead: numbers in the article's own form, sentences, source lines."""
