"""Start gdgui from a checkout: `uv run main.py`."""

import sys

from gdgui.__main__ import main

if __name__ == "__main__":
    sys.exit(main())
