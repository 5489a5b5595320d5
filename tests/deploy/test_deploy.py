"""The files of `deploy` name what there is: settings, addresses, metrics and their labels."""

import json
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from prometheus_client.parser import text_string_to_metric_families
from ruamel.yaml import YAML

from api import metrics, supervising
from api.secret_files import ENDING
from api.settings import PREFIX, Settings
from db.store import Store
from tests.asking_in_process import client, in_a_loop
from tests.conftest import IN_CI

DEPLOY = Path(__file__).parents[2] / "deploy"
ADDED = {"job", "instance", "le", "pid", "digest"}  # by Prometheus, histograms, several processes, and count_values
SETTINGS = {f"{PREFIX}{name}".upper() for name in Settings.model_fields}
SUFFIX = re.compile(r"_(total|bucket|sum|count|created)$")


def yaml(name: str) -> list[Any]:
    return list(YAML(typ="safe").load_all((DEPLOY / name).read_text()))


def queries() -> Iterator[tuple[str, str]]:
    """All that is asked of Prometheus, each by what asks it."""
    (rules,) = yaml("alerts.yaml")
    for group in rules["groups"]:
        for rule in group["rules"]:
            yield rule["alert"], rule["expr"]
    board = json.loads((DEPLOY / "grafana.json").read_text())
    for panel in board["panels"]:
        for target in panel["targets"]:
            yield panel["title"], target["expr"]
    for note in board["annotations"]["list"]:
        yield note["name"], note["expr"]


def told() -> dict[str, set[str]]:
    """The metrics that servers have, and the labels of each."""
    return {str(each._name): set(each._labelnames) for each in [*collectors(metrics), *collectors(supervising)]}


def collectors(module: Any) -> list[Any]:
    """What a module counts and measures."""
    return list(module.registry._collector_to_names)


@pytest.mark.parametrize(("who", "query"), list(queries()), ids=[who for who, _ in queries()])
def test_what_is_asked_of_prometheus_is_what_servers_tell(who: str, query: str) -> None:
    known = told()
    names = {SUFFIX.sub("", name) for name in re.findall(r"\brolegraph_\w+", query)}
    assert names <= known.keys(), who
    assert names or "up{" in query
    labels = {label for group in re.findall(r"\bby \(([^)]*)\)", query) for label in re.split(r",\s*", group)}
    labels |= set(re.findall(r"(\w+)=~?\"", query))
    assert labels <= ADDED.union(*(known[name] for name in names)), who
    counters = set(re.findall(r"\b(rolegraph_\w+)\s*(?:\{[^}]*\})?\[", query))
    assert all(SUFFIX.search(each) for each in counters - {"rolegraph_revision"}), "only counters have a rate"


async def _metrics(store: Store) -> str:
    async with client(store) as asking:
        return (await asking.get("/metrics")).text


def test_those_metrics_are_at_their_address(sqlite_store: Store) -> None:
    found = {each.name for each in text_string_to_metric_families(in_a_loop(_metrics(sqlite_store)))}
    workers = {str(each._name) for each in collectors(supervising)}
    assert told().keys() - workers <= found


def test_every_alert_says_what_to_do_and_how_much_it_matters() -> None:
    (rules,) = yaml("alerts.yaml")
    for rule in rules["groups"][0]["rules"]:
        assert rule["labels"]["severity"] in {"page", "ticket"}
        assert len(rule["annotations"]["summary"]) > 20
        for label in re.findall(r"\$labels\.(\w+)", rule["annotations"]["summary"]):
            assert label == "instance" or label in rule["expr"] or label == "reason"


def test_the_dashboard_is_one_that_grafana_reads() -> None:
    board = json.loads((DEPLOY / "grafana.json").read_text())
    assert board["schemaVersion"] >= 39
    panels = board["panels"]
    assert len({panel["id"] for panel in panels}) == len(panels)
    taken: set[tuple[int, int]] = set()
    for panel in panels:
        place = panel["gridPos"]
        cells = {
            (x, y)
            for x in range(place["x"], place["x"] + place["w"])
            for y in range(place["y"], place["y"] + place["h"])
        }
        assert not cells & taken, panel["title"]
        assert max(x for x, _ in cells) < 24
        taken |= cells
    assert {each["name"] for each in board["templating"]["list"]} == {"datasource", "job"}


def known_setting(name: str) -> bool:
    return name.removesuffix(ENDING) in SETTINGS


