"""The process that loads what workers need, once, and forks them: what it loaded they share.

It has no threads, so it can be forked. It listens on one socket, the only argument it is started with. The
first message is the sender's `sys.path`. Then each is a pickled pair (what, data), answered with True:
"import" with the name of a module; "load" with a function and a few items, on which it is run, so that what
it needs is loaded; "fork", followed by a socket, over which the new worker is spoken to. It ends, with all
workers, when the socket is closed.
"""

import gc
import os
import pickle
import signal
import socket
import sys
from contextlib import suppress
from importlib import import_module
from multiprocessing.connection import Connection

from firsthand.engine.worker import work
from firsthand.model.undisturbed import undisturbed


def serve(number: int) -> None:
    """Serve on the socket of this number until it is closed."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # an interrupt is for the one who started this
    control = socket.socket(fileno=number)
    messages = Connection(os.dup(number))
    workers: list[int] = []
    try:
        sys.path[:] = messages.recv()
        while True:
            what, packed = messages.recv()
            if what == "import":
                _import(packed)
                messages.send(True)
            elif what == "load":
                _load(packed)
                messages.send(True)
            else:
                _, [given], _, _ = socket.recv_fds(control, 1, 1)
                workers = [one for one in workers if not os.waitpid(one, os.WNOHANG)[0]]
                gc.freeze()  # what is shared is not touched by a worker's collector
                worker = os.fork()
                if not worker:
                    messages.close()
                    control.close()
                    _become_worker(given)
                workers.append(worker)
                os.close(given)
                messages.send(True)
    except (EOFError, OSError):
        pass
    finally:
        for one in workers:
            if not os.waitpid(one, os.WNOHANG)[0]:
                os.kill(one, signal.SIGKILL)
                os.waitpid(one, 0)


def _import(name: bytes) -> None:
    with undisturbed(), suppress(Exception):  # whoever needs the module says what is wrong with it
        import_module(name.decode())


def _load(packed: bytes) -> None:
    try:
        with undisturbed():
            function, items = pickle.loads(packed)
            function(items)
    except Exception:  # whoever works on these items says what is wrong with them
        return
    gc.collect()


def _become_worker(given: int) -> None:
    try:
        work(Connection(given))
    finally:
        os._exit(1)


if __name__ == "__main__":
    serve(int(sys.argv[1]))
