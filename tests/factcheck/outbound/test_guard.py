from __future__ import annotations

from ipaddress import ip_address

import pytest

from factcheck import outbound
from factcheck.outbound import guard


@pytest.mark.parametrize(
    "address",
    [
        *("1.1.1.1", "8.8.8.8", "93.184.215.14", "100.63.255.255", "100.128.0.0", "172.15.255.255"),
        *("172.32.0.0", "192.0.1.0", "192.167.255.255", "198.17.255.255", "198.20.0.0"),
        *("223.255.255.255", "168.63.129.15", "169.253.255.255", "126.255.255.255"),
        *("2606:4700::1111", "2a00:1450:4001::200e", "2001:4860:4860::8888", "2003::1"),
    ],
)
def test_the_open_internet_is_public(address):
    assert guard.is_public(ip_address(address))


@pytest.mark.parametrize(
    "address",
    [
        *("0.0.0.0", "0.1.2.3", "10.255.255.255", "100.127.255.255", "127.0.0.1", "168.63.129.16"),
        *("169.254.169.254", "172.31.255.255", "192.0.0.9", "192.0.0.192", "192.31.196.1"),
        *("192.52.193.1", "192.88.99.1", "192.168.0.1", "192.175.48.1", "198.19.255.255"),
        *("203.0.113.255", "224.0.0.1", "239.255.255.255", "240.0.0.1", "255.255.255.255"),
        *("::", "::1", "::ffff:8.8.8.8", "::8.8.8.8", "64:ff9b::8.8.8.8", "64:ff9b:1::1"),
        *("100::1", "2001::1", "2001:1::1", "2001:2::1", "2001:10::1", "2001:20::1"),
        *("2001:db8::1", "2002:808:808::1", "2620:4f:8000::1", "3fff:fff::1", "4000::1"),
        *("5f00::1", "fc00::1", "fd00:ec2::254", "fe80::1", "fec0::1", "ff02::1"),
        *("2606:4700::5efe:808:808", "2606:4700::200:5efe:808:808"),
        *("2606:4700::1111%lo", "fe80::1%1", "3ffe::1", "100:0:0:1::1", "2001:3::1", "2001:30::1"),
        *("192.88.99.2", "192.0.0.170", "255.0.0.1", "fd20:ce::254", "fd00:42::42", "169.254.0.23"),
    ],
)
def test_everything_else_is_not(address):
    assert not guard.is_public(ip_address(address))


def test_allowed_networks_are_permitted_and_no_others():
    door = guard.Guard(allow_networks=["10.1.0.0/16"])
    target = outbound.parse("http://intranet.example/")

    allowed = door.check(target, ["10.1.2.3", "8.8.8.8"])

    assert allowed == (ip_address("10.1.2.3"), ip_address("8.8.8.8"))
    with pytest.raises(outbound.Refused):
        door.check(target, ["10.1.2.3", "10.2.0.1"])
