"""What a worker does: it takes batches as they are sent and sends back what came of each."""

import os
import pickle
import queue
import threading
from multiprocessing.connection import Connection

from firsthand.engine.running import run_batch
from firsthand.model.undisturbed import undisturbed

# What a worker, or the server it is forked from, may be started with: one thread each, since there are
# as many workers as processors, and since a process that has threads cannot be forked.
ONE_THREAD = dict.fromkeys(
    (
        "OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "BLIS_NUM_THREADS",
        "VECLIB_MAXIMUM_THREADS", "NUMEXPR_NUM_THREADS", "RAYON_NUM_THREADS",
    ),
    "1",
)  # fmt: skip


def work(connection: Connection) -> None:
    """Run what is sent until the sender closes or is gone.

    A message is (number, function and batch, pickled); the answer (number, outcomes). What is sent while a
    batch runs is taken in at once, so that a sender never waits for a worker that waits for it.
    """
    inbox: queue.SimpleQueue[bytes] = queue.SimpleQueue()
    threading.Thread(target=_receive, args=(connection, inbox), daemon=True).start()
    while True:
        number, packed = pickle.loads(inbox.get())
        connection.send_bytes(_answer(number, packed))


def _receive(connection: Connection, inbox: "queue.SimpleQueue[bytes]") -> None:
    while True:
        try:
            inbox.put(connection.recv_bytes())
        except (EOFError, OSError):
            os._exit(0)  # nobody is left who wants the result, however far it is


def _answer(number: int, packed: bytes) -> bytes:
    try:
        with undisturbed():
            function, batch = pickle.loads(packed)
    except Exception as error:
        return pickle.dumps((number, _portable(error)), pickle.HIGHEST_PROTOCOL)
    outcomes = run_batch(function, batch)
    try:
        return pickle.dumps((number, outcomes), pickle.HIGHEST_PROTOCOL)
    except Exception:
        return pickle.dumps((number, [_portable(one) for one in outcomes]), pickle.HIGHEST_PROTOCOL)


def _portable(outcome: object) -> object:
    """Return an outcome as it can be sent: what cannot be pickled as an error that says so."""
    try:
        pickle.loads(pickle.dumps(outcome))
    except Exception as error:
        kind = type(outcome).__name__
        return RuntimeError(f"{kind}: {outcome}" if isinstance(outcome, BaseException) else str(error))
    return outcome
