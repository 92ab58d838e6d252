"""Lessons with a task and the pages of the guide: values and what counts as done. No files, no Qt.

Each name is imported from its module: the progress, which a window remembers, knows nothing of the rest.
"""
