"""A session that is clicked on: a desktop knows what it is and which program opens it."""

from __future__ import annotations

import configparser
import os
import shutil
import subprocess
import sys
from functools import partial
from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QFileOpenEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from gdgui.core import Settings
from gdgui.files.resources import resource
from gdgui.files.session_file import write_session
from gdgui.files.session_names import SUFFIX
from gdgui.ui.start import Application
from gdgui.ui.window import MainWindow

KIND = "application/x-gdgui-session+json"
ASK = """
import sys
from PySide6.QtCore import QMimeDatabase
print(QMimeDatabase().mimeTypeForFile(sys.argv[1]).name())
"""


def test_a_desktop_knows_what_a_session_is_and_that_gdgui_opens_it(tmp_path: Path) -> None:
    packages = tmp_path / "mime" / "packages"
    packages.mkdir(parents=True)
    shutil.copy(resource("desktop/gdgui.xml"), packages)
    session = tmp_path / f"mine{SUFFIX}"
    session.write_text("{}")
    environment = {**os.environ, "XDG_DATA_HOME": str(tmp_path)}
    command = [sys.executable, "-c", ASK, str(session)]
    asked = subprocess.run(command, env=environment, capture_output=True, text=True, check=True)
    assert asked.stdout.strip() == KIND

    entry = configparser.ConfigParser(interpolation=None)
    entry.read(resource("desktop/gdgui.desktop"), encoding="utf-8")
    assert entry["Desktop Entry"]["Exec"] == "gdgui %f"
    assert KIND in entry["Desktop Entry"]["MimeType"].split(";")
    assert resource(f"icons/{entry['Desktop Entry']['Icon']}.svg")


def test_a_file_that_macos_hands_over_is_opened(
    window: MainWindow, qtbot: QtBot, qapp: Application, tmp_path: Path
) -> None:
    path = tmp_path / f"mine{SUFFIX}"
    window.experiment.settings = Settings(epochs=44)
    write_session(path, window.sessions.work().session)
    window.experiment.undo()
    opened = qapp.file_wanted.connect(partial(window.import_export.open_file, asks=False))
    QApplication.sendEvent(qapp, QFileOpenEvent(QUrl.fromLocalFile(str(path))))
    qtbot.waitUntil(lambda: window.sessions.path == path)
    assert window.experiment.settings.epochs == 44
    qapp.file_wanted.disconnect(opened)
