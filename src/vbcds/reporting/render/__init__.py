"""Content to files."""
