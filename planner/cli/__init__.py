"""The same road without a screen."""

from planner.cli.main import app, main

__all__ = ["app", "main"]
