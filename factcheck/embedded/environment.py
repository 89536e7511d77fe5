"""What the environment says, and what a machine without any configuration adds to it."""

import os
import secrets
from pathlib import Path

from environs import Env

from factcheck.embedded import state
from factcheck.embedded.state import State

VARIABLES = {"valkey": "CELERY_BROKER_URL", "postgres": "DATABASE_URL"}
KEY_BYTES = 50


def read_file(path: Path = state.ROOT / ".env") -> None:
    """Take variables from the file of settings, as the settings do; the environment goes first."""
    Env().read_env(str(path), recurse=False)


def services_needed() -> list[str]:
    """The services for which the environment names no server."""
    return [name for name, variable in VARIABLES.items() if not os.environ.get(variable)]


def of_embedded_desk(place: State) -> dict[str, str]:
    """The variables a desk with embedded services runs under, where nobody set them."""
    additions = {"FACTCHECK_STATE": str(place.directory)}
    if not os.environ.get("FACTCHECK_SECRET_KEY"):
        additions["FACTCHECK_SECRET_KEY"] = secret_key(place)
    return additions


def secret_key(place: State) -> str:
    """The key of this machine, made once: sessions and keys outlive a restart.

    Several processes may come here at once: whoever links the file first decides.
    """
    place.directory.mkdir(parents=True, exist_ok=True)
    if not place.secret_key.exists():
        draft = place.secret_key.with_name(f"secret_key.{secrets.token_hex(8)}")
        draft.touch(mode=0o600, exist_ok=False)
        draft.write_text(secrets.token_urlsafe(KEY_BYTES))
        try:
            os.link(draft, place.secret_key)
        except FileExistsError:
            pass
        finally:
            draft.unlink()
    return place.secret_key.read_text().strip()
