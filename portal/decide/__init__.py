"""What the city does about it: solutions, and their order, from released figures and public facts only."""
