"""gdgui as a program of its own, in a real X window."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from tests.conftest import with_hints_seen
from tests.window.screen import PATIENCE, Screen, Window
from tests.window.sights import line

ROOT = Path(__file__).parents[2]
NEEDED = ("Xvfb", "xdotool")

OpenWindow = Callable[..., Window]


@pytest.fixture(scope="session")
def screen(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Screen]:
    """An X server of our own, with nothing on it."""
    missing = [tool for tool in NEEDED if shutil.which(tool) is None]
    if missing:
        excuse = f"no real window without {' and '.join(missing)}: apt install xvfb xdotool"
        if os.environ.get("CI"):
            pytest.fail(excuse)
        pytest.skip(excuse)
    folder = tmp_path_factory.mktemp("screen")
    reader, writer = os.pipe()
    command = ["Xvfb", "-displayfd", str(writer), "-screen", "0", "1280x720x24", "-fbdir", str(folder)]
    command += ["-nocursor", "-noreset", "-nolisten", "tcp"]
    with (
        (folder / "complaints").open("w+") as complaints,
        subprocess.Popen(command, pass_fds=[writer], stderr=complaints) as server,
        os.fdopen(reader) as numbers,
    ):
        os.close(writer)
        try:
            number = numbers.readline().strip()
            assert number, (folder / "complaints").read_text()
            yield Screen(f":{number}", folder / "Xvfb_screen0")
        finally:
            server.terminate()


@pytest.fixture
def open_window(screen: Screen, tmp_path_factory: pytest.TempPathFactory) -> Iterator[OpenWindow]:
    """Starts the program with these arguments; when the test is over it must not have printed anything.

    `told=False` leaves it to the program and to Qt to find out that this is X. `settings` is where it keeps
    things from one start to the next.
    """
    with ExitStack() as programs:

        def open_window(*arguments: object, told: bool = True, settings: Path | None = None) -> Window:
            settings = settings or with_hints_seen(tmp_path_factory.mktemp("settings"))
            program = programs.enter_context(_start([*map(str, arguments)], screen, told, settings))
            programs.callback(_end, program)
            return _when_painted(program, screen)

        yield open_window


def _start(arguments: list[str], screen: Screen, told: bool, settings: Path) -> subprocess.Popen[str]:
    decided = ("WAYLAND_DISPLAY", "QT_", "XDG_SESSION_TYPE")
    environment = {name: value for name, value in os.environ.items() if not name.startswith(decided)}
    environment["DISPLAY"] = screen.display
    environment["XDG_CONFIG_HOME"] = environment["XDG_DATA_HOME"] = str(settings)
    if told:
        environment["QT_QPA_PLATFORM"] = "xcb"
    return subprocess.Popen(
        [sys.executable, "main.py", *arguments],
        cwd=ROOT,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )


def _end(program: subprocess.Popen[str]) -> None:
    assert program.stdout is not None
    if program.stdout.closed:  # the test has seen to that
        return
    program.kill()
    printed, _ = program.communicate()
    assert printed == ""


def _when_painted(program: subprocess.Popen[str], screen: Screen) -> Window:
    """The window once it is there to be seen and has the focus, which no window manager gives it."""
    begun = time.monotonic()
    while not (number := screen.window("gdgui")):
        assert program.poll() is None, f"gdgui ended with {program.poll()}"
        assert time.monotonic() < begun + PATIENCE, "no window came up"
        time.sleep(0.02)
    screen.act("mousemove", 1, 1, "windowfocus", number)
    window = Window(program, screen, number, slowness=1.0)
    window.wait_until(lambda picture: np.any(line(picture)))
    taken = time.monotonic() - begun
    window.wait_until_still(lambda picture: np.any(line(picture)))
    return replace(window, slowness=max(1.0, taken / _processor_seconds(program.pid)))


def _processor_seconds(pid: int) -> float:
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")  # of the user and of the system
