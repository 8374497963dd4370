"""What speed, memory and weight of the portal are measured on. `make bench` runs it all and writes RESULTS.md."""
