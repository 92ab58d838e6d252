"""The page of the drawer with the lessons: their list, and the step at hand."""
