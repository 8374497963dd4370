"""Seals a message so that only one browser opens it, and signs who sends it: web push without anybody's service.

It may know bytes, keys and the clock it is handed. It may not know the network or any room of the portal.
"""
