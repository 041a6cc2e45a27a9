"""The form of a document: letterhead, signatures, outline, annexes, tables."""
