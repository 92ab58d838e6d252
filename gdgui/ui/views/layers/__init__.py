"""What several plots show: saved runs and the ensemble."""
