"""One file for each group of rules, H0 to H25; H24, the weight of a page, is in `budgets`.

Each rule has passed and failed examples, which the tests run.
"""
