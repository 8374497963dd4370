"""What residents tell the city: drafts, reports, photos, and the talk about one case. All of it private.

A report knows the public issue that it became part of; no issue knows its reports. What may be counted leaves through
`ground.contributions` at the moment of filing; contact and exact place are sealed in `ground.vault`.
"""
