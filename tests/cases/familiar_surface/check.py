"""Names inside modules of types, further names of answers, methods that share an operation, a class for downloads."""

from __future__ import annotations

import asyncio
import inspect

import pytest

from tests.cases.kit import Case, ok, plain

PAGE = {"data": [{"id": "t"}], "has_more": False}


def check(case: Case) -> None:
    case.import_everything()
    names_inside(case)
    shared_operation(case)
    downloads(case)
    asyncio.run(downloads_later(case))


def names_inside(case: Case) -> None:
    types, trip = case.module("types.trips"), case.module("types.trips.trip")
    assert trip.LegWalk is case.module("types.walk").Walk
    assert trip.LegRide is case.module("types.ride").Ride
    assert set(trip.Chauffeur.model_fields) == {"name", "home"}
    assert {"Trip", "Chauffeur", "LegWalk", "LegRide", "Route"} <= set(trip.__all__)
    made = types.Trip.model_validate(
        {"id": "t", "legs": [{"kind": "walk", "steps": 1}], "driver": {"name": "n"}}
    )
    assert type(made.legs[0]) is trip.LegWalk
    assert type(made.driver) is trip.Chauffeur
    assert case.module("types.trips.leg").Leg
    client, _ = case.client()
    assert inspect.signature(client.trips.retrieve).return_annotation.endswith("TripRetrieveResponse")


def shared_operation(case: Case) -> None:
    client, _ = case.client(ok(PAGE))
    assert [trip.id for trip in client.trips.list()] == ["t"]
    with pytest.warns(DeprecationWarning, match="overview"):
        whole = client.trips.overview()
    assert type(whole).__name__ == "TripList"


def downloads(case: Case) -> None:
    client, _ = case.client(plain(b"map", "application/octet-stream"))
    file = client.trips.map("t")
    assert type(file) is case.module("lib.downloads").MapFile
    assert file.content == b"map"
    assert client.trips.map_text("t") == "map"
    with client.trips.with_streaming_response.map("t") as response:
        assert response.parse() == b"map"
        assert response.parse(to=str) == "map"


async def downloads_later(case: Case) -> None:
    client, _ = case.async_client(plain(b"map", "application/octet-stream"))
    assert (await client.trips.map("t")).content == b"map"
    async with client.trips.with_streaming_response.map("t") as response:
        assert await response.parse() == b"map"