def test_kubernetes_runs_servers_that_are_asked_where_they_answer_and_given_the_time_that_they_take() -> None:
    deployment, service, budget = yaml("kubernetes/rolegraph.yaml")
    assert [each["kind"] for each in (deployment, service, budget)] == ["Deployment", "Service", "PodDisruptionBudget"]
    labels = deployment["spec"]["template"]["metadata"]["labels"]
    for selector in (
        deployment["spec"]["selector"]["matchLabels"],
        service["spec"]["selector"],
        budget["spec"]["selector"]["matchLabels"],
    ):
        assert selector.items() <= labels.items()
    pod = deployment["spec"]["template"]["spec"]
    (container,) = pod["containers"]
    assert container["readinessProbe"]["httpGet"]["path"] == "/readyz"
    assert container["livenessProbe"]["httpGet"]["path"] == container["startupProbe"]["httpGet"]["path"] == "/healthz"
    ports = {each["name"]: each["containerPort"] for each in container["ports"]}
    assert ports == {"http": 8000}
    for name in ("readinessProbe", "livenessProbe", "startupProbe"):
        assert container[name]["httpGet"]["port"] in ports
    given = {each["name"]: each["value"] for each in container["env"]}
    assert all(map(known_setting, given)), given
    assert given["ROLEGRAPH_HOST"] == "0.0.0.0"
    drain = int(container["lifecycle"]["preStop"]["exec"]["command"][1])
    assert drain + int(given["ROLEGRAPH_SHUTDOWN_SECONDS"]) < pod["terminationGracePeriodSeconds"]
    assert budget["spec"]["maxUnavailable"] < deployment["spec"]["replicas"]
    (mount,) = [each for each in container["volumeMounts"] if each["name"] == "database"]
    assert given["ROLEGRAPH_DATABASE_URL_FILE"] == f"{mount['mountPath']}/database-url"


def test_kubernetes_has_a_line_for_a_path_prefix_that_only_waits_to_be_one() -> None:
    text = (DEPLOY / "kubernetes/rolegraph.yaml").read_text()
    used = re.sub(r"^( +)# (- \{name: ROLEGRAPH_PATH_PREFIX)", r"\1\2", text, flags=re.M)
    assert used != text
    deployment = next(YAML(typ="safe").load_all(used))
    (container,) = deployment["spec"]["template"]["spec"]["containers"]
    given = {each["name"]: each["value"] for each in container["env"]}
    assert given["ROLEGRAPH_PATH_PREFIX"] == "/careers"
    assert all(map(known_setting, given))


def test_kubernetes_migrates_with_the_program_that_it_then_runs() -> None:
    (job,) = yaml("kubernetes/migrate.yaml")
    (migrating,) = job["spec"]["template"]["spec"]["containers"]
    (serving,) = yaml("kubernetes/rolegraph.yaml")[0]["spec"]["template"]["spec"]["containers"]
    assert migrating["image"] == serving["image"]
    changelog = (DEPLOY.parent / "CHANGELOG.md").read_text()
    assert f"## {migrating['image'].removeprefix('rolegraph:')} " in changelog
    assert migrating["command"] == ["rolegraph", "migrate"]
    assert all(known_setting(each["name"]) for each in migrating["env"])


def test_systemd_waits_as_long_as_requests_may_take_and_gives_settings_that_there_are() -> None:
    service = dict(re.findall(r"^(\w+)=(.*)$", (DEPLOY / "rolegraph.service").read_text(), re.M))
    assert int(service["TimeoutStopSec"]) > Settings.model_fields["shutdown_seconds"].default
    names = re.findall(r"(ROLEGRAPH_\w+)=", (DEPLOY / "rolegraph.service").read_text())
    assert {"ROLEGRAPH_DATABASE_URL_FILE", "ROLEGRAPH_LOG_FORMAT"} <= set(names)
    assert all(map(known_setting, names))
    assert service["ExecStart"].endswith("/rolegraph serve")


def test_systemd_finds_no_fault_in_the_unit(tmp_path: Path) -> None:
    analyze = shutil.which("systemd-analyze")
    if analyze is None:
        assert not IN_CI, "CI has systemd"
        pytest.skip("systemd is not installed")
    text = (DEPLOY / "rolegraph.service").read_text()
    text = text.replace("/opt/rolegraph/bin/rolegraph", str(Path(sys.executable).parent / "rolegraph"))
    text = re.sub(r"^Documentation=.*\n", "", text, flags=re.M)
    (tmp_path / "rolegraph.service").write_text(text)
    done = subprocess.run(
        [analyze, "verify", "--man=no", tmp_path / "rolegraph.service"], capture_output=True, text=True, check=False
    )
    own = [line for line in done.stderr.splitlines() if "rolegraph.service" in line]
    assert own == []
