"""One file per group of rules H1 to H25; each rule has passed and failed examples, which the tests run."""
