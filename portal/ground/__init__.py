"""What everything stands on: settings, errors, time, the database, and the rooms that hold other rooms' secrets.

It knows no page and no fact about the city. Inside, from above: contributions | vault, audit_log | jobs | mail | media
| publicity, small helpers, database, write_queue, settings, errors | clock | version.
"""
