"""One hand for all of Qt's own widgets: what a palette cannot say.

The ring around what has the keyboard is two pixels wide and shifts nothing: without it there is a border
of one pixel, and one more of padding. A button may have a `role`: "primary" for the one thing to press,
"segment" for a side of a choice (with `side` "first" or "last" at the ends), "flat" in the title of a
plot, "chip" for a small round one. A QFrame with `card` lies on the window as a card, a widget that `floats`
over the picture.
"""

from __future__ import annotations

from PySide6.QtGui import QGuiApplication

from gdgui.files.resources import resource
from gdgui.ui.theme.scales import Scale
from gdgui.ui.theme.style import Style
from gdgui.ui.theme.themes import Theme

BUTTONS = ("QPushButton", "QToolButton")
FIELDS = ("QLineEdit", "QAbstractSpinBox", "QComboBox")
SMALL = 0.88  # the numbers of a wide table, in the letters of controls
LISTS = ("QAbstractItemView", "QTextEdit", "QPlainTextEdit")
RINGED = (*BUTTONS, *FIELDS, *LISTS, "QCheckBox", "QRadioButton", "QSlider", "QTabBar", "QScrollArea#reading")


def stylesheet(style: Style) -> str:
    """The style sheet of a window and of all its dialogs."""
    parts = (_frames, _buttons, _fields, _switches, _sliders, _menus, _lists, _rings)
    return "\n".join(part(style.scale, style.theme) for part in parts)


def _each(widgets: tuple[str, ...], state: str = "") -> str:
    """A selector of all these widgets in a state."""
    return ", ".join(f"{widget}{state}" for widget in widgets)


def _picture(name: str, theme: Theme, on_accent: bool = False) -> str:
    """One of the small pictures that exist in light and in dark ink."""
    light = theme.is_dark if not on_accent else theme.on_accent > "#888888"
    path = resource(f"icons/{name}-{'light' if light else 'dark'}.svg").as_posix()
    return f'url("{path}")'


def _radius(scale: Scale) -> int:
    return round(scale.target / 5)


def _low(scale: Scale) -> int:
    """Height of what stands in the title of a plot."""
    return max(24, round(scale.target * 6 / 7))


def _rounded(at_the_end: bool, radius: int) -> str:
    """Round corners at the begin or at the end of a row; Qt mirrors none where one reads from the right."""
    side = "right" if at_the_end == QGuiApplication.isLeftToRight() else "left"
    return f"border-top-{side}-radius: {radius}px; border-bottom-{side}-radius: {radius}px;"


def _frames(scale: Scale, theme: Theme) -> str:
    gap = round(scale.gap)
    return f"""
    QWidget {{ font-size: {round(scale.controls)}px; }}
    QMainWindow, QDialog {{ background: {theme.window}; }}
    QLabel#status {{ font-size: {round(scale.text)}px; }}
    QLabel#hint {{
        background: {theme.tint}; color: {theme.on_tint}; border: 1px solid {theme.line};
        border-radius: {_radius(scale)}px; padding: {gap // 2}px {gap}px;
    }}
    QLabel#fieldHint {{ color: {theme.error}; }}
    #explainPage, #explainPanel {{ background: {theme.card}; }}
    QLabel#stepSentence {{
        background: {theme.window}; color: {theme.text}; padding: {gap}px; border-radius: {gap}px;
    }}
    QLabel#stepNotes, QLabel#explainInstead {{ color: {theme.text}; }}
    #stepTable, #stepTable QHeaderView {{ font-size: {scale.control_font(SMALL).pixelSize()}px; }}
    QFrame[card="true"], QWidget[floats="true"] {{
        background: {theme.card}; border: 1px solid {theme.card_border}; border-radius: {gap // 2}px;
    }}
    QScrollArea[floats="true"] {{ background: {theme.window}; }}
    QScrollArea#reading {{ border: 1px solid transparent; padding: 1px; }}
    QWidget#readingPage {{ background: {theme.card}; }}
    QFrame#taskBox {{ background: {theme.window}; border-radius: {gap}px; }}
    QSplitter::handle {{ background: transparent; }}
    QSplitter::handle:hover {{ background: {theme.groove}; }}
    QSplitter::handle:horizontal {{ width: {gap}px; }}
    QSplitter::handle:vertical {{ height: {gap}px; }}
    QDockWidget::title {{ background: {theme.window}; padding: {gap // 2}px; }}
    QToolTip {{
        color: {theme.text}; background: {theme.card}; border: 1px solid {theme.border}; padding: 3px;
    }}
    QProgressBar {{
        border: 1px solid {theme.groove}; border-radius: {gap // 2}px; background: {theme.field};
        color: {theme.text}; text-align: right; margin-right: {round(4 * scale.controls)}px;
    }}
    QProgressBar::chunk {{ background: {theme.groove_done}; }}
    """


