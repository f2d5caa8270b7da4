"""A mail server on loopback that keeps what it is sent: enough of SMTP for one sender at a time."""

import email
import email.policy
from email.message import EmailMessage
from socketserver import StreamRequestHandler, ThreadingTCPServer
from typing import cast


class MailServer(ThreadingTCPServer):
    """Every letter that came, in order."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Session)
        self.letters: list[EmailMessage] = []

    @property
    def port(self) -> int:
        """Where it listens."""
        return cast("int", self.server_address[1])


class _Session(StreamRequestHandler):
    server: MailServer

    def handle(self) -> None:
        self._say("220 loopback")
        while line := self.rfile.readline(1000).decode("ascii", "replace"):
            command = line[:4].upper().strip()
            if command == "DATA":
                self._say("354 go on")
                self._keep()
            self._say("221 bye" if command == "QUIT" else "250 fine")
            if command == "QUIT":
                return

    def _keep(self) -> None:
        lines = []
        while (line := self.rfile.readline(10_000)) not in (b".\r\n", b""):
            lines.append(line.removeprefix(b".") if line.startswith(b"..") else line)
        letter = email.message_from_bytes(b"".join(lines), policy=email.policy.default)
        self.server.letters.append(cast("EmailMessage", letter))

    def _say(self, line: str) -> None:
        self.wfile.write(f"{line}\r\n".encode())
