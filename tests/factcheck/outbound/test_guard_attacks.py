"""Everything a hostile link can try to make us talk to this machine or its neighbours."""

from __future__ import annotations

from ipaddress import ip_address

import pycurl
import pytest

from factcheck import outbound
from factcheck.outbound.handles import PLAIN
from factcheck.outbound.routes import Route
from reviews import links
from tests.factcheck.outbound import servers

# CANARY stands for the port of a service that listens on 127.0.0.1 and ::1.
LITERALS = [
    "http://127.0.0.1:CANARY/",
    "http://127.0.0.1.:CANARY/",
    "http://127.1:CANARY/",
    "http://127.0.1:CANARY/",
    "http://2130706433:CANARY/",
    "http://0x7f000001:CANARY/",
    "http://0x7f.0x0.0x0.0x1:CANARY/",
    "http://0177.0.0.1:CANARY/",
    "http://017700000001:CANARY/",
    "http://0x7f.1:CANARY/",
    "http://127.255.255.254:CANARY/",
    "http://0:CANARY/",
    "http://0.0.0.0:CANARY/",
    "http://①②⑦.⓪.⓪.①:CANARY/",
    "http://127。0。0。1:CANARY/",
    "http://１２７.0.0.1:CANARY/",
    "http://%31%32%37.0.0.1:CANARY/",
    "http://127.0.0.1:CANARY\\@example.com/",
    "http://example.com@127.0.0.1:CANARY/",
    "http://example.com%40@127.0.0.1:CANARY/",
    "http://user:secret@127.0.0.1:CANARY/",
    "http:127.0.0.1:CANARY",
    "http:\\\\127.0.0.1:CANARY\\",
    "  http://127.0.0.1:CANARY/  ",
    "ht\ntp://127.0\t.0.1:CANARY/",
    "HTTP://127.0.0.1:CANARY/",
    "https://127.0.0.1:CANARY/",
    "http://[::1]:CANARY/",
    "http://[0:0:0:0:0:0:0:1]:CANARY/",
    "http://[::]:CANARY/",
    "http://[::ffff:127.0.0.1]:CANARY/",
    "http://[::ffff:7f00:1]:CANARY/",
    "http://[::127.0.0.1]:CANARY/",
    "http://[::ffff:0:127.0.0.1]:CANARY/",
    "http://[64:ff9b::127.0.0.1]:CANARY/",
    "http://[64:ff9b:1::127.0.0.1]:CANARY/",
    "http://[64:ff9b::a9fe:a9fe]/",
    "http://[2002:7f00:1::]:CANARY/",
    "http://[2002:a9fe:a9fe::1]/",
    "http://[2001:0:4136:e378:8000:63bf:80ff:fffe]/",
    "http://[2001:db8::1]/",
    "http://[3fff::1]/",
    "http://[5f00::1]/",
    "http://[100::1]/",
    "http://[fe80::1]/",
    "http://[fec0::1]/",
    "http://[fc00::1]/",
    "http://[fd00:ec2::254]/latest/meta-data/",
    "http://[ff02::1]/",
    "http://[2606:4700::5efe:127.0.0.1]:CANARY/",
    "http://169.254.169.254/latest/meta-data/",
    "http://0xa9fea9fe/latest/meta-data/",
    "http://169.254.170.2/v2/credentials",
    "http://100.100.100.200/latest/meta-data/",
    "http://192.0.0.192/latest/",
    "http://168.63.129.16/metadata",
    "http://10.0.0.1/",
    "http://172.16.0.1/",
    "http://172.31.255.255/",
    "http://192.168.1.1/",
    "http://100.64.0.1/",
    "http://198.18.0.1/",
    "http://192.0.2.1/",
    "http://198.51.100.1/",
    "http://203.0.113.1/",
    "http://192.88.99.1/",
    "http://224.0.0.1/",
    "http://240.0.0.1/",
    "http://255.255.255.255/",
]
NAMES = {
    "loopback.example": ["127.0.0.1"],
    "both.example": ["93.184.215.14", "127.0.0.1"],
    "last-of-many.example": ["93.184.215.14", "2606:4700::1111", "10.0.0.7"],
    "mapped.example": ["::ffff:127.0.0.1"],
    "six.example": ["::1"],
    "scoped.example": ["fe80::1%lo"],
    "metadata.example": ["169.254.169.254"],
    "metadata.google.internal": ["169.254.169.254"],
    "nat64.example": ["64:ff9b::7f00:1"],
    "sixtofour.example": ["2002:7f00:1::"],
    "garbage.example": ["not an address"],
    "xn--lcalhost-n4a.example": ["127.0.0.1"],
}
LOCAL_NAMES = [
    "http://localhost:CANARY/",
    "http://LOCALHOST:CANARY/",
    "http://localhost.:CANARY/",
    "http://anything.localhost:CANARY/",
    "http://sample-web.localhost:CANARY/",
    "http://ⓛocalhost:CANARY/",
    "http://local\u00adhost:CANARY/",
]
SCHEMES = [
    "file:///etc/passwd",
    "ftp://127.0.0.1/",
    "gopher://127.0.0.1:CANARY/_x",
    "dict://127.0.0.1:CANARY/",
    "ldap://127.0.0.1/",
    "data:text/html,hello",
    "javascript:alert(1)",
    "ws://127.0.0.1:CANARY/",
    "mailto:desk@example.org",
    "view-source:http://127.0.0.1/",
]
PORTS = [f"http://site.example:{port}/" for port in (0, 1, 21, 22, 23, 25, 110, 6000, 6667, 10080)]
NOT_URLS = [
    "",
    "   ",
    "example.org/page",
    "//example.org/",
    "http://",
    "http:///",
    "http://exa mple.org/",
    "http://[::1/",
    "http://[fe80::1%25eth0]/",
    "http://256.256.256.256/",
    "http://1.2.3.4.5/",
    "http://0x.0x.0/\ud800",
    "http://site.example:99999/",
    "http://site.example:port/",
    "http://a%00b.example/",
    "http://a<b>.example/",
    "https://site.example/" + "a" * 9000,
]


