"""How the desk is doing, as numbers: each figure a few aggregates, however many reviews there are.

Drawn by `reviews.web.desk_plots`; the API gives the same rows.
"""
