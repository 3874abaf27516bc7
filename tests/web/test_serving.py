import socket

from firsthand.web.serving import listen


def test_answers_are_sent_at_once() -> None:
    """asyncio switches the waiting for full packets off only for sockets that are named as TCP."""
    with listen("127.0.0.1", 0) as listening:
        assert listening.proto == socket.IPPROTO_TCP
        with (
            socket.create_connection(listening.getsockname()),
            listening.accept()[0] as accepted,
        ):
            assert accepted.proto == socket.IPPROTO_TCP
