"""The thread that trains while the window stays alive."""
