"""What happens when: the parts of the window, wired to document, player and views."""
