"""Where every size and every colour comes from."""

from gdgui.ui.theme.scales import Scale
from gdgui.ui.theme.style import Style
from gdgui.ui.theme.themes import DARK, HIGH_CONTRAST, LIGHT, PRINT, THEMES, RunStyle, Theme

__all__ = ["DARK", "HIGH_CONTRAST", "LIGHT", "PRINT", "THEMES", "RunStyle", "Scale", "Style", "Theme"]
