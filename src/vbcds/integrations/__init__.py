"""spaCy, underthesea and pandas beside the library."""
