"""What docker-compose.yml, its nginx and the Dockerfile run works, as far as it can be tried without Docker."""

import os
import re
import shutil
import socket
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

import httpx
import pytest
from ruamel.yaml import YAML

from tests.conftest import IN_CI, new_database
from tests.servers import READY_SECONDS, environment, serving, until

ROOT = Path(__file__).parents[2]
NGINX = ROOT / "docs/nginx.conf"
QUERY = "{ roles { totalCount } }"
ANSWER = {"data": {"roles": {"totalCount": 13}}}
SHARED_RATES = "ROLEGRAPH_RATE_STORAGE"  # tests/api/test_access.py tries it with a real one


@pytest.fixture(scope="module")
def compose() -> Any:
    return YAML(typ="safe").load((ROOT / "docker-compose.yml").read_text())


@contextmanager
def nginx(apis: list[str], folder: Path, changes: Sequence[tuple[str, str]] = ()) -> Iterator[str]:
    """The nginx of docs/nginx.conf, perhaps with changes, in front of servers that run here; its address."""
    program = shutil.which("nginx", path=f"{os.environ['PATH']}:/usr/sbin")
    if program is None:
        assert not IN_CI, "CI has nginx"
        pytest.skip("nginx is not installed")
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    text = NGINX.read_text()
    for here, there in (
        ("server api:8000;", " ".join(f"server {api};" for api in apis)),
        ("listen 80;", f"listen 127.0.0.1:{port};"),
        ("/var/cache/nginx/rolegraph", str(folder / "cache")),
        *changes,
    ):
        assert text.count(here) == 1
        text = text.replace(here, there)
    (folder / "nginx.conf").write_text(text)
    user = "user root; " if os.geteuid() == 0 else ""
    more = f"{user}daemon off; pid {folder}/pid; error_log {folder}/error.log;"
    process = subprocess.Popen([program, "-p", folder, "-c", folder / "nginx.conf", "-g", more])
    address = f"http://127.0.0.1:{port}"

    def answers() -> bool:
        assert process.poll() is None, (folder / "error.log").read_text()
        try:
            return httpx.get(f"{address}/healthz").status_code > 0  # 404, where nothing but a prefix is passed on
        except httpx.TransportError:
            return False

    try:
        until(answers)
        yield address
    finally:
        process.terminate()
        process.wait(READY_SECONDS)


def test_an_empty_postgresql_is_set_up_and_served_by_two_processes_behind_a_caching_nginx(
    compose: Any, request: pytest.FixtureRequest, tmp_path: Path
) -> None:
    services = compose["services"]
    given = {name: value for name, value in services["api"]["environment"].items() if name != SHARED_RATES}
    assert given.pop("ROLEGRAPH_TRUSTED_PROXIES") == services["nginx"]["networks"]["inside"]["ipv4_address"]
    assert given["ROLEGRAPH_PATH_PREFIX"] == "${ROLEGRAPH_PATH_PREFIX:-}"
    given["ROLEGRAPH_PATH_PREFIX"] = ""  # as compose makes of it where nobody sets it; test_nginx_prefix has one
    settings = {name.removeprefix("ROLEGRAPH_"): value for name, value in given.items()}
    with new_database("postgresql", tmp_path, request) as address, ExitStack() as stack:
        prepared = environment({"DATABASE_URL": address})
        prepared["PATH"] = f"{Path(sys.executable).parent}{os.pathsep}{prepared['PATH']}"
        for _ in range(2):  # containers start again
            subprocess.run(services["setup"]["command"], cwd=ROOT, env=prepared, check=True, capture_output=True)
        del settings["DATABASE_URL"]
        apis = [
            stack.enter_context(serving(address, **settings, TRUSTED_PROXIES="127.0.0.1"))
            for _ in range(services["api"]["deploy"]["replicas"])
        ]
        front = stack.enter_context(nginx([api.url.removeprefix("http://") for api in apis], tmp_path))

        def get(path: str = "/graphql", **headers: str) -> httpx.Response:
            named = {name.replace("_", "-"): value for name, value in headers.items()}
            return httpx.get(front + path, params={"query": QUERY}, headers=named)

        assert httpx.post(f"{front}/graphql", json={"query": QUERY}).json() == ANSWER
        first, second = get(), get()
        assert (first.json(), first.headers["x-cache"]) == (ANSWER, "MISS")
        assert (second.json(), second.headers["x-cache"]) == (ANSWER, "HIT")
        assert get(if_none_match=first.headers["etag"]).status_code == 304
        other = get(accept="application/graphql-response+json")
        assert other.headers["x-cache"] == "MISS", "another media type is another answer"
        assert other.headers["content-type"].startswith("application/graphql-response+json")
        assert [get("/revisions/1/graphql").headers["x-cache"] for _ in range(2)] == ["MISS", "HIT"]
        assert httpx.get(f"{front}/metrics").status_code == 403
        page = httpx.get(f"{front}/graphql", headers={"accept": "text/html"})
        assert page.headers["content-type"].startswith("text/html")
        somebody = httpx.post(f"{front}/graphql", json={"query": QUERY}, headers={"x-forwarded-for": "203.0.113.5"})
        assert somebody.headers["ratelimit"].startswith('"requests";r=599;'), "nginx tells who asks"
        apis[0].process.terminate()
        apis[0].process.wait(READY_SECONDS)
        for _ in range(4):
            assert httpx.post(f"{front}/graphql", json={"query": QUERY}).json() == ANSWER
        assert get().json() == ANSWER


