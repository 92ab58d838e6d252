"""The points, the line and the trail of earlier lines."""
