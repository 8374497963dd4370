"""How a page is served: rendering, binding, sessions, headers, problems. It knows nothing about the city."""
