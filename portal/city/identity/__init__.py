"""Who may speak and who may act: accounts without names, sessions, one-time sign-in links, roles.

It knows no address of anybody: a resident's mail address is used to send a link and then forgotten; what stays is a
keyed hash. OpenID Connect will come in here, and nowhere else.
"""
