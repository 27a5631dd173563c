"""Who is at the screen: the person that the identity provider names; without sign-in, whoever sits on the machine."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

import streamlit as st

from planner.sign_in import SignIn, configured
from planner.store import MACHINE, Act, Actor, Role

# The server makes the first screen ready before anybody comes: it reads, and can change nothing.
PREPARATION = Actor("préparation du premier écran", Role.COUNSELLOR)
_preparing: ContextVar[bool] = ContextVar("preparing", default=False)


def actor() -> Actor:
    """Who acts. Outside a page (a file made for a download) it is nobody: what is handed there takes its actor along.

    Raises:
        UnusableSignIn: the file of sign-in is absent or wrong; nobody then passes.
    """
    asked = sign_in()
    if asked is None:
        return MACHINE
    if _preparing.get():
        return PREPARATION
    return asked.actor(claims(), datetime.datetime.now(datetime.UTC))


def may(act: Act) -> bool:
    """Whether the person may do that: what is not allowed is not offered."""
    return actor().may(act)


def sign_in() -> SignIn | None:
    """How people sign in, None when they do not.

    Raises:
        UnusableSignIn: the file is absent or wrong.
    """
    return configured()


def claims() -> Mapping[str, Any]:
    """What the identity provider says of the person; empty when nobody signed in."""
    return st.user.to_dict()


@contextmanager
def preparing() -> Iterator[None]:
    """What is read in this block, in this thread, is read for the server itself."""
    token = _preparing.set(True)
    try:
        yield
    finally:
        _preparing.reset(token)
