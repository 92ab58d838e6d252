"""Languages to switch on: a translation, or a pseudo-language that shows which texts have none."""

from __future__ import annotations

import re

from PySide6.QtCore import QCoreApplication, QLocale, Qt, QTranslator
from PySide6.QtGui import QGuiApplication

PSEUDO, PSEUDO_RTL = "pseudo", "pseudo-rtl"

_ACCENTS = str.maketrans(
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz",
    "ÅƁÇÐÉƑĜĤÎĴĶĻṀÑÖÞǪŔŠŢÛṼŴẊÝŽåƀçðéƒĝĥîĵķļɱñöþǫŕšţûṽŵẋýž",
)
_NOT_WORDS = re.compile(r"\{\w+\}|%L?\w|<[^>]*>|&\w+;|\(\*[^)]*\)|\n")
_PADDING = "lorem ipsum dolor sit amet consectetur adipiscing elit "


class PseudoTranslator(QTranslator):
    """English, accented, twice as long, in ⟦brackets⟧; fields, tags and names of keys as they are."""

    def isEmpty(self) -> bool:  # noqa: N802
        """Never: Qt leaves an empty translator out."""
        return False

    def translate(self, context: str, text: str, comment: str | None = None, n: int = -1) -> str:
        """The text, or the plural in `comment`, as `tr_n` gives it."""
        if context in ("QShortcut", "QGuiApplication"):  # keys, and the direction of the language
            return None  # type: ignore[return-value]  # no translation; "" would be one
        return pseudo(comment if n >= 0 and n != 1 and comment else text)


def pseudo(text: str) -> str:
    """“Run” is “⟦Ŕûñ ļöŕ⟧”."""
    if not any(letter.isalpha() for letter in text):
        return text
    accented, at = "", 0
    for kept in _NOT_WORDS.finditer(text):
        accented += text[at : kept.start()].translate(_ACCENTS) + kept[0]
        at = kept.end()
    more = (_PADDING * (len(text) // len(_PADDING) + 1))[: len(text)].strip()
    return f"⟦{accented}{text[at:].translate(_ACCENTS)} {more.translate(_ACCENTS)}⟧"


def install(language: str) -> bool:
    """Switch on a pseudo-language, or the translation in a file .qm; whether there is one.

    Call it before the first text is shown, with a Qt application there.
    """
    application = QCoreApplication.instance()
    assert application is not None
    if language in (PSEUDO, PSEUDO_RTL):
        translator: QTranslator = PseudoTranslator(application)
        is_rtl = language == PSEUDO_RTL
    else:
        translator = QTranslator(application)
        if not translator.load(language):
            return False
        is_rtl = QLocale(translator.language()).textDirection() == Qt.LayoutDirection.RightToLeft
    QCoreApplication.installTranslator(translator)
    if is_rtl and isinstance(application, QGuiApplication):
        application.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    return True
