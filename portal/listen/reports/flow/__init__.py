"""The way of a report, step by step, from its type to the receipt."""
