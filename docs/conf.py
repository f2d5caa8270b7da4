"""How the documentation is built as one site; ``make docs`` runs it, offline and strictly.

The site mirrors the repository: a page's address is its path, so that links between pages are the
same here and where the repository is shown. A link to a file that is no page gives a copy of it.
"""

from importlib.metadata import version as version_of

from pygments.lexers.special import TextLexer
from sphinx.application import Sphinx

project = "skillscan"
version = release = version_of("skillscan")

extensions = ["myst_parser", "sphinx_external_toc", "sphinx.ext.autodoc"]
root_doc = "docs/index"
include_patterns = ["*.md", "docs/**"]
exclude_patterns = [
    *(".*", "build", "dist", "var"),
    *("benchmarks", "data", "flows", "spiders", "sql", "src", "tests"),
]
external_toc_path = "docs/toc.yml"
templates_path = ["_templates"]
myst_heading_anchors = 5
myst_enable_extensions = ["html_image"]  # pictures of a width, which a git host shows as well

autodoc_default_options = {"members": True, "member-order": "bysource"}
autodoc_typehints_format = "short"
python_use_unqualified_type_names = True
# Types of other packages, and ours that no page shows: to look them up would need the network.
nitpick_ignore_regex = [("py:.*", ".*")]

html_theme = "pydata_sphinx_theme"
html_title = "skillscan"
html_context = {"default_mode": "auto"}
html_additional_pages = {"index": "first.html"}  # the site's folder opens at its first page
html_show_sourcelink = False
html_copy_source = False
html_show_sphinx = False
html_show_search_summary = False  # its script would read pages, which no browser lets a file do
html_theme_options = {
    "header_links_before_dropdown": 5,
    "navbar_end": ["theme-switcher"],
    "footer_start": [],
    "footer_end": [],
    "show_prev_next": True,
    "navigation_with_keys": False,
}


def setup(app: Sphinx) -> None:
    """What Pygments has no lexer for is shown as it is written."""
    for language in ("csv", "mermaid"):
        app.add_lexer(language, TextLexer)
