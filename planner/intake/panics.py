"""Panics of a reader written in Rust: the sentence is ours, the noise stays off the user's screen.

On a mangled file calamine may panic. Python sees an exception, but Rust has already written
« thread '…' panicked at … » on the process's error stream, past ``sys.stderr``.
"""

from __future__ import annotations

import os
import re
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager

# What Rust writes: the place, the message, and how to get a trace.
_PANIC = re.compile(
    rb"\n?thread '[^']*'[^\n]* panicked at [^\n]*\n(?:[^\n]*\n)*?note: run with `RUST_BACKTRACE[^\n]*\n"
)
_STDERR = 2
# One diversion at a time: two threads would otherwise put back each other's stream.
_LOCK = threading.Lock()


@contextmanager
def quiet_panics() -> Iterator[None]:
    """Keep the panics of the block off the error stream; whatever else was written there is passed on."""
    with _LOCK, tempfile.TemporaryFile() as diverted:
        kept = os.dup(_STDERR)
        os.dup2(diverted.fileno(), _STDERR)
        try:
            yield
        finally:
            os.dup2(kept, _STDERR)
            os.close(kept)
            diverted.seek(0)
            if rest := _PANIC.sub(b"", diverted.read()):
                os.write(_STDERR, rest)


def is_panic(error: BaseException) -> bool:
    """True for what Python sees of a Rust panic, which derives from BaseException."""
    return type(error).__name__ == "PanicException"
