"""News of a report: by letter and on a phone, written where it is sent."""
