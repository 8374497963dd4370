"""Taking in what another system holds: a city's folder, its districts and streets, and its requests from a file.

It may read files and call the rooms' services. It knows no account and no contact: a request from a file has no person,
and whatever the file says of people is covered or left out.
"""
