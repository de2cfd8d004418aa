"""Being told to stop: Ctrl-C, SIGTERM and SIGHUP treated alike, and never half-way through."""

import contextlib
import signal
import threading
from collections.abc import Iterator
from types import FrameType

SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


@contextlib.contextmanager
def raised_as_keyboard_interrupt() -> Iterator[None]:
    """Inside the block each of the signals raises KeyboardInterrupt, so `finally` clauses run.

    By default SIGTERM and SIGHUP end Python at once, leaving its children behind. An
    ignored SIGHUP stays ignored: that is how `nohup` works.
    """

    def interrupt(_number: int, _frame: FrameType | None) -> None:
        raise KeyboardInterrupt

    wanted = [number for number in SIGNALS if number != signal.SIGHUP or signal.getsignal(number) != signal.SIG_IGN]
    previous = {number: signal.signal(number, interrupt) for number in wanted}
    try:
        yield
    finally:
        for number, action in previous.items():
            signal.signal(number, action)


@contextlib.contextmanager
def deferred() -> Iterator[None]:
    """Inside the block the signals wait; the first one is delivered at its end.

    For starting and stopping a process: interrupted between the start and the note of it,
    the process would be left running. Does nothing outside the main thread, where Python
    delivers no signals.
    """
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    received: list[int] = []

    def note(number: int, _frame: FrameType | None) -> None:
        received.append(number)

    previous = {number: signal.signal(number, note) for number in SIGNALS if signal.getsignal(number) != signal.SIG_IGN}
    try:
        yield
    finally:
        for number, action in previous.items():
            signal.signal(number, action)
        if received:
            signal.raise_signal(received[0])
