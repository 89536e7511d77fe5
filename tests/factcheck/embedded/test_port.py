import socket
from collections.abc import Iterator

import pytest

from factcheck.embedded import port
from factcheck.embedded.exceptions import EmbeddedError, PortTaken


@pytest.fixture
def taken() -> Iterator[int]:
    with socket.create_server(("127.0.0.1", 0)) as server:
        yield server.getsockname()[1]


def test_a_taken_port_is_named_with_a_way_out(taken):
    with pytest.raises(PortTaken) as caught:
        port.require_free("127.0.0.1", taken)

    assert str(caught.value) == (
        f"Port {taken} is taken by another program. "
        f"Choose another one, for example: make run PORT={taken + 1}"
    )


def test_a_port_shared_by_option_counts_as_taken():
    with socket.socket() as server:
        server.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEPORT, 1)
        server.bind(("127.0.0.1", 0))
        server.listen()

        with pytest.raises(PortTaken):
            port.require_free("127.0.0.1", server.getsockname()[1])


def test_a_free_port_stays_free(taken):
    free = taken + 1

    port.require_free("127.0.0.1", free)
    port.require_free("127.0.0.1", free)


@pytest.mark.parametrize("text", ["0", "65536", "-1", "http", "", "８０００", "80.5"])
def test_what_is_no_port_is_refused(text):
    with pytest.raises(EmbeddedError) as caught:
        port.from_text(text)

    assert str(caught.value) == f"PORT is “{text}”: it has to be a number from 1 to 65535."


def test_a_host_of_another_machine_is_refused(taken):
    with pytest.raises(EmbeddedError) as caught:
        port.require_free("192.0.2.1", taken)

    assert str(caught.value).startswith(f"Cannot listen on 192.0.2.1, port {taken}: ")


def test_nobody_answers_on_a_port_nobody_listens_on(taken):
    assert port.answers(taken + 1) is False
