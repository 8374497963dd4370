"""What may be said about everyone: the only reader of contributions, and it never reads `listen`."""
