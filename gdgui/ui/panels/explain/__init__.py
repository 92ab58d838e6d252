"""The page of the drawer that works a step out."""
