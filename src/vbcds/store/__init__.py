"""The dossier: an SQLite file that holds everything that was read, one transaction a document."""
