"""The dossier in one SQLite file."""
