"""Another language: switched on by --language, before the first text is shown."""

from __future__ import annotations

import subprocess
import sys
import sysconfig
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, Qt, QTranslator
from PySide6.QtWidgets import QApplication

from gdgui.languages import PSEUDO_RTL, install
from gdgui.words import status

ROOT = Path(__file__).parent.parent
HEBREW = """<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="he"><context><name></name>
<message><source>Press Run to train, or click on the plot to add points.</source>
<translation>לחצו על הפעלה</translation></message></context></TS>
"""


@pytest.fixture(autouse=True)
def in_english_again(qapp: QApplication) -> Iterator[None]:
    yield
    for translator in qapp.findChildren(QTranslator):
        QCoreApplication.removeTranslator(translator)
        translator.deleteLater()
    qapp.setLayoutDirection(Qt.LayoutDirection.LeftToRight)


def headless(*arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "main.py", "--headless", *arguments]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)


def test_a_translation_is_a_file_and_says_which_way_it_is_read(qapp: QApplication, tmp_path: Path) -> None:
    source, compiled = tmp_path / "gdgui_he.ts", tmp_path / "gdgui_he.qm"
    source.write_text(HEBREW, encoding="utf-8")
    lrelease = Path(sysconfig.get_path("scripts")) / "pyside6-lrelease"
    subprocess.run([lrelease, source, "-qm", compiled], check=True, capture_output=True)
    assert install(str(compiled))
    assert status.welcome() == "לחצו על הפעלה"
    assert status.no_points() == "There are no points to fit: click on the plot to add some."
    assert qapp.layoutDirection() == Qt.LayoutDirection.RightToLeft


def test_the_pseudo_language_can_be_read_from_right_to_left(qapp: QApplication) -> None:
    assert install(PSEUDO_RTL)
    assert status.welcome().startswith("⟦Þŕéšš Ŕûñ ţö ţŕåîñ")
    assert qapp.layoutDirection() == Qt.LayoutDirection.RightToLeft


def test_what_is_no_translation_is_refused(tmp_path: Path) -> None:
    assert not install(str(tmp_path / "absent.qm"))
    assert status.welcome() == "Press Run to train, or click on the plot to add points."


def test_the_command_line_takes_a_language() -> None:
    done = headless("--language", "pseudo")
    assert done.returncode == 0
    assert "⟦Ƒîñîšĥéð ⟦10 éþöçĥš" in done.stdout
    assert "epochs" not in done.stdout


def test_without_a_translation_the_command_line_says_so_and_goes_on_in_english() -> None:
    done = headless("--language", "absent.qm")
    assert done.returncode == 0
    assert done.stderr == (
        "gdgui: --language: absent.qm is no translation; there are pseudo, pseudo-rtl and files .qm.\n"
    )
    assert "Finished 10 epochs." in done.stdout
