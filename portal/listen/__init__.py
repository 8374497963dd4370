"""Voices come in: reports, support, votes. Siblings do not know one another, and nobody here reads releases."""
