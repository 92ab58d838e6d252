"""The MSE after every epoch."""
