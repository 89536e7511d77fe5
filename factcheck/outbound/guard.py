"""Which addresses may be contacted (server-side request forgery).

`ipaddress.is_global` is not the rule: it lets NAT64, 6to4, multicast and several cloud metadata
addresses through. The tables follow the IANA special-purpose registries for IPv4 (RFC 6890) and
IPv6, wholly: entries that the registry calls globally reachable (AS112 sinks, relays) are no web
pages either. Added by hand are metadata services on otherwise ordinary addresses.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from ipaddress import (
    IPv4Address,
    IPv4Network,
    IPv6Address,
    IPv6Network,
    ip_address,
    ip_network,
)

from factcheck.outbound import urls
from factcheck.outbound.exceptions import RefusalReason, Refused

IpAddress = IPv4Address | IPv6Address
IpNetwork = IPv4Network | IPv6Network

# https://www.iana.org/assignments/iana-ipv4-special-registry, multicast and class E.
IPV4_REFUSED = tuple(
    IPv4Network(network)
    for network in (
        "0.0.0.0/8",  # this network (RFC 791)
        "10.0.0.0/8",  # private use (RFC 1918)
        "100.64.0.0/10",  # carrier-grade NAT (RFC 6598); holds Alibaba's 100.100.100.200
        "127.0.0.0/8",  # loopback (RFC 1122)
        "168.63.129.16/32",  # Azure's wire server
        "169.254.0.0/16",  # link local, cloud metadata (RFC 3927)
        "172.16.0.0/12",  # private use (RFC 1918)
        "192.0.0.0/24",  # protocol assignments (RFC 6890); holds Oracle's 192.0.0.192
        "192.0.2.0/24",  # documentation (RFC 5737)
        "192.31.196.0/24",  # AS112 (RFC 7535)
        "192.52.193.0/24",  # AMT relays (RFC 7450)
        "192.88.99.0/24",  # 6to4 relays (RFC 7526)
        "192.168.0.0/16",  # private use (RFC 1918)
        "192.175.48.0/24",  # AS112 (RFC 7534)
        "198.18.0.0/15",  # benchmarking (RFC 2544)
        "198.51.100.0/24",  # documentation (RFC 5737)
        "203.0.113.0/24",  # documentation (RFC 5737)
        "224.0.0.0/4",  # multicast (RFC 5771)
        "240.0.0.0/4",  # reserved and broadcast (RFC 1112)
    )
)

# Everything outside global unicast is refused: loopback, mapped IPv4, NAT64, unique local, link
# local, multicast, SRv6, discard. NAT64 within a prefix of the network's own (RFC 6052, section
# 2.2) looks like any other address: who runs one keeps private IPv4 out of it there.
IPV6_GLOBAL = IPv6Network("2000::/3")

# https://www.iana.org/assignments/iana-ipv6-special-registry, the part inside 2000::/3.
IPV6_REFUSED = tuple(
    IPv6Network(network)
    for network in (
        "2001::/23",  # protocol assignments: Teredo, ORCHID, benchmarking, AS112 (RFC 2928)
        "2001:db8::/32",  # documentation (RFC 3849)
        "2002::/16",  # 6to4: carries any IPv4 address (RFC 3056)
        "2620:4f:8000::/48",  # AS112 (RFC 7534)
        "3ffe::/16",  # 6bone, given back (RFC 3701)
        "3fff::/20",  # documentation (RFC 9637)
    )
)

ISATAP = frozenset({0x0000_5EFE, 0x0200_5EFE})
"""Upper half of an interface identifier that carries an IPv4 address (RFC 5214, section 6.1)."""


class Guard:
    """Decides per host, on all of its addresses at once.

    `allow_networks` may be contacted although they are private (tests, an intranet source).
    `allow_origins` are exact origins ("http://sample-web.localhost:8000") whose host may resolve
    to loopback; the same server stays refused under any other name.
    """

    def __init__(
        self, *, allow_networks: Iterable[str | IpNetwork] = (), allow_origins: Iterable[str] = ()
    ) -> None:
        self._networks = tuple(ip_network(network) for network in allow_networks)
        self._origins = frozenset(urls.parse(origin).origin for origin in allow_origins)

    def check(self, target: urls.Address, found: Sequence[str]) -> tuple[IpAddress, ...]:
        """The addresses of `found`, all of them fit to be contacted.

        One refused address refuses the host: a name that answers with a public and a private
        address is how rebinding starts. Raises `Refused`.
        """
        try:
            candidates = tuple(ip_address(address) for address in found)
        except ValueError as error:
            raise _refusal(target.host, str(error)) from error
        for candidate in candidates:
            if not self._permits(target, candidate):
                raise _refusal(target.host, str(candidate))
        return candidates

    def _permits(self, target: urls.Address, candidate: IpAddress) -> bool:
        if is_public(candidate):
            return True
        if candidate.is_loopback and not target.literal and target.origin in self._origins:
            return True
        return any(candidate in network for network in self._networks)


def is_public(candidate: IpAddress) -> bool:
    """Whether an address belongs to the open internet, by the tables above."""
    if isinstance(candidate, IPv4Address):
        return not any(candidate in network for network in IPV4_REFUSED)
    if candidate.scope_id is not None:  # bound to an interface of this machine (RFC 4007)
        return False
    if candidate not in IPV6_GLOBAL or any(candidate in network for network in IPV6_REFUSED):
        return False
    return (int(candidate) >> 32) & 0xFFFF_FFFF not in ISATAP


def _refusal(host: str, detail: str) -> Refused:
    return Refused(
        f"“{host}” is not on the public internet, so it is not fetched.",
        reason=RefusalReason.ADDRESS,
        detail=detail,
    )
