"""One module a source: its ``SOURCE`` holds everything the product knows of it (``base``).

Parsers are pure functions, raw item → postings or refusals with their reason: they know no network,
no clock and no settings, and raise on no JSON-shaped payload. ``registry`` finds the modules.
"""
