"""Whether an installation is set up well, for the person who runs it. It reads settings, files and the database."""
