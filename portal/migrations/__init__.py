"""How the database came to be what it is. The one place beside the tests that sees every room's tables."""
