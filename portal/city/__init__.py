"""Public facts about the city, and who may speak: issues, services, places, identity.

Inside: issues -> services | places | identity. It knows no voice: nothing here reads `listen` or `contributions`.
"""
