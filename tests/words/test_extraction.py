"""What pyside6-lupdate finds is all that the program wants translated, and nothing that never matches."""

from __future__ import annotations

import ast
import re
import subprocess
import sysconfig
import xml.etree.ElementTree as ElementTree
from collections.abc import Iterator
from pathlib import Path

import pytest

from gdgui.core.algorithms import ALGORITHMS
from gdgui.words.algorithms import NAMES

WORDS = Path(__file__).parents[2] / "gdgui" / "words"
CALLS = {"tr": 1, "tr_n": 2, "marked": 1}  # and how many texts they take


def calls() -> Iterator[tuple[str, ast.Call]]:
    """Every call of `tr`, `tr_n` or `marked`, and where it is."""
    for path in sorted(WORDS.glob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") in CALLS:
                yield f"{path.name}:{node.lineno}", node


def literals(call: ast.Call) -> tuple[str, ...]:
    """The texts of a call, where they are literals."""
    name = getattr(call.func, "id", "")
    return tuple(
        each.value
        for each in call.args[: CALLS[name]]
        if isinstance(each, ast.Constant) and isinstance(each.value, str)
    )


@pytest.fixture(scope="module")
def extracted(tmp_path_factory: pytest.TempPathFactory) -> set[tuple[str, ...]]:
    """Sources, with their plurals, as a translator gets them by the command in CONTRIBUTING.md."""
    file = tmp_path_factory.mktemp("translation") / "gdgui_xx.ts"
    lupdate = Path(sysconfig.get_path("scripts")) / "pyside6-lupdate"
    aliases = ["-tr-function-alias", "tr+=tr_n,tr+=marked"]
    sources = sorted(map(str, WORDS.glob("*.py")))
    subprocess.run([lupdate, *aliases, *sources, "-ts", file], check=True, capture_output=True)
    root = ElementTree.parse(file).getroot()
    assert [context.findtext("name") for context in root.iter("context")] == [""]
    found: set[tuple[str, ...]] = set()
    for message in root.iter("message"):
        one, many = message.findtext("source") or "", message.findtext("comment")
        assert (message.get("numerus") == "yes") == (many is not None), one  # a plural, as such
        found.add((one, many) if many is not None else (one,))
    return found


def test_every_text_is_extracted(extracted: set[tuple[str, ...]]) -> None:
    asked = {literals(call) for _, call in calls()} - {()}
    assert len(asked) > 300
    assert extracted == asked


def test_no_text_is_put_together_before_it_is_translated() -> None:
    """Such a text is extracted, if at all, as one that never occurs."""
    for where, call in calls():
        for text in call.args[:1]:
            parts = list(ast.walk(text))
            assert not any(isinstance(each, ast.JoinedStr | ast.BinOp | ast.IfExp) for each in parts), where


def test_every_field_is_filled_in() -> None:
    for where, call in calls():
        names = {each.arg for each in call.keywords}
        if None in names or getattr(call.func, "id", "") == "marked":
            continue
        for text in literals(call):
            known = {"n", *names} if len(literals(call)) == 2 else names
            assert set(re.findall(r"\{(\w+)\}", text)) <= known, where
            assert set(re.findall(r"\{(.*?)\}", text)) == set(re.findall(r"\{(\w+)\}", text)), where


def test_the_names_of_all_algorithms_are_marked() -> None:
    named = {name for each in ALGORITHMS.values() for name in (each.name, each.label)}
    assert named <= set(NAMES)
