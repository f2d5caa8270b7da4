"""The skills a posting names, and the class of each mention."""
