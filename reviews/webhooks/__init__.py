"""Who is told of what is published: endpoints, an outbox, and the way to them.

A message is written in the transaction of what it tells; a sweep sends it afterwards, signed as
Standard Webhooks says, at least once. See docs/webhooks.md.
"""
