"""What docker-compose.yml and the Dockerfile run works, as far as it can be tried without Docker."""

import os
import re
import socket
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import httpx
import pytest
from ruamel.yaml import YAML

from tests.conftest import new_database
from tests.servers import environment

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def services() -> Any:
    return YAML(typ="safe").load((ROOT / "docker-compose.yml").read_text())["services"]


def test_the_command_of_the_api_fills_an_empty_postgresql_and_serves_it(
    services: Any, request: pytest.FixtureRequest, tmp_path: Path
) -> None:
    api = services["api"]
    assert set(api["environment"]) == {"ROLEGRAPH_DATABASE_URL"}
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    with new_database("postgresql", tmp_path, request) as address:
        settings = environment({"DATABASE_URL": address, "PORT": str(port)})
        settings["PATH"] = f"{Path(sys.executable).parent}{os.pathsep}{settings['PATH']}"
        process = subprocess.Popen(api["command"], cwd=ROOT, env=settings, stdout=subprocess.DEVNULL)
        try:
            for _ in range(300):
                try:
                    answer = httpx.post(f"http://127.0.0.1:{port}/graphql", json={"query": "{ roles { totalCount } }"})
                    break
                except httpx.TransportError:
                    assert process.poll() is None
                    time.sleep(0.1)
            assert answer.json() == {"data": {"roles": {"totalCount": 13}}}
        finally:
            process.terminate()
            process.wait(30)


def test_the_api_waits_for_the_database_that_it_is_given(services: Any) -> None:
    database, api = services["db"], services["api"]
    assert api["depends_on"] == {"db": {"condition": "service_healthy"}}
    assert "pg_isready" in database["healthcheck"]["test"][1]
    given = {name: database["environment"][f"POSTGRES_{name}"] for name in ("USER", "PASSWORD", "DB")}
    wanted = f"postgresql://{given['USER']}:{given['PASSWORD']}@db/{given['DB']}"
    assert api["environment"]["ROLEGRAPH_DATABASE_URL"] == wanted


def test_the_image_copies_what_is_there_and_serves_on_the_port_that_compose_publishes(services: Any) -> None:
    text = (ROOT / "Dockerfile").read_text()
    for sources in re.findall(r"^COPY (?!--from)(.*) \S+$", text, re.M):
        for source in sources.split():
            assert (ROOT / source).exists(), source
    packages = re.search(r"^packages = (\[.*\])$", (ROOT / "pyproject.toml").read_text(), re.M)
    assert packages
    for package in re.findall(r'"(\w+)"', packages[1]):
        assert f"COPY {package} {package}\n" in text
    assert 'CMD ["rolegraph", "serve"]' in text
    assert "EXPOSE 8000" in text
    assert services["api"]["ports"] == ["127.0.0.1:8000:8000"]
