"""PostgreSQL and a broker for one machine, started and stopped with the desk.

Settings ask for `database_url()` and `broker_url()` where the environment names no servers;
whoever needs them to run wraps its work in `running()`.
"""

from factcheck.embedded import environment, state
from factcheck.embedded.exceptions import EmbeddedError
from factcheck.embedded.sharing import running

__all__ = [
    "EmbeddedError",
    "broker_url",
    "database_url",
    "development_environment",
    "read_environment_file",
    "running",
]

read_environment_file = environment.read_file


def database_url() -> str:
    """Where the embedded PostgreSQL listens when it runs. Starts nothing."""
    return state.of_this_machine().database_url()


def broker_url() -> str:
    """Where the embedded Valkey listens when it runs. Starts nothing."""
    return state.of_this_machine().broker_url()


def development_environment() -> dict[str, str]:
    """The variables that this machine adds to its environment; makes the secret key once."""
    return environment.of_embedded_desk(state.of_this_machine())
