"""Start gdgui from a checkout: `uv run main.py`."""

import sys

try:
    from gdgui.__main__ import main
except KeyboardInterrupt:  # Ctrl+C before there is anything that could take it
    sys.exit(130)

if __name__ == "__main__":
    sys.exit(main())
