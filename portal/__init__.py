"""The application: a portal where residents speak and the city answers.

Its seven folders tell the circle as a story and are the import staircase:
doors -> decide -> understand | listen -> city -> web -> ground. A folder may know what stands below it, never above.
"""
