"""What import-linter cannot say: it does not look inside external packages."""

import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
DOMAIN = (
    "claims/curation",
    "claims/ingestion",
    "claims/models",
    "claims/splitting",
    "reviews/checklist.py",
    "reviews/events.py",
    "reviews/evidence",
    "reviews/links",
    "reviews/models",
    "reviews/publishing",
    "reviews/verdicts.py",
    "reviews/workflow.py",
)


def test_the_domain_does_not_know_http_requests() -> None:
    files = [
        file
        for place in DOMAIN
        for file in ([ROOT / place] if place.endswith(".py") else (ROOT / place).rglob("*.py"))
    ]

    knowing = [
        str(file.relative_to(ROOT))
        for file in files
        if re.search(r"^(from|import) django\.(http|shortcuts|views)", file.read_text(), re.M)
    ]

    assert len(files) > len(DOMAIN)
    assert knowing == []
