"""Texts go through Qt's translation: fields by name, plurals by number; no translation breaks a sentence."""

from __future__ import annotations

import subprocess
import sys
import sysconfig
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QTranslator
from pytestqt.qtbot import QtBot

from gdgui.languages import PseudoTranslator, pseudo
from gdgui.words.translation import tr, tr_n

TRANSLATION = """<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="ru">
<context><name></name>
<message><source>Set {what} of {n}</source><translation>{n}: {what} setzen</translation></message>
<message><source>Bad {what}</source><translation>Schlecht {waht} {</translation></message>
<message numerus="yes"><source>{n} run of {what}</source><comment>{n} runs of {what}</comment>
<translation><numerusform>{n} eins {what}</numerusform><numerusform>{n} wenige {what}</numerusform>
<numerusform>{n} viele {what}</numerusform></translation></message>
</context>
</TS>
"""


@pytest.fixture
def translation(qtbot: QtBot, tmp_path: Path) -> Iterator[None]:
    """A small translation with the three plurals of Russian, made as a translator makes one."""
    source, compiled = tmp_path / "test.ts", tmp_path / "test.qm"
    source.write_text(TRANSLATION, encoding="utf-8")
    lrelease = Path(sysconfig.get_path("scripts")) / "pyside6-lrelease"
    subprocess.run([lrelease, source, "-qm", compiled], check=True, capture_output=True)
    translator = QTranslator()
    assert translator.load(str(compiled))
    QCoreApplication.installTranslator(translator)
    yield
    QCoreApplication.removeTranslator(translator)


def runs(n: int) -> str:
    return tr_n("{n} run of {what}", "{n} runs of {what}", n, what="SGD")


def test_english_needs_no_translation() -> None:
    assert tr("Set {what} of {n}", what="{n}", n=12345) == "Set {n} of 12,345"
    assert [runs(n) for n in (0, 1, 2, 1000)] == [
        "0 runs of SGD",
        "1 run of SGD",
        "2 runs of SGD",
        "1,000 runs of SGD",
    ]


@pytest.mark.usefixtures("translation")
def test_a_translation_may_reorder_fields_and_has_its_own_plurals() -> None:
    assert tr("Set {what} of {n}", what="Rate", n=1) == "1: Rate setzen"
    assert [runs(n) for n in (1, 3, 5, 21)] == [
        "1 eins SGD",
        "3 wenige SGD",
        "5 viele SGD",
        "21 eins SGD",
    ]


@pytest.mark.usefixtures("translation")
def test_a_translation_with_a_wrong_field_gives_way_to_english() -> None:
    assert tr("Bad {what}", what="rate") == "Bad rate"


def test_qt_is_not_loaded_for_a_text() -> None:
    """A run without a window does not pay for translations that it has not."""
    code = "from gdgui.words.translation import tr; import sys; tr('a'); print('PySide6' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
    assert done.stdout == "False\n"


def test_the_pseudo_language_keeps_fields_and_grows(qtbot: QtBot) -> None:
    translator = PseudoTranslator()
    QCoreApplication.installTranslator(translator)
    try:
        assert tr("Set {what}", what="m") == "⟦Šéţ m ļöŕéɱ îþšû⟧"
        assert runs(2).startswith("⟦2 ŕûñš öƒ SGD ")
    finally:
        QCoreApplication.removeTranslator(translator)


@pytest.mark.parametrize("text", ["Run", "A sentence of some length, with a full stop."])
def test_a_pseudo_text_is_about_twice_as_long(text: str) -> None:
    assert 1.7 * len(text) <= len(pseudo(text)) <= 2.2 * len(text) + 3
    assert not set(pseudo(text)) & set("RunAsetcwh")


def test_what_has_no_letters_stays() -> None:
    assert pseudo("–") == "–"
