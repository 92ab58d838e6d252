"""What the user works on: points, settings, undoable edits. No widgets."""
