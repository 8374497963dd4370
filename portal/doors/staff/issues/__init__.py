"""Issues at the desk: their list, one issue, and what became of it."""
