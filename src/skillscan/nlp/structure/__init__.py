"""Blocks, headings, sections and sentences of a posting."""