def _buttons(scale: Scale, theme: Theme) -> str:
    target, gap, low = round(scale.target), round(scale.gap), _low(scale)
    return f"""
    {_each(BUTTONS)} {{
        min-height: {target - 4}px; padding: 1px {gap}px;
        border: 1px solid {theme.border}; border-radius: {_radius(scale)}px;
        background: {theme.field}; color: {theme.text}; icon-size: {scale.icon}px;
    }}
    {_each(BUTTONS, ":hover")} {{ background: {theme.hover}; }}
    {_each(BUTTONS, ":pressed")}, {_each(BUTTONS, ":checked")} {{
        background: {theme.tint}; color: {theme.on_tint}; border-color: {theme.line};
    }}
    QPushButton[role="flat"], QToolButton[role="flat"] {{
        min-height: {low - 4}px;
    }}
    QPushButton[role="flat"]:!checked, QToolButton[role="flat"]:!checked {{
        border-color: {theme.card}; background: {theme.card}; color: {theme.faint_text};
    }}
    QPushButton[role="flat"]:!checked:hover, QToolButton[role="flat"]:!checked:hover {{
        background: {theme.hover}; color: {theme.text};
    }}
    QPushButton[role="chip"], QToolButton[role="chip"] {{
        min-height: {scale.chip - 4}px; border-radius: {scale.chip // 2}px; border-color: {theme.border};
    }}
    QToolButton[role="chip"][side="first"] {{ {_rounded(True, 0)} }}
    QToolButton[role="chip"][side="last"] {{ {_rounded(False, 0)} }}
    QToolButton[role="chip"]:!checked {{ color: {theme.faint_text}; }}
    QToolButton[current="true"]:!checked {{ color: {theme.text}; }}
    QToolButton[role="fold"] {{
        text-align: left; border-color: {theme.window}; background: {theme.window};
        padding: 1px {gap}px 1px 1px;
    }}
    QLabel[role="title"] {{ font-weight: bold; }}
    QLabel[role="heading"] {{ font-size: {round(1.35 * scale.controls)}px; font-weight: bold; }}
    QLabel[role="faint"] {{ color: {theme.faint_text}; }}
    QLabel[mood="bad"] {{ color: {theme.error}; }}
    QLabel[mood="good"] {{ color: {theme.success}; }}
    QPushButton[role="segment"], QPushButton[role="choice"] {{ border-radius: 0; }}
    QPushButton[role="choice"] {{ min-height: {low - 4}px; padding: 1px {round(gap * 0.8)}px; }}
    QWidget#runChips QToolButton[role="flat"] {{ min-height: {scale.chip - 4}px; }}
    QWidget#runChips QToolButton[role="flat"]:!hover:!focus {{
        border-color: transparent; background: transparent;
    }}
    QPushButton[side="first"] {{ {_rounded(False, _radius(scale))} }}
    QPushButton[side="last"] {{ {_rounded(True, _radius(scale))} }}
    QPushButton#runButton, QPushButton[role="primary"], QPushButton[role="segment"]:checked {{
        background: {theme.accent}; color: {theme.on_accent}; border-color: {theme.border};
    }}
    QPushButton#runButton, QPushButton[role="primary"] {{ font-weight: bold; }}
    {_each(BUTTONS, ":disabled")}, QPushButton#runButton:disabled, QPushButton[role="primary"]:disabled {{
        color: {theme.disabled}; background: {theme.window}; border-color: {theme.border};
    }}
    QWidget#tools QPushButton {{ padding: 1px {gap // 2}px; }}
    QToolButton::menu-indicator {{
        image: {_picture("down", theme)}; width: {gap}px;
        subcontrol-origin: border; subcontrol-position: center right; right: {gap // 2}px;
    }}
    QToolButton#moreButton::menu-indicator {{ image: none; }}
    """


