"""What a connection needs to read and write ``s3://`` URLs: httpfs, and who we are there.

Keys, profile, region and endpoint come the usual ways of AWS (environment, files, the machine's
role), and are settings of the connection, which end with it.
"""

import os
from urllib.parse import urlsplit

from duckdb import DuckDBPyConnection

from skillscan.errors import SkillscanError
from skillscan.warehouse.extensions import load_extension

SCHEME = "s3://"


def use_s3(connection: DuckDBPyConnection) -> None:
    """Have a connection reach S3. Raises SkillscanError without the extra ``scale``."""
    load_extension(connection, "httpfs")
    for name, value in {**_endpoint(), **_credentials()}.items():
        if value:
            connection.execute(f"SET s3_{name} = {_literal(value)}")


def _endpoint() -> dict[str, str]:
    """A server that is not Amazon's, as AWS_ENDPOINT_URL names it."""
    url = os.environ.get("AWS_ENDPOINT_URL_S3") or os.environ.get("AWS_ENDPOINT_URL")
    if not url:
        return {}
    parts = urlsplit(url)
    is_tls = "true" if parts.scheme == "https" else "false"
    place = parts.netloc + parts.path.rstrip("/")
    return {"endpoint": place, "use_ssl": is_tls, "url_style": "path"}


def _credentials() -> dict[str, str]:
    try:
        from botocore.session import Session
    except ImportError as error:
        raise SkillscanError(
            "s3:// needs s3fs: install skillscan[scale] (pip install 'skillscan[scale]')"
        ) from error
    session = Session()
    found = session.get_credentials()
    region = session.get_config_variable("region") or ""
    if found is None:
        return {"region": region or "us-east-1"}
    keys = found.get_frozen_credentials()
    return {
        "access_key_id": keys.access_key or "",
        "secret_access_key": keys.secret_key or "",
        "session_token": keys.token or "",
        "region": region,
    }


def _literal(value: str) -> str:
    return "'" + value.replace("'", "''") + "'"
