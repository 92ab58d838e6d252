"""The plots. They know no panel; the window wires them."""
