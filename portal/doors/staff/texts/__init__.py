"""What the city writes: its pages and its texts, language by language."""
