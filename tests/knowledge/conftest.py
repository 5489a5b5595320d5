"""The real releases, read once for all tests of `knowledge` that ask them: mark those with `releases`."""

from pathlib import Path

import pytest

from knowledge.snapshot.build import build
from knowledge.snapshot.snapshot import Snapshot
from seeds.importing.esco import read_esco
from seeds.importing.imported import Imported
from seeds.importing.onet import read_onet
from tests.conftest import IN_CI, SHARED


def real(path: Path) -> Path:
    if not path.exists():
        assert not IN_CI, "CI has ../shared"
        pytest.skip(f"{path.name} is not beside this checkout")
    return path


def snapshot(*read: Imported) -> Snapshot:
    return build({seed.key: seed.record for each in read for seed in each.seeds}, [])


@pytest.fixture(scope="session")
def read() -> tuple[Imported, Imported]:
    return read_esco(real(SHARED / "data/esco-v1.1.0"), {}), read_onet(real(SHARED / "data/onet-29.3"), {})


@pytest.fixture(scope="session")
def esco(read: tuple[Imported, Imported]) -> Snapshot:
    return snapshot(read[0])


@pytest.fixture(scope="session")
def onet(read: tuple[Imported, Imported]) -> Snapshot:
    return snapshot(read[1])


@pytest.fixture(scope="session")
def both(read: tuple[Imported, Imported]) -> Snapshot:
    return snapshot(*read)
