"""The years of experience a posting asks for."""
