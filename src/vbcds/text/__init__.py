"""Text below the level of documents: normal forms, lookup keys, offsets, legacy encodings."""
