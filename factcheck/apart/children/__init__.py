"""Programs that are run in a process of their own: see `factcheck.apart`."""
