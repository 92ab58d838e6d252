"""How modules are imported once PySide6 is loaded."""

from __future__ import annotations

import builtins


def import_without_features() -> None:
    """Take PySide6's hook for `__feature__`, which nothing here uses, out of the import statement.

    After each module it reads and tokenizes the source, to see whether that names PySide6: at a start some
    300 files. What the hook calls in its turn, and PySide6 keeps beside it, does everything else.
    """
    import PySide6.QtCore  # noqa: F401  # which puts it there, and would do so later

    builtins.__import__ = getattr(builtins, "__orig_import__", builtins.__import__)
