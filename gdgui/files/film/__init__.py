"""Films, written while their frames are drawn: memory holds a few of these, however many there are."""
