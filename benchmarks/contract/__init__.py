"""The figures of the accessibility contract, each measured by what its tests measure with."""
