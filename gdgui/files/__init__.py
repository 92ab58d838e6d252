"""Reading and writing: points, logs, resources."""
