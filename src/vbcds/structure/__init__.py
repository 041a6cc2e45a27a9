"""The form of a document: letterhead, signatures, outline, annexes, tables. Entry: `vbcds.structure.reading.read_structure`."""
