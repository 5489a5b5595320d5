"""One load, in a process of its own, so that the server's event loop and its memory have nothing to do with it.

Reads what to do as a line of JSON, and writes what came of it as another. It ends, and leaves nothing behind, when the
server that started it does: its transaction is then rolled back.
"""

import os
import shutil
import sys
import threading
import traceback
import zipfile
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from types import TracebackType
from typing import Any

import orjson

from api.telling import plan_as_json
from db.engine import check_migrated, open_engine
from db.errors import UNREACHABLE, DatabaseProblem, reason
from db.memory import uncollected
from db.store import Store
from knowledge.model.vocabulary import Operation
from seeds import loading
from seeds.planned import Terms
from seeds.problems import Level, Place, Problem, Refused, counted, of_level
from seeds.seed import Seed

MOST_PROBLEMS = 1_000  # that are told; the others are counted
MOST_CHANGES = 1_000  # likewise, of a dry run
UNPACKED_TIMES = 50  # that a workbook may be larger than its file
LEAST_UNPACKED = 20_000_000  # bytes that it may have in any case
PARAMETERS = {"--allow-shrink ": "allowShrink=", "--prune": "prune=true"}
"""What options of the command line are called in an address."""

NICENESS = 5  # requests go before loads


def main() -> None:
    job = orjson.loads(sys.stdin.buffer.readline())
    folder = Path(job["folder"])
    sys.excepthook = _told_without_values
    os.nice(NICENESS)
    threading.Thread(target=_end_with_the_server, args=(folder,), daemon=True).start()
    sys.stdout.buffer.write(orjson.dumps(outcome(job, folder)) + b"\n")
    sys.stdout.buffer.flush()
    os._exit(0)  # the other thread waits for ever


def _end_with_the_server(folder: Path) -> None:
    while os.read(0, 4096):
        pass
    shutil.rmtree(folder, ignore_errors=True)
    os._exit(1)


def _told_without_values(kind: type[BaseException], _: BaseException, trace: TracebackType | None) -> None:
    """What is logged of an unexpected error: where it was, and nothing of what was loaded."""
    sys.stderr.write("".join([*traceback.format_tb(trace), kind.__name__, "\n"]))
    sys.stderr.flush()
    os._exit(1)


def outcome(job: Mapping[str, Any], folder: Path) -> dict[str, Any]:
    """What came of a load: `status` is that of HTTP, `body` what is answered."""
    engine = open_engine(job["database_url"])
    try:
        check_migrated(engine)
        _check_workbooks(folder)
        return {"status": 200, "body": _loaded(Store(engine), job, folder)}
    except Refused as error:
        return {"status": 422, "body": _refused(error.problems, folder)}
    except DatabaseProblem as error:
        return {"status": 503, "body": {"message": str(error)}}
    except UNREACHABLE as error:
        return {"status": 503, "body": {"message": f"the database failed: {reason(error)}; nothing was written"}}
    finally:
        engine.dispose()


def _loaded(store: Store, job: Mapping[str, Any], folder: Path) -> dict[str, Any]:
    with uncollected():
        return _done(store, job, folder)


def _done(store: Store, job: Mapping[str, Any], folder: Path) -> dict[str, Any]:
    parsed = loading.gather([folder])
    _check_dataset(parsed.seeds, job["dataset"])
    prune, terms = job["prune"], Terms(doubts=parsed.problems, strict=job["strict"], allow_shrink=job["allow_shrink"])
    if job["dry_run"]:
        plan = loading.diff_seeds(store, parsed.seeds, prune=prune, **terms)
        changes: Any = plan_as_json(plan)["changes"]
        return {
            **_counted(job, plan.records, {operation: plan.count(operation) for operation in Operation}),
            **_doubted(plan.doubts, folder),
            "revision": None,
            "changes": changes[:MOST_CHANGES],
            "notShown": len(changes[MOST_CHANGES:]),
        }
    done = loading.load_seeds(
        store, parsed.seeds, job["loaded"], job["author"], prune=prune, message=job["message"], **terms
    )
    counts: Counter[Operation] = Counter()
    for (_, operation), count in done.counts.items():
        counts[operation] += count
    made = done.revision
    revision = made and {
        "number": made.number,
        "digest": made.digest,
        "author": made.author,
        "message": made.message,
        "committedAt": made.committed_at.isoformat(),
    }
    return {**_counted(job, done.records, counts), **_doubted(done.doubts, folder), "revision": revision}


def _counted(job: Mapping[str, Any], records: int, counts: Mapping[Operation, int]) -> dict[str, Any]:
    """What a load does, or would do, in figures."""
    return {
        "dataset": job["dataset"],
        "dryRun": job["dry_run"],
        **{operation.lower(): counts[operation] for operation in Operation},
        "untouched": records - counts[Operation.CREATED] - counts[Operation.CHANGED],
    }


def _check_dataset(seeds: Sequence[Seed], dataset: str) -> None:
    """Raise `Refused` if anything belongs to another dataset than the key may load."""
    others = [seed for seed in seeds if seed.dataset != dataset]
    problems = [
        Problem(seed.place(), "dataset", f"{seed.key} belongs to {seed.dataset}, and this address loads {dataset}")
        for seed in others[:MOST_PROBLEMS]
    ]
    if problems:
        raise Refused(problems)


def _check_workbooks(folder: Path) -> None:
    """Raise `Refused` if a workbook is no zip file, or unpacks to more than is to be believed."""
    for file in folder.rglob("*.xlsx"):
        most = max(LEAST_UNPACKED, UNPACKED_TIMES * file.stat().st_size)
        try:
            with zipfile.ZipFile(file) as packed:
                unpacked = sum(each.file_size for each in packed.infolist())
        except zipfile.BadZipFile as error:
            raise Refused([Problem(Place(file), "", "not an Excel workbook")]) from error
        if unpacked > most:
            raise Refused([Problem(Place(file), "", f"unpacks to {unpacked:,} bytes, more than {most:,}")])


def _refused(problems: Sequence[Problem], folder: Path) -> dict[str, Any]:
    return {"problems": _told(problems, folder), "notShown": len(problems[MOST_PROBLEMS:])}


def _doubted(doubts: Sequence[Problem], folder: Path) -> dict[str, Any]:
    """The warnings, and how many notes there are of each sort."""
    warnings = of_level(doubts, Level.WARNING)
    more = len(warnings[MOST_PROBLEMS:])
    return {"warnings": _told(warnings, folder), "warningsNotShown": more, "notes": counted(doubts)}


def _told(problems: Sequence[Problem], folder: Path) -> list[dict[str, Any]]:
    return [
        {
            "place": str(replace(each.place, file=Path(_shown(each.place.file, folder)))),
            "file": _shown(each.place.file, folder),
            "line": each.place.line,
            "field": each.field or None,
            "message": _said(each.message.replace(f"{folder}/", "")),
        }
        for each in problems[:MOST_PROBLEMS]
    ]


def _said(message: str) -> str:
    """A message that names parameters of the address where the command line has options."""
    for option, parameter in PARAMETERS.items():
        message = message.replace(option, parameter)
    return message


def _shown(file: Path, folder: Path) -> str:
    return str(file.relative_to(folder)) if file.is_relative_to(folder) else file.name


if __name__ == "__main__":
    main()
