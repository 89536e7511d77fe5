"""Who is told what: on the desk at once, by e-mail as each person wishes.

`telling` listens to events, `deadlines` looks at the calendar, `inbox` is what a person reads,
`letters` tells the same by e-mail.
"""
