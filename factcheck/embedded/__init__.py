"""PostgreSQL and a broker for one machine, started and stopped with the desk.

Settings ask for `database_url()` and `broker_url()` where the environment names no servers;
whoever needs them to run wraps its work in `running()`.
"""

from factcheck.embedded import state
from factcheck.embedded.exceptions import EmbeddedError
from factcheck.embedded.sharing import running

__all__ = ["EmbeddedError", "broker_url", "database_url", "running"]


def database_url() -> str:
    """Where the embedded PostgreSQL listens when it runs. Starts nothing."""
    return state.of_this_machine().database_url()


def broker_url() -> str:
    """Where the embedded Valkey listens when it runs. Starts nothing."""
    return state.of_this_machine().broker_url()
