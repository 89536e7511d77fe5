"""Programs that read hostile files in a process of their own: see `factcheck.apart`.

They are run by path and import nothing of ours.
"""
