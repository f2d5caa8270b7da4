"""An S3 of this machine's own for one test: moto's server as a process, and one that is ill."""

import http.server
import os
import re
import socket
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
from suite.patience import wait_for

_LINE = re.compile(r'"([A-Z]+) (\S+) HTTP/[\d.]+"')


def environment_of(url: str) -> dict[str, str]:
    """What a process needs that is to find an S3 there."""
    return {
        "AWS_ENDPOINT_URL": url,
        "AWS_ACCESS_KEY_ID": "AKIANOBODYKNOWSIT000",
        "AWS_SECRET_ACCESS_KEY": "a-secret-that-no-message-may-name",
        "AWS_DEFAULT_REGION": "us-east-1",
        "AWS_EC2_METADATA_DISABLED": "true",
    }


def found_here(patch: pytest.MonkeyPatch, environment: Mapping[str, str]) -> None:
    """Have this process find the server of an environment, and none that it knew before."""
    from s3fs import S3FileSystem

    S3FileSystem.clear_instance_cache()
    for name, value in environment.items():
        patch.setenv(name, value)


@dataclass(frozen=True)
class S3Server:
    """A server that runs, with one bucket; ``log`` has a line for each request."""

    url: str
    bucket: str
    log: Path

    @property
    def environment(self) -> dict[str, str]:
        """What a process needs that is to find it."""
        return environment_of(self.url)

    def requests(self) -> list[tuple[str, str]]:
        """Method and path of every request so far."""
        return _LINE.findall(self.log.read_text(errors="replace"))


@contextmanager
def s3_server(bucket: str = "skillscan") -> Iterator[S3Server]:
    """Run one in this block."""
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        port = found.getsockname()[1]
    with tempfile.TemporaryDirectory(prefix="skillscan-s3-") as folder:
        log = Path(folder, "log")
        with log.open("wb") as stream:
            command = [sys.executable, "-m", "moto.server", "-p", str(port)]
            process = subprocess.Popen(command, stdout=stream, stderr=stream)
        try:
            url = f"http://127.0.0.1:{port}"
            wait_for(lambda: _answers(port), "the S3 server answers")
            _make_bucket(url, bucket)
            yield S3Server(url, bucket, log)
        finally:
            process.kill()
            process.wait()


@contextmanager
def ill_s3(status: int, code: str, *, seconds: float = 0) -> Iterator[str]:
    """The address of a server that answers every request with one error, or late."""

    class Ill(http.server.BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def _answer(self) -> None:
            time.sleep(seconds)
            size = int(self.headers.get("Content-Length") or 0)
            self.rfile.read(size)
            text = f"<Error><Code>{code}</Code><Message>said so</Message></Error>".encode()
            self.send_response(status)
            self.send_header("Content-Type", "application/xml")
            self.send_header("Content-Length", str(len(text)))
            self.end_headers()
            if self.command != "HEAD":
                self.wfile.write(text)

        do_GET = do_HEAD = do_PUT = do_POST = do_DELETE = _answer  # noqa: N815 - names of the library

        def log_message(self, *said: object) -> None:
            """Nothing is logged."""

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Ill)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}"
    finally:
        server.shutdown()
        server.server_close()


def with_s3(environment: Mapping[str, str]) -> dict[str, str]:
    """The environment of this process, and that."""
    return {**os.environ, **environment}


def _answers(port: int) -> bool:
    with socket.socket() as asked:
        return asked.connect_ex(("127.0.0.1", port)) == 0


def _make_bucket(url: str, bucket: str) -> None:
    import boto3

    known = environment_of(url)
    boto3.client(
        "s3",
        endpoint_url=url,
        aws_access_key_id=known["AWS_ACCESS_KEY_ID"],
        aws_secret_access_key=known["AWS_SECRET_ACCESS_KEY"],
        region_name=known["AWS_DEFAULT_REGION"],
    ).create_bucket(Bucket=bucket)