async def public_names(host: str) -> list[str]:
    return NAMES.get(host, ["93.184.215.14"])


async def outcome_of(url: str, canary, **options) -> tuple[str, str]:
    async with outbound.Client(**options) as client:
        seen = await links.inspect(url.replace("CANARY", str(canary.port)), client=client)
    return seen.outcome, seen.reason


@pytest.mark.parametrize("url", LITERALS)
async def test_addresses_off_the_public_internet_are_never_contacted(url, canary, connections):
    outcome = await outcome_of(url, canary, resolver=public_names)

    assert (outcome, connections, canary.visits) == (("refused", "address"), [], 0)


@pytest.mark.parametrize("name", NAMES)
async def test_names_with_a_single_refused_address_are_never_contacted(name, canary, connections):
    outcome = await outcome_of(f"http://{name}:CANARY/", canary, resolver=public_names)

    assert (outcome, connections, canary.visits) == (("refused", "address"), [], 0)


@pytest.mark.parametrize("url", LOCAL_NAMES)
async def test_names_of_this_machine_are_never_contacted(url, canary, connections):
    outcome = await outcome_of(url, canary)

    assert (outcome, connections, canary.visits) == (("refused", "address"), [], 0)


@pytest.mark.parametrize("url", SCHEMES)
async def test_only_the_web_is_fetched(url, canary, connections):
    outcome = await outcome_of(url, canary, resolver=public_names)

    assert (outcome, connections, canary.visits) == (("refused", "scheme"), [], 0)


@pytest.mark.parametrize("url", PORTS)
async def test_ports_of_other_services_are_refused(url, canary, connections):
    outcome = await outcome_of(url, canary, resolver=public_names)

    assert (outcome, connections) == (("refused", "port"), [])


@pytest.mark.parametrize("url", NOT_URLS)
async def test_what_is_no_url_is_invalid(url, canary, connections):
    outcome = await outcome_of(url, canary, resolver=public_names)

    assert (outcome, connections) == (("invalid", ""), [])


