"""The only place that knows everything."""

from __future__ import annotations


def main() -> int:
    """Run the program."""
    return 0
