"""The same road without a screen."""

from planner.cli.main import application, main

__all__ = ["application", "main"]
