"""The degree a posting asks for."""
