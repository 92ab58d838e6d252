"""What mouse, touch and keys mean on the points."""
