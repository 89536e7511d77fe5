"""What the public sees: published versions, and the forms in which they are read."""

from reviews.publishing.desk import publish, retract

__all__ = ["publish", "retract"]
