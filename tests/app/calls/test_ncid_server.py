import socket
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from app.calls.event import EventKind
from app.calls.ncid import NcidParser
from app.calls.ncid_server import NcidServer
from app.domain.call import Outcome, Withheld

EVENING = datetime(2026, 11, 22, 18, 5, 52, tzinfo=ZoneInfo("Asia/Tokyo"))


@pytest.fixture
def server():
    with NcidServer(now=lambda: EVENING) as server:
        yield server


def connect(server):
    client = socket.create_connection((server.address.host, server.address.port), 10)
    client.settimeout(10)
    return client


def read_until(client, ending):
    received = b""
    while not received.endswith(ending):
        piece = client.recv(4096)
        assert piece, received
        received += piece
    return received


def test_a_client_is_greeted_like_by_the_real_server(server):
    with connect(server) as client:
        assert read_until(client, b"startup\r\n").splitlines() == [
            b"200 Server: ncidd (NCID) 1.6",
            b"210 API: 1.5 Feature Set 1 2 3 4 5",
            b"251 Call log not sent",
            b"300 End of connection startup",
        ]


def test_a_ring_is_one_line_of_the_grammar_with_the_servers_time(server):
    with connect(server) as client:
        read_until(client, b"startup\r\n")
        server.ring("09012345678", line="2", name="A*B\r\nCID: *NMBR*110*")
        assert read_until(client, b"NMBR 110*\r\n").splitlines() == [
            b"CIDINFO: *LINE*2*RING*1*TIME*18:05:52*",
            b"CID: *DATE*11222026*TIME*1805*LINE*2*NMBR*09012345678*MESG*NONE"
            b"*NAME*A B CID: NMBR 110*",
        ]


def test_every_client_hears_every_call(server):
    with connect(server) as one, connect(server) as other:
        assert server.wait_for_clients(2)
        server.ring("PRIVATE", is_waiting=True)
        server.stop_ringing(outcome=Outcome.MISSED)
        for client in (one, other):
            events = NcidParser().feed(read_until(client, b"RING*-1*TIME*18:05:52*\r\n"))
            assert [event.kind for event in events] == [EventKind.RING, EventKind.ENDED]
            assert events[0].withheld is Withheld.PRIVATE
            assert events[0].call_waiting


def test_a_request_for_a_sign_of_life_is_answered(server):
    with connect(server) as client:
        client.sendall(b"HELLO: IDENT: client noren 1\r\nREQ: YO\r\n")
        assert read_until(client, b"YO\r\n").endswith(b"ACK: REQ YO\r\n")


def test_a_client_that_leaves_is_forgotten(server):
    with connect(server):
        assert server.wait_for_clients(1)
    assert server.wait_for_clients(0)
    server.ring("09012345678")


def test_a_killed_server_lets_its_clients_go_and_its_port_be_taken_again():
    with NcidServer() as server:
        port = server.address.port
        client = connect(server)
        read_until(client, b"startup\r\n")
    assert client.recv(100) == b""
    client.close()
    with NcidServer(port=port) as again, connect(again) as client:
        read_until(client, b"startup\r\n")
