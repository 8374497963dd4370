"""`python -m portal` is `veu`."""

from portal.cli import main

if __name__ == "__main__":
    main()