def test_nginx_repeats_no_request_that_may_have_been_worked_on_and_no_load() -> None:
    site, loads = (ROOT / "docs/nginx.conf").read_text().split("location ~ ^/datasets/")
    (of_questions,) = re.findall(r"proxy_next_upstream ([^;]+);", site)
    assert set(of_questions.split()) == {"error", "timeout", "http_502"}
    assert re.findall(r"proxy_next_upstream ([^;]+);", loads) == ["off"], "its body is passed on as it comes"


def test_the_api_waits_for_a_database_that_is_set_up(compose: Any) -> None:
    database, setup, api = (compose["services"][name] for name in ("db", "setup", "api"))
    assert setup["depends_on"] == {"db": {"condition": "service_healthy"}}
    assert api["depends_on"]["setup"] == {"condition": "service_completed_successfully"}
    assert "pg_isready" in database["healthcheck"]["test"][1]
    given = {name: database["environment"][f"POSTGRES_{name}"] for name in ("USER", "PASSWORD", "DB")}
    wanted = f"postgresql://{given['USER']}:{given['PASSWORD']}@db/{given['DB']}"
    assert setup["environment"]["ROLEGRAPH_DATABASE_URL"] == wanted
    assert api["environment"]["ROLEGRAPH_DATABASE_URL"] == wanted
    assert api["image"] == setup["image"]
    assert compose["services"]["rates"]["command"][0] == "valkey-server"
    assert api["environment"][SHARED_RATES] == "redis://rates:6379"


def test_the_health_check_of_the_api_tells_ready_from_not(compose: Any, request: pytest.FixtureRequest) -> None:
    store = request.getfixturevalue("sqlite_store")
    _, program, option, code = compose["services"]["api"]["healthcheck"]["test"]
    assert (program, option) == ("python", "-c")
    with serving(store.engine.url.render_as_string(hide_password=False)) as server:
        here = code.replace("http://127.0.0.1:8000", server.url)
        assert subprocess.run([sys.executable, "-c", here], check=False).returncode == 0
    assert subprocess.run([sys.executable, "-c", here], check=False, stderr=subprocess.DEVNULL).returncode == 1


def test_the_image_copies_what_is_there_and_serves_on_the_port_that_nginx_asks(compose: Any) -> None:
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
    assert "server api:8000;" in NGINX.read_text()
    front = compose["services"]["nginx"]
    assert front["ports"] == ["127.0.0.1:8000:80"]
    assert f"./{NGINX.relative_to(ROOT)}:/etc/nginx/nginx.conf:ro" in front["volumes"]