def _fields(scale: Scale, theme: Theme) -> str:
    target, gap, arrow = round(scale.target), round(scale.gap), round(0.8 * scale.controls)
    return f"""
    {_each(FIELDS)} {{
        min-height: {target - 4}px; padding: 1px {gap}px; border: 1px solid {theme.border};
        border-radius: {_radius(scale)}px; background: {theme.field}; color: {theme.text};
    }}
    {_each(FIELDS, ":disabled")} {{ color: {theme.disabled}; background: {theme.window}; }}
    QAbstractSpinBox {{ padding: 1px {2 * target}px 1px 0; max-height: {target - 4}px; }}
    QAbstractSpinBox::up-button, QAbstractSpinBox::down-button {{
        subcontrol-origin: border; subcontrol-position: center right;
        width: {target}px; height: {target}px; border: none; background: transparent;
    }}
    QAbstractSpinBox::down-button {{ right: {target}px; }}
    QAbstractSpinBox::up-button:hover, QAbstractSpinBox::down-button:hover {{ background: {theme.hover}; }}
    QAbstractSpinBox::up-arrow {{ image: {_picture("up", theme)}; }}
    QAbstractSpinBox::down-arrow {{ image: {_picture("down", theme)}; }}
    QAbstractSpinBox::up-arrow, QAbstractSpinBox::down-arrow, QComboBox::down-arrow {{
        width: {arrow}px; height: {arrow}px;
    }}
    QComboBox::drop-down {{
        subcontrol-origin: border; subcontrol-position: center right; width: {target}px; border: none;
    }}
    QComboBox::down-arrow {{ image: {_picture("down", theme)}; }}
    QComboBox {{ combobox-popup: 0; }}  /* a list: the menu that Qt makes otherwise cuts off the last line */
    QComboBox QAbstractItemView::item {{ min-height: {target}px; }}
    QAbstractItemView QLineEdit, QAbstractItemView QAbstractSpinBox {{
        min-height: 0; padding: 0; border-radius: 0;
    }}
    QAbstractItemView QLineEdit:focus, QAbstractItemView QAbstractSpinBox:focus {{ padding: 0; }}
    """


def _switches(scale: Scale, theme: Theme) -> str:
    box, least = round(1.25 * scale.controls), round(scale.target) - 4
    dot = box // 2
    return f"""
    QCheckBox, QRadioButton {{
        min-height: {least}px; spacing: {round(scale.gap)}px; padding: 1px 4px; border: 1px solid transparent;
        border-radius: {_radius(scale)}px;
    }}
    QCheckBox:disabled, QRadioButton:disabled {{ color: {theme.disabled}; }}
    QCheckBox::indicator, QRadioButton::indicator, QAbstractItemView::indicator {{
        width: {box}px; height: {box}px; border: 1px solid {theme.border}; background: {theme.field};
    }}
    QCheckBox::indicator, QAbstractItemView::indicator {{ border-radius: {box // 5}px; }}
    QRadioButton::indicator {{ border-radius: {box // 2 + 1}px; }}
    QCheckBox::indicator:checked, QAbstractItemView::indicator:checked {{
        background: {theme.accent}; image: {_picture("tick", theme, on_accent=True)};
    }}
    QRadioButton::indicator:checked {{
        width: {dot}px; height: {dot}px; background: {theme.knob};
        border: {(box + 2 - dot) // 2}px solid {theme.groove_done};
    }}
    """


def _sliders(scale: Scale, theme: Theme) -> str:
    knob, groove = scale.knob, scale.groove
    over = (knob - groove) // 2
    return f"""
    QSlider {{
        min-height: {max(knob, round(scale.target) - 4)}px; padding: 1px; border: 1px solid transparent;
        border-radius: {_radius(scale)}px;
    }}
    QSlider::groove:horizontal {{
        height: {groove}px; border-radius: {groove // 2}px; background: {theme.groove};
    }}
    QSlider[role="strip"]::groove:horizontal {{ background: transparent; }}
    QSlider::handle:horizontal {{
        width: {knob - 6}px; margin: -{over}px 0; border: 3px solid {theme.groove_done};
        border-radius: {knob // 2}px; background: {theme.knob};
    }}
    QSlider::handle:horizontal:disabled {{ border-color: {theme.groove}; }}
    QScrollBar {{ background: {theme.window}; border: none; }}
    QScrollBar:vertical {{ width: {round(1.25 * scale.controls)}px; }}
    QScrollBar:horizontal {{ height: {round(1.25 * scale.controls)}px; }}
    QScrollBar::handle {{
        background: {theme.groove}; border-radius: {round(0.3 * scale.controls)}px;
        min-height: {knob}px; min-width: {knob}px;
    }}
    QScrollBar::handle:vertical {{ margin: 0 {round(0.25 * scale.controls)}px; }}
    QScrollBar::handle:horizontal {{ margin: {round(0.25 * scale.controls)}px 0; }}
    QScrollBar::add-line, QScrollBar::sub-line {{ width: 0; height: 0; }}
    """


