"""Programs that read hostile files in a process of their own: see `formats.guarded`.

They are run by path and import nothing of ours.
"""
