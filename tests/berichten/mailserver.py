"""A mail server that does what a test says: it accepts, refuses, hesitates, or hangs up in the middle."""

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP


class Mailserver:
    """`script` says per moment (rcpt, mail, data) what it answers; `mails` holds what it took.

    `silent` is the moment at which it says nothing any more.
    """

    def __init__(self) -> None:
        self.script: dict[str, str] = {}
        self.hang_up: str = ""
        self.silent: str = ""
        self.mails: list[EmailMessage] = []
        self.asked: list[str] = []
        self.senders: list[str] = []

    async def handle_MAIL(self, server: SMTP, session: Any, envelope: Any, address: str, options: Any) -> str:  # noqa: N802  # its name there
        if "mail" in self.script:
            return self.script["mail"]
        self.senders.append(address)
        envelope.mail_from = address
        envelope.mail_options.extend(options)
        return "250 OK"

    async def handle_RCPT(self, server: SMTP, session: Any, envelope: Any, address: str, options: Any) -> str:  # noqa: N802  # its name there
        self.asked.append(address)
        if self.hang_up == "rcpt":
            server.transport.abort()
            await asyncio.Event().wait()
        if "rcpt" in self.script:
            return self.script["rcpt"]
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: SMTP, session: Any, envelope: Any) -> str:  # noqa: N802  # its name there
        if "data" in self.script:
            return self.script["data"]
        self.mails.append(message_from_bytes(envelope.content, policy=policy.default))
        if self.silent == "data":
            await asyncio.Event().wait()
        if self.hang_up == "data":
            # It took the mail, and the line breaks before it could say so.
            server.transport.abort()
            await asyncio.Event().wait()
        return "250 OK"


class Loopback(Controller):
    def __init__(self, server: Mailserver) -> None:
        super().__init__(server, hostname="127.0.0.1", port=0)

    def _trigger_server(self) -> None:
        """It calls itself to see that it runs; only now the port is known."""
        self.port = self.server.sockets[0].getsockname()[1]
        super()._trigger_server()


@contextmanager
def running() -> Iterator[tuple[Mailserver, int]]:
    server = Mailserver()
    controller = Loopback(server)
    controller.start()
    try:
        yield server, controller.port
    finally:
        controller.stop()
