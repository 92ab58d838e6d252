"""What the program does where no window is asked for."""
