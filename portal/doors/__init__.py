"""Who else comes in: the staff desk, open data, people who ask for their rights."""
