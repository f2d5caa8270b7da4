"""The text of a posting: from what a source sends to the plain text that is stored."""
