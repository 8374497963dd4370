"""One file a command. They read the settings, open the database, and call the rooms; the rules are not here."""
