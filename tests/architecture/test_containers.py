"""What containers run is what one machine runs. No engine is needed to see that."""

import re
import shlex
from typing import Any

import pytest
import yaml

from factcheck.embedded import commands
from factcheck.embedded.state import ROOT

COMPOSE: dict[str, Any] = yaml.safe_load((ROOT / "docker-compose.yml").read_text())
SERVICES: dict[str, dict[str, Any]] = COMPOSE["services"]
DOCKERFILE = (ROOT / "Dockerfile").read_text()


@pytest.mark.parametrize("name", sorted(commands.CONTAINER_COMMANDS))
def test_each_container_runs_the_command_of_the_launcher(name):
    assert SERVICES[name]["command"] == commands.CONTAINER_COMMANDS[name]()


def test_the_image_alone_runs_the_web_server():
    written = re.findall(r'^CMD (\[".*"\])$', DOCKERFILE, re.MULTILINE)

    assert [yaml.safe_load(command) for command in written] == [commands.web()]


@pytest.mark.parametrize("name", sorted(commands.CONTAINER_COMMANDS))
def test_commands_print_as_a_shell_reads_them(name, capsys):
    status = commands.main([name])

    assert status == 0
    assert shlex.split(capsys.readouterr().out) == commands.CONTAINER_COMMANDS[name]()


def test_an_unknown_command_is_refused(capsys):
    assert commands.main(["nothing"]) == 2
    assert capsys.readouterr().out.startswith("usage:")


def test_every_volume_that_is_mounted_is_declared_and_used():
    mounted = {
        mount.partition(":")[0] for service in SERVICES.values() for mount in service["volumes"]
    }

    assert mounted == set(COMPOSE["volumes"])


def test_every_service_waited_for_exists_and_can_become_what_is_waited_for():
    waits = {
        (target, wait["condition"])
        for service in SERVICES.values()
        for target, wait in service.get("depends_on", {}).items()
    }

    assert waits == {
        ("migrate", "service_completed_successfully"),
        ("broker", "service_healthy"),
        ("database", "service_healthy"),
    }
    assert all(
        "test" in SERVICES[target]["healthcheck"]
        for target, condition in waits
        if condition == "service_healthy"
    )


def test_only_loopback_is_published():
    published = {name: service["ports"] for name, service in SERVICES.items() if "ports" in service}

    assert published == {"web": ["${FACTCHECK_PUBLISH:-127.0.0.1:8000}:8000"]}


def test_the_addresses_name_services_of_this_file():
    environment = SERVICES["web"]["environment"]

    hosts = {name: re.findall(r"@(\w+):", url) for name, url in environment.items()}

    assert hosts == {"DATABASE_URL": ["database"], "CELERY_BROKER_URL": ["broker"]}


def test_no_password_is_written_down():
    secrets = re.findall(r"PASS(?:WORD)?: (.*)", (ROOT / "docker-compose.yml").read_text())

    assert [value for value in secrets if not value.startswith("${FACTCHECK_")] == []


def test_nothing_runs_as_root():
    users = re.findall(r"^USER (.*)$", DOCKERFILE, re.MULTILINE)

    assert users == ["10001:10001"]


def test_every_directory_the_code_lives_in_is_copied_into_the_image():
    packages = {path.parent.name for path in ROOT.glob("*/__init__.py")} - {"tests", "benchmarks"}
    copied = set(re.findall(r"^COPY (\w+) \1$", DOCKERFILE, re.MULTILINE))

    assert copied == packages | {"templates"}