@pytest.mark.parametrize(
    ("location", "expected"),
    [
        ("http://127.0.0.1:CANARY/", ("refused", "address")),
        ("//127.0.0.1:CANARY/", ("refused", "address")),
        ("http://[::1]:CANARY/", ("refused", "address")),
        ("http://[::ffff:127.0.0.1]:CANARY/", ("refused", "address")),
        ("http://2130706433:CANARY/", ("refused", "address")),
        ("http://127.0.0.1:CANARY\\@site.example/", ("refused", "address")),
        ("http://loopback.example:CANARY/", ("refused", "address")),
        ("http://169.254.169.254/latest/meta-data/", ("refused", "address")),
        ("file:///etc/passwd", ("refused", "scheme")),
        ("javascript:alert(1)", ("refused", "scheme")),
        ("http://site.example:25/", ("refused", "port")),
        ("http://exa mple/", ("redirect_error", "location")),
        ("", ("redirect_error", "location")),
    ],
)
async def test_redirects_pass_the_same_door(location, expected, canary):
    async def names(host: str) -> list[str]:
        return NAMES.get(host, [servers.HOST])

    target = location.replace("CANARY", str(canary.port))
    async with servers.site({"/": servers.redirect(target)}) as origin:
        options = {"resolver": names, "allow_networks": (servers.NETWORK,)}
        outcome = await outcome_of(f"{origin}/", canary, **options)

    assert (outcome, canary.visits) == (expected, 0)


async def test_a_name_that_changes_its_address_is_contacted_where_it_was_checked(canary):
    answers = [servers.HOST, "127.0.0.1", "127.0.0.1"]

    async def rebinding(host: str) -> list[str]:
        return [answers.pop(0)]

    async with servers.site({"/": "checked"}) as origin:
        options = {"resolver": rebinding, "allow_networks": (servers.NETWORK,)}
        outcome = await outcome_of(f"{origin}/", canary, **options)

    assert (outcome, len(answers), canary.visits) == (("ok", ""), 2, 0)


async def test_a_name_that_changes_its_address_between_hops_is_refused(canary):
    answers = [servers.HOST, "127.0.0.1"]

    async def rebinding(host: str) -> list[str]:
        return [answers.pop(0)]

    target = f"http://{servers.NAME}:{canary.port}/"
    async with servers.site({"/": servers.redirect(target)}) as origin:
        options = {"resolver": rebinding, "allow_networks": (servers.NETWORK,)}
        outcome = await outcome_of(f"{origin}/", canary, **options)

    assert (outcome, canary.visits) == (("refused", "address"), 0)


async def test_a_socket_leaves_only_for_an_address_that_was_checked(canary, connections):
    route = Route([ip_address("93.184.215.14")], port=canary.port)
    route.connect_to = "::127.0.0.1:"
    async with outbound.Client() as client:
        handle = client.transport.take()
        handle.begin(f"http://site.example:{canary.port}/", route, PLAIN, seconds=5)

        outcome = await client.transport.perform(handle)

        client.transport.give_back(handle)
    assert (outcome.code, handle.refused) == (pycurl.E_COULDNT_CONNECT, "127.0.0.1")
    assert (connections, canary.visits) == ([], 0)


async def test_the_development_web_is_reached_by_its_exact_origin_only(canary, connections):
    allowed = f"http://sample-web.localhost:{canary.port}"
    others = [
        f"http://127.0.0.1:{canary.port}/",
        f"http://localhost:{canary.port}/",
        f"http://other.localhost:{canary.port}/",
        f"https://sample-web.localhost:{canary.port}/",
        f"http://sample-web.localhost:{canary.port + 1}/",
    ]

    outcomes = {await outcome_of(url, canary, allow_origins=(allowed,)) for url in others}
    refused = (outcomes, list(connections))
    await outcome_of(f"{allowed}/", canary, allow_origins=(allowed,))

    assert refused == ({("refused", "address")}, [])
    assert canary.visits >= 1


async def test_an_allowed_origin_may_not_lead_to_another_machine(canary, connections):
    async def to_the_neighbour(host: str) -> list[str]:
        return ["192.168.1.1"]

    allowed = f"http://sample-web.localhost:{canary.port}"
    outcome = await outcome_of(allowed, canary, resolver=to_the_neighbour, allow_origins=(allowed,))

    assert (outcome, connections) == (("refused", "address"), [])
