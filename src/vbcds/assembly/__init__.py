"""From structure and recognisers to records with evidence."""
