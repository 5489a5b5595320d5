"""The bill of materials of a release, in CycloneDX 1.6: what the lock files pin for the program and for its page.

.venv/bin/python -m release.sbom dist/rolegraph.cdx.json
"""

import base64
import json
import re
import sys
import tomllib
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from uuid import NAMESPACE_URL, uuid5

ROOT = Path(__file__).parents[1]
PIN = re.compile(r"^([A-Za-z0-9._-]+)(?:\[[^\]]*\])?==([^\s;\\]+)\s*(?:;\s*([^\\]+?))?\s*\\?$")


def components() -> list[dict[str, Any]]:
    """All that is pinned, by name."""
    found = [*_python(ROOT / "requirements.lock"), *_page(ROOT / "api/web/package-lock.json")]
    return sorted(found, key=lambda each: str(each["purl"]))


def _python(lock: Path) -> Iterator[dict[str, Any]]:
    for line in lock.read_text().splitlines():
        if line[:1].isspace() or line.startswith("#") or not line.strip():
            continue
        pin = PIN.match(line)
        if pin is None:
            raise ValueError(f"{lock.name}: this is no pinned requirement: {line}")
        name, version, marker = pin.groups()
        known: dict[str, Any] = {
            "type": "library",
            "bom-ref": f"pkg:pypi/{name.lower()}@{version}",
            "name": name,
            "version": version,
            "purl": f"pkg:pypi/{name.lower()}@{version}",
        }
        if marker:
            known["properties"] = [{"name": "rolegraph:only-if", "value": marker}]
        yield known


def _page(lock: Path) -> Iterator[dict[str, Any]]:
    for path, told in json.loads(lock.read_text())["packages"].items():
        if not path or told.get("dev"):
            continue
        name = path.rpartition("node_modules/")[2]
        purl = f"pkg:npm/{name.replace('@', '%40')}@{told['version']}"
        known: dict[str, Any] = {
            "type": "library",
            "bom-ref": f"{purl}#{path}",
            "name": name,
            "version": told["version"],
            "purl": purl,
            "scope": "required",
        }
        algorithm, _, value = told.get("integrity", "").partition("-")
        if algorithm == "sha512":
            known["hashes"] = [{"alg": "SHA-512", "content": base64.b64decode(value).hex()}]
        if isinstance(told.get("license"), str):
            known["licenses"] = [{"expression": told["license"]}]
        yield known


def bill(made_at: datetime) -> dict[str, Any]:
    """The whole document. The same lock files make the same, but for the time."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    parts = components()
    own = f"pkg:pypi/{project['name']}@{project['version']}"
    return {
        "$schema": "http://cyclonedx.org/schema/bom-1.6.schema.json",
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "serialNumber": f"urn:uuid:{uuid5(NAMESPACE_URL, json.dumps([own, parts]))}",
        "version": 1,
        "metadata": {
            "timestamp": made_at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
            "component": {
                "type": "application",
                "bom-ref": own,
                "name": project["name"],
                "version": project["version"],
                "description": project["description"],
                "licenses": [{"license": {"id": project["license"]}}],
                "purl": own,
            },
        },
        "components": parts,
        "dependencies": [{"ref": own, "dependsOn": [each["bom-ref"] for each in parts]}],
    }


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit("say where to: python -m release.sbom FILE")
    Path(sys.argv[1]).write_text(json.dumps(bill(datetime.now(UTC)), indent=1) + "\n")
