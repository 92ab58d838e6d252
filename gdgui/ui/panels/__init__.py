"""The panels. They know no plot; the window wires them."""
