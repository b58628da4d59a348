import socket

import pytest

from app.calls.tcp import Address, StreamLost, open_tcp


@pytest.fixture
def ends():
    with socket.create_server(("127.0.0.1", 0)) as listener:
        stream = open_tcp(Address("127.0.0.1", listener.getsockname()[1]))
        peer, _ = listener.accept()
        with peer:
            yield stream, peer
        stream.close()


def next_bytes(stream):
    while not (data := stream.receive()):
        continue
    return data


def test_bytes_go_both_ways(ends):
    stream, peer = ends
    peer.sendall(b"hello")
    stream.send(b"good evening")
    assert next_bytes(stream) == b"hello"
    assert peer.recv(100) == b"good evening"


def test_a_poll_without_bytes_is_empty(ends):
    stream, _ = ends
    assert stream.receive() == b""


def test_a_peer_that_closed_is_lost_and_not_merely_quiet(ends):
    stream, peer = ends
    peer.close()
    with pytest.raises(StreamLost):
        next_bytes(stream)


def test_a_closed_stream_neither_reads_nor_writes(ends):
    stream, _ = ends
    stream.close()
    stream.close()
    with pytest.raises(StreamLost):
        stream.receive()
    with pytest.raises(StreamLost):
        stream.send(b"anyone?")


def test_nobody_listening_is_a_lost_stream():
    with socket.create_server(("127.0.0.1", 0)) as listener:
        address = Address("127.0.0.1", listener.getsockname()[1])
    with pytest.raises(StreamLost):
        open_tcp(address)


def test_a_name_that_cannot_be_a_host_is_a_lost_stream():
    with pytest.raises(StreamLost):
        open_tcp(Address("店" * 80, 3333))


@pytest.mark.parametrize(("host", "port"), [("", 3333), ("ncid", 0), ("ncid", 65_536)])
def test_an_address_has_a_host_and_a_port(host, port):
    with pytest.raises(AssertionError):
        Address(host, port)