def _menus(scale: Scale, theme: Theme) -> str:
    gap, tick = round(scale.gap), round(scale.controls)
    return f"""
    QMenuBar {{ background: {theme.window}; color: {theme.text}; }}
    QMenuBar::item {{ padding: {max(4, gap // 2)}px {gap}px; background: transparent; }}
    QMenu {{ background: {theme.card}; color: {theme.text}; border: 1px solid {theme.border}; padding: 3px; }}
    QMenu::item {{ padding: {max(4, gap // 2)}px {3 * gap}px; padding-left: {tick + 2 * gap}px; }}
    QMenu::item:disabled {{ color: {theme.disabled}; }}
    QMenuBar::item:selected, QMenu::item:selected {{ background: {theme.tint}; color: {theme.on_tint}; }}
    QMenu::item:selected:disabled {{ background: {theme.card}; color: {theme.disabled}; }}
    QMenu::separator {{ height: 1px; background: {theme.card_border}; margin: 3px {gap}px; }}
    QMenu::indicator {{ width: {tick}px; height: {tick}px; left: {gap // 2}px; }}
    QMenu::indicator:checked {{ image: {_picture("tick", theme)}; }}
    """


def _lists(scale: Scale, theme: Theme) -> str:
    gap = round(scale.gap)
    return f"""
    {_each(LISTS)} {{
        border: 1px solid {theme.border}; padding: 1px; background: {theme.field}; color: {theme.text};
        alternate-background-color: {theme.window}; gridline-color: {theme.grid};
        selection-background-color: {theme.tint}; selection-color: {theme.on_tint};
    }}
    QListView::item:selected {{ background: {theme.tint}; color: {theme.on_tint}; border: none; }}
    QPlainTextEdit#codeView {{ font-family: monospace; font-size: {round(0.92 * scale.controls)}px; }}
    QHeaderView {{ border: none; padding: 0; }}
    QHeaderView::section, QTableCornerButton::section {{
        background: {theme.window}; color: {theme.text}; border: none; padding: 2px {gap // 2}px;
        border-right: 1px solid {theme.grid}; border-bottom: 1px solid {theme.border};
    }}
    QTabWidget::pane {{ border: 1px solid {theme.card_border}; background: {theme.card}; }}
    QTabBar {{ padding: 1px; border: 1px solid transparent; }}
    QTabBar::tab {{
        min-height: {round(scale.target) - 4}px; padding: 1px {2 * gap}px; background: {theme.window};
        color: {theme.text}; border: 1px solid {theme.border};
    }}
    QTabBar#plotTabs {{ padding: 0; border: none; }}
    QTabBar#plotTabs::tab {{ min-height: {_low(scale) - 4}px; padding: 1px {gap}px; }}
    QTabBar#plotTabs::tab:first {{ {_rounded(False, _radius(scale))} }}
    QTabBar#plotTabs::tab:last {{ {_rounded(True, _radius(scale))} }}
    QTabBar::tab:selected {{ background: {theme.accent}; color: {theme.on_accent}; }}
    """


def _rings(scale: Scale, theme: Theme) -> str:
    """The ring takes the place of border and padding; so does the mark of a wrong value."""
    gap = round(scale.gap)
    thick, wrong = f"border: 2px solid {theme.focus};", 'QLineEdit[wrong="true"]'
    return f"""
    {_each(RINGED, ":focus")} {{ {thick} padding: 0; outline: none; }}
    {_each((*BUTTONS, *FIELDS), ":focus")} {{ padding: 0 {gap - 1}px; }}
    QCheckBox:focus, QRadioButton:focus {{ padding: 0 3px; }}
    QToolButton[role="fold"]:focus {{ padding: 0 {gap - 1}px 0 0; }}
    QPushButton[role="choice"]:focus {{ padding: 0 {round(gap * 0.8) - 1}px; }}
    QWidget#tools QPushButton:focus {{ padding: 0 {gap // 2 - 1}px; }}
    QAbstractSpinBox:focus {{ padding: 0 {2 * round(scale.target) - 1}px 0 0; }}
    QPushButton#runButton:focus, QPushButton[role]:focus, QToolButton[role]:focus {{ {thick} }}
    QHeaderView:focus {{ border: none; }}
    QTabBar#plotTabs:focus {{ border: none; }}
    QTabBar#plotTabs::tab:selected:focus {{ {thick} padding: 0 {gap - 1}px; }}
    {wrong} {{ border: 2px solid {theme.error}; padding: 0 {gap - 1}px; }}
    """
