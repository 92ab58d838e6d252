"""The way in: `python -m gdgui`, `main.py` and the command `gdgui`."""

from __future__ import annotations

import gc
import os
import signal
import sys

INTERRUPTED = 130  # the exit status, as a shell has it for Ctrl+C


def main() -> int:
    """Run the program; the exit status. Ctrl+C while it is being loaded ends it without a word."""
    # Not an exception: whoever is just importing something might print it, or go on without.
    signal.signal(signal.SIGINT, lambda *_: os._exit(INTERRUPTED))
    gc.disable()  # what is being loaded stays; `gdgui.app` says how it goes on
    # First, from here: at the end of a long chain of imports, Python 3.11 would ask the system for a piece of
    # stack, and give it back, some 2,000 times while it builds these types.
    import numpy.typing  # noqa: F401

    from gdgui.app import main as run

    signal.signal(signal.SIGINT, signal.default_int_handler)
    return run()


if __name__ == "__main__":
    sys.exit(main())
