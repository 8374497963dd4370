"""Ways to say where it is: the list of streets, the map, and where the person stands."""
