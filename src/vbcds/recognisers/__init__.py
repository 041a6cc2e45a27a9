"""Plain text to spans with values. Total: never raise on text."""
