"""`.env.example` names every variable that code or containers read, and no other."""

import re
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
NAME = r"(?:FACTCHECK_[A-Z_]+|DATABASE_URL|CELERY_BROKER_URL|PORT)"
READ = re.compile(rf'"({NAME})"')
INTERPOLATED = re.compile(rf"\$\{{({NAME})")  # docker-compose.yml: ${NAME:-default}
DOCUMENTED = re.compile(rf"^#?({NAME})=", re.MULTILINE)


def test_each_variable_is_documented_and_each_documented_one_is_read() -> None:
    files = [ROOT / "manage.py", *(ROOT / "factcheck").rglob("*.py")]

    read = {name for file in files for name in READ.findall(file.read_text())}
    read.update(INTERPOLATED.findall((ROOT / "docker-compose.yml").read_text()))

    assert set(DOCUMENTED.findall((ROOT / ".env.example").read_text())) == read
