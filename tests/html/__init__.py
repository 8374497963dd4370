"""The Nu checker's opinion of finished pages."""
