"""Text of a posting: HTML to text, repair, language, privacy."""
