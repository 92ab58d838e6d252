"""The sentences a person reads, the same in the window and without one."""
