"""How curl is told where to go, so that it never looks a name up and never mixes addresses up."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from ipaddress import ip_address

from factcheck.outbound.guard import IpAddress


class Route:
    """The checked addresses of one host, as curl takes them.

    curl pools its connections by the host of the URL *and* by where it was told to connect to
    instead. One address is named as it stands; several get a name made of them all, which curl is
    told to know. So a connection is used again only for a fetch that was allowed these addresses,
    and a name can never mean others than those it is made of. Should curl ever ask for such a
    name elsewhere, ".invalid" exists nowhere (RFC 6761, section 6.4).
    """

    __slots__ = ("_texts", "addresses", "connect_to", "first", "resolve")

    def __init__(self, addresses: Sequence[IpAddress], *, port: int) -> None:
        self.addresses = tuple(addresses)
        self.first = str(addresses[0])
        self._texts = frozenset(map(str, addresses))
        literals = [f"[{one}]" if one.version == 6 else str(one) for one in addresses]
        if len(literals) == 1:
            self.connect_to = f"::{literals[0]}:"
            self.resolve = ""
        else:
            name = f"{hashlib.sha256(','.join(literals).encode()).hexdigest()[:32]}.invalid"
            self.connect_to = f"::{name}:"
            self.resolve = f"+{name}:{port}:{','.join(literals)}"

    def leads_to(self, address: str) -> bool:
        """Whether `address` is one of those checked, whichever way it is written."""
        return address in self._texts or ip_address(address) in self.addresses
