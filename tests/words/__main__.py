"""`make words`: bring the catalogues up to date with the code; `--check` changes nothing."""

import sys

from tests.words import catalogue, faults


def main(arguments: list[str]) -> int:
    """The status is 1 when something is missing or wrong."""
    messages = catalogue.wanted()
    if "--check" not in arguments:
        for language in catalogue.LANGUAGES:
            catalogue.write(language, catalogue.renewed(language, messages))
    found = [fault for language in catalogue.LANGUAGES for fault in faults.of(language, messages)]
    sys.stdout.write("".join(f"{fault}\n" for fault in found))
    sys.stdout.write(f"{len(messages)} messages, {len(found)} faults\n")
    return int(bool(found))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
