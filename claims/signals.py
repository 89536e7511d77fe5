"""What other rooms may listen to. Receivers run inside the transaction of the decision: what they
write stands or falls with it, and a DeskError they raise undoes it."""

from django.dispatch import Signal

claim_accepted = Signal()
"""Sent with `claim`, `by` and `now` when a claim was accepted."""

claim_reopened = Signal()
"""Sent with `claim`, `by` and `now` before an acceptance is taken back."""

claim_reanchored = Signal()
"""Sent with `claim`, `anchoring`, `by` (None for the machine) and `now` when the article of an
accepted claim has a new text in which its place is open, and when a person settled it."""
