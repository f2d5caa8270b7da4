"""A Model Context Protocol server over a release: what an assistant may ask, and what it is told.

The official SDK is imported in ``server.py``, ``tools.py`` and ``transports.py`` alone.
"""
