"""Charts as SVG, drawn when a release is made."""
