"""From a desk's own labels to a model of check-worthiness: learn, evaluate, keep, switch."""

from claims.training.fitting import Origin, train
from claims.training.labels import from_decisions, read_csv
from claims.training.versions import activate, active, deactivate

__all__ = ["Origin", "activate", "active", "deactivate", "from_decisions", "read_csv", "train"]
