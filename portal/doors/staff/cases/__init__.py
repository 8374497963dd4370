"""Reports at the desk: the queue, one report, and what is decided about it."""
