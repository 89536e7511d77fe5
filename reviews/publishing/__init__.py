"""What the public sees: published versions, and the forms in which they are read."""

from reviews.publishing.desk import Change, publish, retract

__all__ = ["Change", "publish", "retract"]
