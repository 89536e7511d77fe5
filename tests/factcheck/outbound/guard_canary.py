"""A network of our own in which every address of the world is this machine, and who was called.

Made for a process inside a network namespace: `open_world` routes all of IPv4 and IPv6 to the
loopback interface, so that no packet can leave, and `Canary` reads that interface. It sees the
first packet of every connection, to whatever address and port, whether somebody listens or not.
"""

from __future__ import annotations

import socket
import struct
import subprocess
from ipaddress import ip_address

LOOPBACK = "lo"
ROUTES = (("-4", "0.0.0.0/0"), ("-6", "::/0"))
ETH_P_ALL, ETH_P_IP, ETH_P_IPV6 = 0x0003, 0x0800, 0x86DD
PACKET_OUTGOING = 4  # on loopback each packet passes twice: it is counted as it leaves
SOL_PACKET, PACKET_STATISTICS = 263, 6
ETHERNET = 14  # bytes in front of the packet
TCP, UDP = socket.IPPROTO_TCP, socket.IPPROTO_UDP
SILENT = frozenset({socket.IPPROTO_ICMP, socket.IPPROTO_ICMPV6})  # the kernel's own refusals
SYN_ACK = 0x12
SYN = 0x02
MARK = ("127.66.66.66", 9)
"""Where the canary sends itself a datagram, to know that all before it has been read."""


def open_world() -> None:
    """Make every address a local one. Raises where this process may not (no namespace of ours)."""
    _ip("link", "set", LOOPBACK, "up")
    for family, everything in ROUTES:
        _ip(family, "route", "add", "local", everything, "dev", LOOPBACK)


class Canary:
    """Tells whom this machine called since it was last asked."""

    def __init__(self) -> None:
        self._wire = socket.socket(socket.AF_PACKET, socket.SOCK_RAW, socket.htons(ETH_P_ALL))
        self._wire.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 1 << 24)
        self._wire.bind((LOOPBACK, 0))
        self._wire.settimeout(10)
        self._marker = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)

    def contacts(self) -> set[str]:
        """“tcp 127.0.0.1 80” for each connection begun, and each other packet of this kind."""
        self._marker.sendto(b"", MARK)
        mark = f"udp {MARK[0]} {MARK[1]}"
        seen: set[str] = set()
        while mark not in seen:
            frame, origin = self._wire.recvfrom(1 << 16)
            if origin[2] == PACKET_OUTGOING and (called := _called(frame[ETHERNET:], origin[1])):
                seen.add(called)
        return seen - {mark}

    def missed(self) -> int:
        """How many packets came too fast to be read: anything but 0 makes the canary worthless."""
        statistics = self._wire.getsockopt(SOL_PACKET, PACKET_STATISTICS, 8)
        return int(struct.unpack("II", statistics)[1])


def _called(packet: bytes, kind: int) -> str | None:
    if kind == ETH_P_IP:
        protocol, head, address = packet[9], (packet[0] & 0x0F) * 4, packet[16:20]
    elif kind == ETH_P_IPV6:
        protocol, head, address = packet[6], 40, packet[24:40]
    else:
        return f"frame {kind:#06x}"
    if protocol in SILENT or (protocol == TCP and packet[head + 13] & SYN_ACK != SYN):
        return None
    name = {TCP: "tcp", UDP: "udp"}.get(protocol, f"protocol {protocol}")
    port = int.from_bytes(packet[head + 2 : head + 4], "big")
    return f"{name} {ip_address(address)} {port}"


def _ip(*arguments: str) -> None:
    subprocess.run(["ip", *arguments], check=True, capture_output=True)
