"""Whether a window can be opened is found out without a window."""

from __future__ import annotations

import ctypes
import socket
import sys
from pathlib import Path

import pytest

from gdgui.display import PACKAGES, why_no_window

pytestmark = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="elsewhere there is a display")

NOBODY = ":987"  # no X server has that number


@pytest.fixture(autouse=True)
def bare(monkeypatch: pytest.MonkeyPatch) -> None:
    """A Linux session without any display."""
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "XDG_RUNTIME_DIR", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)


def test_a_session_without_a_display_has_none() -> None:
    assert why_no_window() == "there is no display"


@pytest.mark.parametrize("name", ["DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"])
def test_an_empty_variable_is_no_display(monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    monkeypatch.setenv(name, "")
    assert why_no_window() == "there is no display"


def test_a_display_that_does_not_answer_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DISPLAY", NOBODY)
    assert why_no_window() == f"the display {NOBODY} does not answer"


def test_a_wayland_compositor_is_a_display(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path))
    monkeypatch.setenv("WAYLAND_DISPLAY", "wayland-7")
    with socket.socket(socket.AF_UNIX) as compositor:
        compositor.bind(str(tmp_path / "wayland-7"))
        compositor.listen()
        assert why_no_window() == ""


def test_the_name_of_a_wayland_compositor_that_is_gone_is_no_display(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path))
    monkeypatch.setenv("WAYLAND_DISPLAY", "wayland-7")
    assert why_no_window() == "there is no display"


def test_a_socket_that_no_wayland_compositor_listens_to_is_no_display(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path))
    monkeypatch.setenv("WAYLAND_DISPLAY", "wayland-7")
    with socket.socket(socket.AF_UNIX) as compositor:
        compositor.bind(str(tmp_path / "wayland-7"))
    assert why_no_window()


@pytest.mark.parametrize("platform", ["xcb", "wayland", "wayland;xcb", "xcb;wayland"])
def test_a_platform_that_needs_a_display_does_not_make_one(
    monkeypatch: pytest.MonkeyPatch, platform: str
) -> None:
    monkeypatch.setenv("QT_QPA_PLATFORM", platform)
    assert why_no_window() == "there is no display"


@pytest.mark.parametrize("platform", ["wayland", "xcb;wayland"])
def test_a_wayland_compositor_serves_every_list_of_platforms_with_wayland(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, platform: str
) -> None:
    monkeypatch.setenv("QT_QPA_PLATFORM", platform)
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path))
    monkeypatch.setenv("WAYLAND_DISPLAY", "wayland-7")
    with socket.socket(socket.AF_UNIX) as compositor:
        compositor.bind(str(tmp_path / "wayland-7"))
        compositor.listen()
        assert why_no_window() == ""


def test_an_x_display_is_tried_where_wayland_is_only_preferred(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("QT_QPA_PLATFORM", "wayland;xcb")
    monkeypatch.setenv("DISPLAY", NOBODY)
    assert why_no_window() == f"the display {NOBODY} does not answer"


def test_a_platform_of_qt_that_somebody_chose_is_taken(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("QT_QPA_PLATFORM", "offscreen")
    assert why_no_window() == ""


def test_elsewhere_than_on_linux_there_is_always_a_display(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "darwin")
    assert why_no_window() == ""


def test_a_library_that_qt_misses_is_named_with_the_command_that_installs_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def fail(name: str) -> None:
        raise OSError("libxcb-cursor.so.0: cannot open shared object file")

    monkeypatch.setenv("DISPLAY", NOBODY)
    monkeypatch.setattr(ctypes, "CDLL", fail)
    reason = why_no_window()
    assert "libxcb-cursor.so.0" in reason
    assert f"apt install {PACKAGES}" in reason
    assert "libxcb-cursor0" in PACKAGES
    assert "\n" not in reason


def test_a_qt_that_cannot_be_imported_is_no_window(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("QT_QPA_PLATFORM", "offscreen")
    monkeypatch.setitem(sys.modules, "PySide6", None)
    assert why_no_window().startswith("Qt cannot be loaded (")


@pytest.mark.parametrize("wanted", ["nowhere", "nowhere:fontconfig", "xcb;nowhere"])
def test_a_platform_that_qt_does_not_have_is_named(monkeypatch: pytest.MonkeyPatch, wanted: str) -> None:
    monkeypatch.setenv("QT_QPA_PLATFORM", wanted)
    assert why_no_window() == "Qt has no platform 'nowhere' (QT_QPA_PLATFORM)"
