"""A real Redis, for the tests of rates that several servers count together."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.conftest import IN_CI
from tests.redis_server import Redis, redis_program, redis_server

__all__ = ["Redis"]  # which tests take from here


@pytest.fixture
def redis(tmp_path: Path) -> Iterator[Redis]:
    program = redis_program()
    if program is None:
        assert not IN_CI, "CI has redis-server"
        pytest.skip("neither valkey-server nor redis-server is installed")
    with redis_server(program, tmp_path) as redis:
        yield redis
