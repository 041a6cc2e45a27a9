"""Data files of the language and the state, and how they are loaded."""
