"""Where what was fetched goes: landing files, byte counts, lines for `skillscan collect`."""
