"""`python -m gdgui`."""

import sys

from gdgui.app import main

sys.exit(main())
