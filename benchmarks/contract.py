"""Every promise of the OpenAPI document, asked of a live server for as long as one likes.

    python -m benchmarks.contract [--seconds 600] [--examples 20]

Other requests each time, as each role and as nobody, sensible and senseless ones in turn, through
the server of production. Prints what was broken with a request that shows it; ends with 1 then.
"""

import argparse
import itertools
import os
import sys
import time

from benchmarks import desk


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=600.0)
    parser.add_argument("--examples", type=int, default=20, help="of each operation in a turn")
    asked = parser.parse_args()
    os.environ["FACTCHECK_API_USER_RATE"] = "1000000000/min"
    with desk.running():
        found = _ask(seconds=asked.seconds, examples=asked.examples)
    for each in sorted(found):
        print(f"\n{each}")
    sys.exit(bool(found))


def _ask(*, seconds: float, examples: int) -> set[str]:
    import schemathesis  # noqa: PLC0415 - settings exist from here on
    from schemathesis.generation import GenerationMode  # noqa: PLC0415

    from benchmarks.publishing import serving  # noqa: PLC0415
    from tests import contract  # noqa: PLC0415

    until, found, turns = time.monotonic() + seconds, set[str](), 0
    bounds, callers = contract.bounded(examples, again=False), _callers()
    with serving.server(bare=False) as root:
        document = schemathesis.openapi.from_url(f"{root}/api/schema/?format=json")
        operations = contract.operations(document)
        modes = (GenerationMode.POSITIVE, GenerationMode.NEGATIVE)
        for (name, headers), mode in itertools.cycle(itertools.product(callers.items(), modes)):
            addressed = contract.desk()  # anew: keys, claims and reviews get used up
            for operation in operations:
                if time.monotonic() > until:
                    print(f"{turns} turns of {len(operations)} operations, {len(found)} broken")
                    return found
                told = contract.broken(
                    operation, mode, addressed=addressed, headers=headers, bounds=bounds
                )
                found.update(f"as {name}: {each}" for each in told)
            turns += 1
    return found


def _callers() -> dict[str, dict[str, str]]:
    from factcheck.accounts.models import Role, Scope  # noqa: PLC0415
    from tests import make  # noqa: PLC0415

    keys = {str(role): make.api_key(make.user(role), *Scope) for role in Role}
    known = {name: {"Authorization": f"Api-Key {key}"} for name, key in keys.items()}
    return {"nobody": {}} | known


if __name__ == "__main__":
    main()
