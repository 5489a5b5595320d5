"""What a release is made of: a page, a bill of materials, and a version that the changelog tells of."""

import json
import re
import shutil
import tomllib
import zipfile
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

import pytest
from hatchling.builders.sdist import SdistBuilder
from hatchling.builders.wheel import WheelBuilder
from typer.testing import CliRunner

from api.cli import app
from release.sbom import bill

ROOT = Path(__file__).parents[2]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """What a checkout has for its build, with hardly anything in the packages."""
    folder = tmp_path / "checkout"
    for package in ("api", "schema", "knowledge", "db", "seeds"):
        (folder / package).mkdir(parents=True)
        (folder / package / "__init__.py").touch()
    for name in ("pyproject.toml", "hatch_build.py", "README.md", "LICENSE"):
        shutil.copy(ROOT / name, folder / name)
    return folder


@pytest.mark.parametrize("builder", [WheelBuilder, SdistBuilder])
def test_nothing_is_built_without_the_page(
    checkout: Path, tmp_path: Path, builder: type[WheelBuilder] | type[SdistBuilder]
) -> None:
    with pytest.raises(FileNotFoundError, match=r"api/static/index\.html and .* are not built yet: run `make web`"):
        list(builder(str(checkout)).build(directory=str(tmp_path / "dist"), versions=["standard"]))
    assert not list((tmp_path / "dist").glob("*.*"))


def test_a_wheel_has_the_page_and_an_editable_install_does_without(checkout: Path, tmp_path: Path) -> None:
    (editable,) = WheelBuilder(str(checkout)).build(directory=str(tmp_path / "dist"), versions=["editable"])
    assert Path(editable).exists()
    (checkout / "api/static").mkdir()
    for name in ("index.html", "embed.js"):
        (checkout / "api/static" / name).write_text("it")
    (wheel,) = WheelBuilder(str(checkout)).build(directory=str(tmp_path / "dist"), versions=["standard"])
    with zipfile.ZipFile(wheel) as zipped:
        assert {"api/static/index.html", "api/static/embed.js"} <= set(zipped.namelist())


def test_the_bill_of_materials_has_all_that_is_pinned_once() -> None:
    made = bill(datetime(2026, 11, 26, 12, tzinfo=UTC))
    assert (made["bomFormat"], made["specVersion"]) == ("CycloneDX", "1.6")
    assert made["metadata"]["timestamp"] == "2026-11-26T12:00:00Z"
    assert made["metadata"]["component"]["purl"] == f"pkg:pypi/rolegraph@{PROJECT['version']}"
    found = {each["purl"]: each for each in made["components"]}
    for pin in re.findall(r"^([\w.-]+)(?:\[\w+\])?==([^\s;]+)", (ROOT / "requirements.lock").read_text(), re.M):
        assert f"pkg:pypi/{pin[0]}@{pin[1]}" in found
    packages = json.loads((ROOT / "api/web/package-lock.json").read_text())["packages"]
    react = found[f"pkg:npm/react@{packages['node_modules/react']['version']}"]
    assert react["licenses"] == [{"expression": "MIT"}]
    assert len(react["hashes"][0]["content"]) == 128
    dev = {path.rpartition("node_modules/")[2] for path, each in packages.items() if each.get("dev")}
    kept = {path.rpartition("node_modules/")[2] for path, each in packages.items() if not each.get("dev")}
    assert not {each["name"] for each in made["components"] if "npm" in each["purl"]} & (dev - kept)
    references = [each["bom-ref"] for each in made["components"]]
    assert len(references) == len(set(references))
    assert made["dependencies"][0]["dependsOn"] == references
    assert bill(datetime(2027, 1, 1, tzinfo=UTC))["serialNumber"] == made["serialNumber"]


def test_the_changelog_tells_of_the_version_that_this_is() -> None:
    own = PROJECT["version"].removesuffix(".dev0")
    newest = re.findall(r"^## (\S+)(.*)$", (ROOT / "CHANGELOG.md").read_text(), re.M)[0]
    assert newest[0] == own
    assert (newest[1] == " (in preparation)") == PROJECT["version"].endswith(".dev0")
    assert CliRunner().invoke(app, ["--version"]).stdout == f"rolegraph {version('rolegraph')}\n"


def test_the_shipped_dataset_is_loaded_by_its_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)  # where there is no checkout
    monkeypatch.setenv("ROLEGRAPH_DATABASE_URL", "sqlite:///kb.db")
    for arguments, said in (
        (["migrate"], "The database sqlite:///kb.db is up to date.\n"),
        (["load", "--shipped"], "Revision 1: 392 created, 0 changed, 0 deprecated, 0 untouched.\n"),
        (["load", "--shipped"], "Nothing to do: all 392 records are stored already.\n"),
    ):
        done = CliRunner().invoke(app, arguments)
        assert (done.exit_code, done.stdout) == (0, said), done.output
    for arguments in (["load"], ["load", "--shipped", "more"]):
        assert CliRunner().invoke(app, arguments).exit_code == 2
