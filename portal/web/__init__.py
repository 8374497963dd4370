"""How a page is served: routes, forms, rendering, cookies, headers, the cache, drawings, problems.

It knows nothing about the city.
"""
