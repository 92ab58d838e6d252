"""A screen to paint on: an X server of our own where Xvfb is installed, else Qt's offscreen platform."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from PySide6.QtWidgets import QApplication

from gdgui.display import why_no_window
from tests.benchmarks.measure import HEADER

SCREEN = "1600x900x24"  # four fifths of it are 1280x720: the size at which gdgui's window opens


@pytest.fixture(scope="session")
def platform() -> Iterator[str]:
    """The name of Qt's platform plugin; the environment leads this process and its children there."""
    with pytest.MonkeyPatch.context() as environment, _x_server() as display:
        environment.delenv("WAYLAND_DISPLAY", raising=False)
        environment.delenv("QT_QPA_PLATFORM", raising=False)
        environment.setenv("DISPLAY", display)
        name = "offscreen" if why_no_window() else "xcb"
        if name == "offscreen":
            environment.setenv("QT_QPA_PLATFORM", name)
        print(f"\nOn the platform {name!r}, {os.cpu_count()} cores.{HEADER}", end="")
        yield name


@pytest.fixture(scope="session")
def qapp_args(platform: str) -> list[str]:
    """pytest-qt makes its QApplication from these."""
    return ["gdgui", "-platform", platform]


@pytest.fixture(scope="session")
def qapp(qapp: QApplication) -> Iterator[QApplication]:
    """pytest-qt's QApplication; it must go before its X server does."""
    yield qapp
    qapp.shutdown()


@contextmanager
def _x_server() -> Iterator[str]:
    """The display of a new X server; empty where there is none."""
    program = shutil.which("Xvfb")
    if program is None:
        yield ""
        return
    read_end, write_end = os.pipe()
    command = [program, "-displayfd", str(write_end), "-screen", "0", SCREEN, "-nolisten", "tcp"]
    with subprocess.Popen(command, pass_fds=[write_end], stderr=subprocess.DEVNULL) as server:
        os.close(write_end)
        try:
            with os.fdopen(read_end) as answer:
                yield f":{answer.readline().strip()}"
        finally:
            server.terminate()
