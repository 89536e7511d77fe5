"""What others may want to know of claims; claims know nothing of them."""

from django.dispatch import Signal

# Sent inside the transaction that accepts a claim, with claim, by (User) and now (datetime).
claim_accepted = Signal()
