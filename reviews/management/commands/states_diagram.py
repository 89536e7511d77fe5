"""`manage.py states_diagram [--check]`: write docs/workflow.md, or fail where it is out of date."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from reviews import diagram


class Command(BaseCommand):
    help = "Draw docs/workflow.md from reviews/states.py."
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--check", action="store_true", help="write nothing; fail if changed")

    def handle(self, *args: Any, **options: Any) -> None:
        path = settings.BASE_DIR / "docs" / "workflow.md"
        drawn = diagram.markdown()
        if not options["check"]:
            path.write_text(drawn)
        elif not path.exists() or path.read_text() != drawn:
            raise CommandError("docs/workflow.md is out of date. Run: manage.py states_diagram")
