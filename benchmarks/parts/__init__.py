"""The parts of the bench. Each has one function `measure(stage)` that gives its figures."""
