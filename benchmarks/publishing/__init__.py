"""How fast readers are answered: `python -m benchmarks.publishing`."""
