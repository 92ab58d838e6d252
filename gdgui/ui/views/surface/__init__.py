"""The MSE over (m, b), and the path of the run on it."""
