"""The skill taxonomy: files, schema, lint."""
