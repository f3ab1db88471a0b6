"""Run time of generated packages beside the official ones: programs of `make bench` and `make bench-full`."""
