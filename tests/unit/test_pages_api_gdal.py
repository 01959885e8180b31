"""GDAL opens layers by their address, over a real socket on this machine."""

import json
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator

import pytest
import uvicorn
from starlette.applications import Starlette

from layers.catalog import Catalog
from layers.filters import ViewFilter
from pages.api.routes import ROUTES


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    """Serve the addresses for programs, and nothing else, on a free port."""
    listening = socket.socket()
    listening.bind(("127.0.0.1", 0))
    listening.listen()
    server = uvicorn.Server(uvicorn.Config(Starlette(routes=list(ROUTES)), log_level="error", lifespan="off"))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]})
    thread.start()
    yield f"http://127.0.0.1:{listening.getsockname()[1]}"
    server.should_exit = True
    thread.join()
    listening.close()


READ = """
import json, sys, warnings
import pyogrio
warnings.simplefilter("ignore", RuntimeWarning)  # an address has no ending
print(json.dumps(list(pyogrio.read_dataframe(sys.argv[1], **json.loads(sys.argv[2]))["id"])))
"""


def read(address: str, **options: str) -> list[str]:
    """Open an address with GDAL and return the ids it finds; in a process of its own, since GDAL holds this one up."""
    command = [sys.executable, "-c", READ, f"/vsicurl/{address}", json.dumps(options)]
    done = subprocess.run(command, capture_output=True, check=True, timeout=120, text=True)
    return list(json.loads(done.stdout))


def test_gdal_opens_a_layer_by_its_address_and_filters_in_it(catalog: Catalog, address: str) -> None:
    shown = ViewFilter(countries=("CL",)).apply(catalog)
    given = f"{address}/api/v1/legs?country=CL&format=geojson"
    assert read(given) == list(shown.legs.index)
    strong = read(given, where="grade = 'established' AND length_km < 50")
    wanted = shown.legs[(shown.legs["grade"] == "established") & (shown.legs["length_km"] < 50)]
    assert strong == list(wanted.index)
    assert 0 < len(strong) < len(shown.legs)


def test_gdal_opens_a_geopackage_by_its_address(catalog: Catalog, address: str) -> None:
    found = read(f"{address}/export/gpkg?country=CL", layer="events")
    assert found == list(ViewFilter(countries=("CL",)).apply(catalog).events.index)
