"""Running over many files: what to read, in processes of their own with limits of time and memory, into a dossier."""
