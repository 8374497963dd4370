"""Pages that the city writes: what was written becomes a page, is checked like every page, and is shown to everyone."""
