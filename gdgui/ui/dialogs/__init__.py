"""Windows of their own, which ask and tell."""
