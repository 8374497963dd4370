"""Where people and data come in: the home page, the staff desk, other systems' requests, and `veu doctor`."""
