"""Every text that a person reads is made in gdgui/words; this looks for those that are not."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

GDGUI = Path(__file__).parents[2] / "gdgui"

# Calls that show a text: no plain one may be handed to them, however short.
SHOWS = {
    *("QLabel", "QPushButton", "QCheckBox", "QRadioButton", "QGroupBox", "QAction", "QMenu", "QDockWidget"),
    *("setText", "setPlainText", "setHtml", "setToolTip", "setStatusTip", "setWhatsThis", "setWindowTitle"),
    *("setAccessibleName", "setAccessibleDescription", "setPlaceholderText", "setTitle", "setIconText"),
    *("setLabelText", "setSuffix", "setPrefix", "setSpecialValueText", "addRow", "addMenu", "addAction"),
    *("addItem", "addItems", "addTab", "showMessage", "drawText", "say", "complain", "offer"),
    *("print", "QUndoCommand", "emit"),
}
# Names of things, not words: of axes and coefficients, in the language of mathematics.
SYMBOLS = {"x", "y", "m", "b", "&x", "&y", "ŷ", "y − ŷ", "(y − ŷ)²", "GD", "SGD", "MSE", "–"}
# Texts for programs, and for whoever programs.
NOT_FOR_PEOPLE = {
    "Fusion",  # a style of Qt
    "PNG",
    "STIX Two Math",  # a font
    "two groups",  # a key of Distribution
    "lfd. nr.",  # looked for in files
    "unnamed: 0",
    "# The next line names the columns.",  # written into files, and looked for there
    "gdgui {}",  # name and version
    *("Title", "Description"),  # keywords of PNG
    "lorem ipsum dolor sit amet consectetur adipiscing elit ",  # of the pseudo-language
}
PROGRAMMERS_ERRORS = ("ValueError", "IndexError", "TypeError", "FileNotFoundError")
# These may raise them in plain words.
FOR_PROGRAMMERS = ("core", "experiment/view_options.py", "files/resources.py")
# What a script calls is in plain words altogether.
LESSON = ("__init__.py", "api.py", "core/arguments.py", "core/dataset.py", "core/reference.py")
# This one writes Python.
WRITES_CODE = ("files/python_code.py",)
# And this one speaks to Qt.
STYLE_SHEET = ("ui/theme/stylesheet.py",)
OPTION = re.compile(r"--[a-z-]+( \S+)*")
MARKUP = re.compile(r"<[^>]*>|&\w+;")
KEYS = re.compile(r"((Ctrl|Shift|Alt)\+)*(F\d+|\w|Delete|Return|Home|End)|(Ctrl|Shift|Alt)\+(Shift\+)?")
LABEL = re.compile(r"&?[A-ZÄÖÜ][a-zäöü]+|.*&[A-Za-z].*|.*[a-z]…", re.DOTALL)
SENTENCE = re.compile(r".*[A-Za-z]{2,}[,.;:!?]?\s+[(“„]?[A-Za-z{].*|.*[)}”]\s+[A-Za-z]{2,}.*", re.DOTALL)


def texts_outside(source: str, for_programmers: bool = False) -> Iterator[tuple[int, str]]:
    """Line and text of what looks like words for people; errors of Python may speak to programmers."""
    tree = ast.parse(source)
    passed_over = set(_passed_over(tree, for_programmers))
    shown = {id(each) for call in ast.walk(tree) for each in _shown_by(call)}
    for node in (each for each in ast.walk(tree) if isinstance(each, ast.expr)):
        if id(node) not in passed_over and (text := _text(node)) and text not in NOT_FOR_PEOPLE | SYMBOLS:
            words = re.sub(r"\{\}", "", text) if id(node) in shown else ""
            if any(map(str.isalpha, words)) or (not KEYS.fullmatch(text) and _looks_like_words(text)):
                yield node.lineno, text


def _looks_like_words(text: str) -> bool:
    text = MARKUP.sub("", text)
    return not OPTION.fullmatch(text) and bool(LABEL.fullmatch(text) or SENTENCE.fullmatch(text))


def _text(node: ast.AST) -> str:
    if isinstance(node, ast.JoinedStr):
        return "".join(str(part.value) if isinstance(part, ast.Constant) else "{}" for part in node.values)
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else ""


def _shown_by(call: ast.AST) -> Iterator[ast.AST]:
    if isinstance(call, ast.Call):
        name = getattr(call.func, "attr", getattr(call.func, "id", ""))
        if name in SHOWS:
            arguments = [*call.args, *(keyword.value for keyword in call.keywords)]
            for each in arguments:
                yield from (each.body, each.orelse) if isinstance(each, ast.IfExp) else (each,)


def _passed_over(tree: ast.AST, for_programmers: bool) -> Iterator[int]:
    """Docstrings, patterns, names exported, the parts of f-strings; errors where meant."""
    for node in ast.walk(tree):
        inner: list[ast.AST] = []
        match node:
            case ast.Expr(value=ast.Constant()):
                inner = [node.value]
            case ast.JoinedStr():
                inner = [each for part in node.values for each in ast.walk(part)]
            case ast.FormattedValue(format_spec=ast.JoinedStr() as spec):
                inner = [spec]
            case ast.Call(func=ast.Attribute(value=ast.Name(id="re"))):
                inner = [each for argument in node.args for each in ast.walk(argument)]
            case ast.Call(func=ast.Attribute(attr="setObjectName" | "getAxis") | ast.Name(id="getattr")):
                inner = [each for argument in node.args for each in ast.walk(argument)]
            case ast.Call(func=ast.Attribute(value=ast.Name(id="LOG" | "qt"))):  # the debug log
                inner = [each for argument in node.args for each in ast.walk(argument)]
            case ast.Call(func=ast.Name(id="Algorithm")):  # whose names words/algorithms.py translates
                inner = [keyword.value for keyword in node.keywords]
            case ast.Assign(targets=[ast.Name(id="__all__" | "PACKAGES" | "FORMAT")]):
                inner = list(ast.walk(node.value))
            case ast.Raise(exc=ast.Call(func=ast.Name(id=name))) if name in PROGRAMMERS_ERRORS:
                inner = list(ast.walk(node)) if for_programmers else []
            case ast.Call(func=ast.Attribute(value=ast.Call(func=ast.Name(id="super")), attr="__init__")):
                inner = list(ast.walk(node)) if for_programmers else []
        yield from map(id, inner)


def _modules() -> list[Path]:
    modules = (each.relative_to(GDGUI) for each in sorted(GDGUI.rglob("*.py")))
    return [
        each
        for each in modules
        if each.parent.name != "words" and each.as_posix() not in LESSON + STYLE_SHEET + WRITES_CODE
    ]


@pytest.mark.parametrize("path", _modules(), ids=str)
def test_no_text_for_people_stands_outside_words(path: Path) -> None:
    source = (GDGUI / path).read_text(encoding="utf-8")
    assert list(texts_outside(source, path.as_posix().startswith(FOR_PROGRAMMERS))) == []


@pytest.mark.parametrize(
    "bypass",
    [
        'label = QLabel("to")',
        'self.label.setText("left out" if gone else words.here())',
        'self.setToolTip(f"{n} selected")',
        'button.setAccessibleName("Legend")',
        'COLUMNS = ("Slope m", "Outcome")',
        'TITLE = "gdgui – gradient descent made visible"',
        'raise TableError("is not a table")',
        'raise ValueError(f"Takes a number, not {value}.")',
        'words = f"{n:,} points"',
        'say("Nothing was pasted.")',
        'self._action("&Open", [])',
        'text = "Generate…"',
        'menu.addAction("fit")',
        'painter.drawText(rect, flags, "epoch")',
        'return "stable" and "the line is above"',
    ],
)
def test_a_text_that_bypasses_words_is_found(bypass: str) -> None:
    source = f'"""A module."""\n\ndef f():\n    """Does it."""\n    {bypass.replace("return ", "x = ")}\n'
    assert len(list(texts_outside(source))) >= 1


def test_what_is_no_text_is_not_found() -> None:
    source = '''"""A module of its own."""
KEYS = ["Ctrl+Shift+Z", "F6", "Delete"]
pattern = re.compile(r"no points at all")
label.setObjectName("Points of Interest")
label.setText(words.points())
kind = "learning_rate"
'''
    assert list(texts_outside(source)) == []
