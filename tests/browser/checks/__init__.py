"""What a real browser is asked about a page: one function for each question, failing with a list of what is wrong."""
