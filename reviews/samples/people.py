"""The people of the sample desk, with passwords made on this machine and written to one file."""

import os
import secrets
from pathlib import Path

from factcheck.accounts.models import Role, User

PEOPLE = (
    ("casey", "Casey", "Lind", Role.CONTRIBUTOR),
    ("rowan", "Rowan", "Adeyemi", Role.REVIEWER),
    ("noor", "Noor", "Haddad", Role.REVIEWER),
    ("edda", "Edda", "Marsh", Role.EDITOR),
    ("ada", "Ada", "Quist", Role.ADMIN),
)


def make(accounts: Path) -> dict[str, User]:
    """Create them; `accounts` gets a line `role<TAB>name<TAB>password` each, for its owner only."""
    people, lines = {}, []
    for username, first, last, role in PEOPLE:
        password = "-".join(secrets.token_hex(2) for _ in range(3))
        people[username] = User.objects.create_user(
            username,
            f"{username}@desk.localhost",
            password,
            role=role,
            first_name=first,
            last_name=last,
        )
        lines.append(f"{role}\t{username}\t{password}\n")
    accounts.parent.mkdir(parents=True, exist_ok=True)
    descriptor = os.open(accounts, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "w") as file:
        file.writelines(lines)
    return people
