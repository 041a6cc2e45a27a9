"""File bytes to a Reading, one module a format."""
