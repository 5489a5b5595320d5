"""Secrets come from files, are shown to nobody, and `rolegraph config` tells what a server would run with."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import CliRunner

from api.cli import app
from api.masking import masked
from api.secret_files import SettingProblem
from api.settings import Settings, unknown_settings

Set = Callable[..., None]


@pytest.fixture(autouse=True)
def no_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    import os

    for name in list(os.environ):
        if name.upper().startswith("ROLEGRAPH_"):
            monkeypatch.delenv(name)


def run(*arguments: str) -> tuple[int, str, str]:
    done = CliRunner().invoke(app, list(arguments))
    assert done.exception is None or isinstance(done.exception, SystemExit), done.exception
    return done.exit_code, done.stdout, done.stderr


@pytest.mark.parametrize("ending", ["", "\n", "\r\n"])
def test_the_value_of_a_setting_is_in_the_file_that_is_named_for_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, ending: str
) -> None:
    for name, value in {
        "database_url": "postgresql://anna:s@cret@db/x",
        "cors_origins": "https://a.example, b",
    }.items():
        (tmp_path / name).write_text(value + ending)
        monkeypatch.setenv(f"ROLEGRAPH_{name.upper()}_FILE", str(tmp_path / name))
    found = Settings()
    assert found.database_url == "postgresql://anna:s@cret@db/x"
    assert found.cors_origins == ["https://a.example", "b"]
    assert list(unknown_settings()) == []


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (None, r"ROLEGRAPH_DATABASE_URL_FILE=.*/secret: No such file or directory"),
        (b"", "the file has to hold one line, the value of ROLEGRAPH_DATABASE_URL"),
        (b"sqlite:///a\nsqlite:///b\n", "the file has to hold one line"),
        (b"\xff\xfe", "it is no text"),
    ],
)
def test_a_file_without_a_value_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, content: bytes | None, message: str
) -> None:
    if content is not None:
        (tmp_path / "secret").write_bytes(content)
    monkeypatch.setenv("ROLEGRAPH_DATABASE_URL_FILE", str(tmp_path / "secret"))
    with pytest.raises(SettingProblem, match=message):
        Settings()
    code, stdout, stderr = run("config")
    assert (code, stdout) == (1, "")
    assert stderr.startswith("rolegraph: ROLEGRAPH_DATABASE_URL_FILE=")


def test_a_setting_that_is_given_twice_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "port").write_text("9000")
    monkeypatch.setenv("ROLEGRAPH_PORT_FILE", str(tmp_path / "port"))
    assert Settings().port == 9000
    monkeypatch.setenv("ROLEGRAPH_PORT", "9001")
    with pytest.raises(SettingProblem, match="ROLEGRAPH_PORT and ROLEGRAPH_PORT_FILE are both set: unset one of them"):
        Settings()


def test_a_file_for_a_setting_that_there_is_not_is_unknown(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ROLEGRAPH_DATABSE_URL_FILE", "/x")
    assert list(unknown_settings()) == [("ROLEGRAPH_DATABSE_URL_FILE", "ROLEGRAPH_DATABASE_URL_FILE")]


@pytest.mark.parametrize(
    ("given", "shown"),
    [
        ("postgresql://anna:s3cret@db.example/x", "postgresql://anna:***@db.example/x"),
        ("postgresql://anna:s@c:ret@db/x?sslmode=require", "postgresql://anna:***@db/x?sslmode=require"),
        (
            "postgresql://anna@db/x?password=s3cret&sslmode=require",
            "postgresql://anna@db/x?password=***&sslmode=require",
        ),
        ("postgresql://db/x?sslpassword=s3cret", "postgresql://db/x?sslpassword=***"),
        ("redis://:s3cret@rates:6379/0", "redis://:***@rates:6379/0"),
        ("sqlite:///some:thing@home.db", "sqlite:///some:thing@home.db"),
        ("600/minute", "600/minute"),
    ],
)
def test_passwords_are_masked_and_nothing_else(given: str, shown: str) -> None:
    assert masked(given) == shown


def test_config_tells_each_setting_and_where_it_is_from(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "url").write_text("postgresql://anna:s3cret@db/x\n")
    monkeypatch.setenv("ROLEGRAPH_DATABASE_URL_FILE", str(tmp_path / "url"))
    monkeypatch.setenv("ROLEGRAPH_TRUSTED_PROXIES", "10.0.0.0/8, ::1")
    monkeypatch.setenv("ROLEGRAPH_RATE_STORAGE", "redis://:s3cret@rates")
    code, stdout, _ = run("config")
    lines = stdout.splitlines()
    assert code == 0
    assert len(lines) == len(Settings.model_fields)
    assert f"ROLEGRAPH_DATABASE_URL=postgresql://anna:***@db/x  # file {tmp_path / 'url'}" in lines
    assert "ROLEGRAPH_TRUSTED_PROXIES=10.0.0.0/8,::1/128  # environment" in lines
    assert "ROLEGRAPH_INTROSPECTION=true  # default" in lines
    assert "ROLEGRAPH_ANONYMOUS_RATE=  # default" in lines
    assert "s3cret" not in stdout
    code, stdout, _ = run("config", "--format", "json")
    found = json.loads(stdout)
    assert found["ROLEGRAPH_RATE_STORAGE"] == {"value": "redis://:***@rates", "source": "environment"}
    assert found["ROLEGRAPH_PORT"] == {"value": 8000, "source": "default"}
    assert "s3cret" not in stdout


def test_a_value_that_is_wrong_is_not_shown_if_it_may_be_a_secret(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ROLEGRAPH_RATE_STORAGE", "reddis:s3cret@rates")
    monkeypatch.setenv("ROLEGRAPH_PORT", "eighty")
    code, stdout, stderr = run("config")
    assert (code, stdout) == (1, "")
    assert "ROLEGRAPH_RATE_STORAGE=***: " in stderr
    assert "ROLEGRAPH_PORT='eighty': " in stderr
    assert "s3cret" not in stderr
