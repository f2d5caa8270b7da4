"""The sample market: invented employers, boards and postings, with a table of what each one says.

Defined in ``data/sample/``, made by a seeded generator (no clock, no network) and served on
loopback in the shapes of three real APIs. Every text carries the marker sentence of
``data/sample/market.yaml``. Start with ``generator.build_market()`` and ``server.serve_market``.
"""
