"""The desk's settings for the way out: what every fetch of ours is allowed and how it is signed."""

from django.conf import settings

from factcheck import outbound


def options() -> outbound.Options:
    """What `outbound.Client` and `outbound.fetch` take, as the settings `OUTBOUND_*` say."""
    return {
        "allow_networks": settings.OUTBOUND_ALLOW_NETWORKS,
        "allow_origins": settings.OUTBOUND_ALLOW_ORIGINS,
        "ca_file": settings.OUTBOUND_CA_FILE,
        "limits": outbound.Limits(total=settings.OUTBOUND_DEADLINE_SECONDS),
        "user_agent": settings.OUTBOUND_USER_AGENT,
    }


def client() -> outbound.Client:
    """A client for a whole batch; use it as an async context manager."""
    return outbound.Client(**options())
