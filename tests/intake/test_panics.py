"""Panics of the Rust reader stay off the screen; everything else that is written there arrives."""

from __future__ import annotations

import os

import pytest

from planner.intake.panics import quiet_panics

PANIC = (
    b"\nthread '<unnamed>' (42) panicked at src/xls.rs:1196:40:\n"
    b"range end index 9 out of range for slice of length 4\n"
    b"note: run with `RUST_BACKTRACE=1` environment variable to display a backtrace\n"
)


@pytest.mark.parametrize(
    ("written", "seen"),
    [
        (PANIC, b""),
        (b"avant\n" + PANIC + b"apres\n", b"avant\napres\n"),
        (PANIC + PANIC, b""),
        (b"un avertissement\n", b"un avertissement\n"),
    ],
    ids=["panic", "panic-among-words", "two-panics", "words"],
)
def test_panic_is_kept_off_the_error_stream_and_the_rest_passes(written, seen, capfd):
    with quiet_panics():
        os.write(2, written)
    assert capfd.readouterr().err.encode() == seen


def test_error_stream_comes_back_after_an_exception(capfd):
    with pytest.raises(ValueError, match="lu"), quiet_panics():
        raise ValueError("lu")
    os.write(2, b"de retour\n")
    assert capfd.readouterr().err == "de retour\n"
