"""What releases cost: plans, pots, and the chain of rows that anyone can add up."""
