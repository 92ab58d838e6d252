"""The pages of the derivation, from their files."""

from __future__ import annotations

from gdgui.files.lesson_file import LONGEST_TEXT, LONGEST_TITLE
from gdgui.files.markup import read_markup
from gdgui.files.resources import resources_in
from gdgui.files.setting_table import read_plot, read_setting
from gdgui.files.toml_table import parse_table, read_bytes
from gdgui.lessons.lesson import GuidePage


def guide() -> tuple[GuidePage, ...]:
    """All pages, in the order of the names of their files."""
    return tuple(parse_page(read_bytes(path), path.stem) for path in resources_in("guide", ".toml"))


def parse_page(content: bytes, name: str) -> GuidePage:
    """The page in the bytes of a file of this name. Raises LessonFileError, always with a line."""
    table = parse_table(content)
    table.only(("title", "text", "plot", "show"))
    return GuidePage(
        name=name,
        title=table.text("title", LONGEST_TITLE),
        text=read_markup(table, "text", LONGEST_TEXT),
        show=read_setting(table.table("show")),
        plot=read_plot(table),
    )
