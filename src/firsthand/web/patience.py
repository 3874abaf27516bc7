"""How long the desk waits for a slow connection, so that a few hundred of them do not keep others out.

A request must be there as a whole within half a minute, and some more of an answer must be taken within each
minute. Where very many are waited for, those that take longest give way to who comes. So connections that are
opened and left hanging cost the desk little, and nobody is turned away for them.
"""

import asyncio
from typing import Any

import h11
from uvicorn.protocols.http.h11_impl import H11Protocol

WHOLE_SECONDS = 30.0  # for a request to be there, from its first sign or from the opening of the connection
TAKEN_SECONDS = 60.0  # for whoever asked to take some more of an answer
MOST_CONNECTIONS = 400  # at once; beyond them, those that have sent no whole request give way


class Patient(H11Protocol):
    """One connection, which is hung up on where it takes too long."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self._whole: asyncio.TimerHandle | None = None
        self._taken: asyncio.TimerHandle | None = None
        self.since = (
            0.0  # on the clock of the loop: since when the other side is waited for, 0 for not at all
        )

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Begin to wait for a request; where too many are waited for, the oldest of them gives way."""
        super().connection_made(transport)
        self._wait()
        if len(self.connections) > MOST_CONNECTIONS:
            waiting = [one for one in self.connections if isinstance(one, Patient) and one.since]
            min(waiting, key=lambda one: one.since).hang_up()  # there is one: this

    def data_received(self, data: bytes) -> None:
        """Take what came, and wait on where it is no whole request yet."""
        super().data_received(data)
        if self._works():
            self._stop()
        elif self._whole is None:
            self._wait()

    def send_400_response(self, msg: str) -> None:
        """Say that a request cannot be read; a page that is at work on it already has nobody to answer."""
        if self.cycle is not None:
            self.cycle.disconnected = True
            self.cycle.message_event.set()
        if self.conn.our_state in (h11.IDLE, h11.SEND_RESPONSE):
            super().send_400_response(msg)
        else:
            self.hang_up()

    def on_response_complete(self) -> None:
        """Wait for the next request."""
        super().on_response_complete()
        if not self._works():
            self.since = self.loop.time()
            if self.conn.trailing_data[0] and self._whole is None:  # a part of it is here already
                self._wait()

    def pause_writing(self) -> None:
        """Wait for whoever asked to take some of the answer."""
        super().pause_writing()
        self.since = self.loop.time()
        self._taken = self.loop.call_later(TAKEN_SECONDS, self.hang_up)

    def resume_writing(self) -> None:
        """Go on: some of the answer was taken."""
        super().resume_writing()
        _cancel(self._taken)
        self.since, self._taken = 0.0, None

    def connection_lost(self, exc: Exception | None) -> None:
        """Wait for nothing any more."""
        self._stop()
        _cancel(self._taken)
        super().connection_lost(exc)

    def hang_up(self) -> None:
        """End the connection, whatever is under way."""
        self.transport.abort()

    def _works(self) -> bool:
        """Tell whether a whole request is here and not answered yet."""
        under_way: Any = self.cycle
        return (
            under_way is not None
            and not under_way.response_complete
            and self.conn.their_state is not h11.SEND_BODY
        )

    def _wait(self) -> None:
        self.since = self.loop.time()
        self._whole = self.loop.call_later(WHOLE_SECONDS, self.hang_up)

    def _stop(self) -> None:
        _cancel(self._whole)
        self.since, self._whole = 0.0, None


def _cancel(*timers: asyncio.TimerHandle | None) -> None:
    for timer in timers:
        if timer is not None:
            timer.cancel()
