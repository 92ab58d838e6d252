"""Whether a window can be opened here: asked before Qt is, which would abort the process."""

from __future__ import annotations

import ctypes
import os
import sys
from pathlib import Path

from gdgui.words import terminal as words

PACKAGES = (
    "libegl1 libgl1 libglib2.0-0 libfontconfig1 libxkbcommon0 libx11-6 libdbus-1-3 libxcb-cursor0"
    " libxkbcommon-x11-0 libx11-xcb1 libxcb-icccm4 libxcb-keysyms1 libxcb-randr0 libxcb-shape0 libxcb-xkb1"
    " libxcb-xfixes0"
)
"""What a bare Debian or Ubuntu needs for Qt to open a window."""


def why_no_window() -> str:
    """A sentence that says why no window can be opened; empty where it can."""
    if not sys.platform.startswith("linux"):
        return ""
    try:
        from PySide6 import QtGui, QtWidgets  # noqa: F401  # libraries may be missing
    except ImportError as error:
        return _missing(error)
    wanted = os.environ.get("QT_QPA_PLATFORM") or "wayland;xcb"
    reasons = [_why_not(platform) for platform in wanted.split(";")]  # Qt takes the first that works
    return "" if "" in reasons else reasons[-1]


def _why_not(platform: str) -> str:
    """Why this platform of Qt cannot show a window; one that needs no display always can."""
    if platform.startswith("wayland"):
        return "" if _wayland_answers() else words.no_display()
    if platform.startswith("xcb"):
        return _why_no_x11() if os.environ.get("DISPLAY") else words.no_display()
    name = platform.partition(":")[0]  # the rest is for the plugin
    return "" if _plugin(name).exists() else words.no_platform(repr(name))


def _wayland_answers() -> bool:
    name = os.environ.get("WAYLAND_DISPLAY")
    if not name:
        return False
    import socket  # only where there is something to call

    try:
        with socket.socket(socket.AF_UNIX) as compositor:
            compositor.connect(str(Path(os.environ.get("XDG_RUNTIME_DIR", "/")) / name))
    except OSError:
        return False
    return True


def _why_no_x11() -> str:
    """Load Qt's X11 plugin and knock at the display, as Qt is about to do."""
    try:
        ctypes.CDLL(str(_plugin("xcb")))
        xcb = ctypes.CDLL("libxcb.so.1")
    except OSError as error:
        return _missing(error)
    xcb.xcb_connect.restype = ctypes.c_void_p
    connection = ctypes.c_void_p(xcb.xcb_connect(None, None))
    refused = xcb.xcb_connection_has_error(connection)
    xcb.xcb_disconnect(connection)
    return words.display_is_silent(os.environ["DISPLAY"]) if refused else ""


def _plugin(platform: str) -> Path:
    from PySide6.QtCore import QLibraryInfo

    plugins = Path(QLibraryInfo.path(QLibraryInfo.LibraryPath.PluginsPath))
    return plugins / "platforms" / f"libq{platform}.so"


def _missing(error: Exception) -> str:
    return words.qt_is_missing(str(error), PACKAGES)
