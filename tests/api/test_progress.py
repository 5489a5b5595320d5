"""On a terminal a load shows bars with rate and time left; elsewhere it says only what takes long."""

import os
import pty
import subprocess
import sys
from pathlib import Path

from tests.conftest import DATASET
from tests.databases import with_tables
from tests.seeds.releases import esco, onet
from tests.servers import READY_SECONDS, environment, rolegraph


def on_a_terminal(*arguments: str | Path, **settings: str) -> str:
    """What a command shows on a terminal of its own."""
    controller, terminal = pty.openpty()
    process = subprocess.Popen(
        [sys.executable, "-m", "api", *map(str, arguments)],
        env=environment(settings) | {"TERM": "xterm-256color", "COLUMNS": "120"},
        stdout=terminal,
        stderr=terminal,
        close_fds=True,
    )
    os.close(terminal)
    shown = b""
    try:
        while chunk := os.read(controller, 65536):
            shown += chunk
    except OSError:  # the terminal closes with the last process that has it
        pass
    finally:
        os.close(controller)
    assert process.wait(READY_SECONDS) == 0, shown.decode()
    return shown.decode()


def test_a_terminal_shows_the_stages_and_a_summary(tmp_path: Path) -> None:
    address = with_tables(tmp_path / "x.db")
    shown = on_a_terminal("load", DATASET, DATABASE_URL=address)
    for stage in ("reading files", "checking", "writing the tables", "writing the history"):
        assert stage in shown
    assert "/s" in shown
    assert "Revision 1: 392 created" in shown
    shown = on_a_terminal("import", "esco", esco(tmp_path / "esco-v1.1.0"), DATABASE_URL=address)
    assert "reading occupationSkillRelations" in shown
    shown = on_a_terminal("import", "onet", onet(tmp_path / "onet"), DATABASE_URL=address)
    assert "reading Task Statements" in shown


def test_elsewhere_there_is_a_summary_and_nothing_else(tmp_path: Path) -> None:
    address = with_tables(tmp_path / "x.db")
    done = rolegraph("import", "esco", esco(tmp_path / "esco-v1.1.0"), "--author", "anna", DATABASE_URL=address)
    assert (done.returncode, done.stderr) == (0, "")
    assert "│ Role              │ 2       │ 0       │ 0          │ 0         │" in done.stdout
    assert done.stdout.endswith("Revision 1: 13 created, 0 changed, 0 deprecated, 0 untouched.\n")
    again = rolegraph("import", "esco", esco(tmp_path / "esco-v1.1.0"), DATABASE_URL=address)
    assert again.stdout.endswith("Nothing to do: all 13 records are stored already.\n")
    table = [
        ["O*NET-SOC Code", "Scale ID", "Category", "Data Value", "Recommend Suppress"],
        ["51-3011.00", "RL", "1", "60.5", "Y"],
        ["51-3011.00", "RL", "6", "39.5", "N"],
    ]
    told = onet(tmp_path / "onet", **{"Education, Training, and Experience": table})
    marked = rolegraph("import", "onet", told, DATABASE_URL=address)
    assert marked.returncode == 0
    assert "Left out: 1 × ratings that O*NET recommends to suppress.\n" in marked.stdout
    kept = "1 × shares of education, experience or training that O*NET recommends not to rely on"
    assert f"Kept and marked: {kept}.\n" in marked.stdout
    broken = rolegraph("import", "onet", tmp_path / "esco-v1.1.0", DATABASE_URL=address)
    assert broken.returncode == 1
    assert "there is no table 'Occupation Data': is this an O*NET database release?" in broken.stderr
    missing = rolegraph("import", "esco", tmp_path / "gone", DATABASE_URL=address)
    assert (missing.returncode, missing.stdout) == (1, "")
    assert "there is no such file or folder" in missing.stderr
