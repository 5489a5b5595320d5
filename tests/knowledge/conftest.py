"""Snapshots of the real releases, made once for all tests of `knowledge` that ask them: mark those with `releases`."""

import pytest

from knowledge.snapshot.build import build
from knowledge.snapshot.snapshot import Snapshot
from seeds.importing.imported import Imported


def snapshot(*read: Imported) -> Snapshot:
    return build({seed.key: seed.record for each in read for seed in each.seeds}, [])


@pytest.fixture(scope="session")
def esco(esco_release: Imported) -> Snapshot:
    return snapshot(esco_release)


@pytest.fixture(scope="session")
def onet(onet_release: Imported) -> Snapshot:
    return snapshot(onet_release)


@pytest.fixture(scope="session")
def both(esco_release: Imported, onet_release: Imported) -> Snapshot:
    return snapshot(esco_release, onet_release)
