"""What is shown: views that draw a frame as the view options say. They never ask each other."""
