"""The server's own pages: the form, what went wrong, and what the API answers. None has a script.

They stand beside the pages of releases, which are served as they were published.
"""

from functools import cache
from typing import Any

import jinja2
from starlette.responses import HTMLResponse, Response

from skillscan.site.document import HERE as SITE
from skillscan.site.document import inline_asset, template_environment

HERE = "skillscan.serving.api"


def page_response(
    template: str, status: int = 200, headers: dict[str, str] | None = None, **content: Any
) -> Response:
    """A page of ours, which nobody keeps; ``content`` is what its template names."""
    style = inline_asset((SITE, "base.css"), (HERE, "serving.css"))
    text = _templates().get_template(template).render(style=style.content, **content)
    policy = (
        f"default-src 'none'; style-src '{style.policy}'; img-src data:; base-uri 'none'; "
        "form-action 'self'; frame-ancestors 'none'"
    )
    return HTMLResponse(
        text,
        status,
        headers={
            "Content-Security-Policy": policy,
            "Cache-Control": "no-store",
            **(headers or {}),
        },
    )


@cache
def _templates() -> jinja2.Environment:
    return template_environment(HERE)
