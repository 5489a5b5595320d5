"""What the command line shows: messages, progress, and how things that go wrong end."""

import getpass
import os
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

import orjson
import typer
from pydantic import ValidationError
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, ProgressColumn, Task, TextColumn, TimeRemainingColumn
from rich.text import Text
from sqlalchemy import Engine

from api.masking import MASK, SECRET
from api.secret_files import SettingProblem
from api.settings import Settings, unknown_settings
from db.engine import check_migrated, check_readable, open_engine
from db.errors import UNREACHABLE, DatabaseProblem, reason
from db.memory import uncollected
from db.progress import Advance
from db.progress import Progress as Reporter
from db.store import Store
from knowledge.errors import QuestionError, WrongTable
from seeds.problems import Level, Problem, Refused, as_json, counted, of_level

MOST_PROBLEMS = 100  # shown; the others are counted
MOST_ALIKE = 3  # warnings of one sort that are shown, unless all are asked for
WORTH_A_LINE = 1.0  # seconds that a stage takes before it is told where there is no terminal

out = Console(highlight=False, soft_wrap=True)
err = Console(stderr=True, highlight=False, soft_wrap=True)
_opened: list[Engine] = []  # of this command


@contextmanager
def refusals(*, as_data: bool = False) -> Iterator[None]:
    """Turns what can be wrong into a message and exit code 1, and closes the database at the end.

    With `as_data`, all problems of what is refused are printed as JSON.
    """
    try:
        yield
    except Refused as error:
        if as_data:
            print_json(as_json(error.problems))
        for problem in () if as_data else error.problems[:MOST_PROBLEMS]:
            err.print(str(problem), markup=False)
        count = len(error.problems)
        if count > MOST_PROBLEMS and not as_data:
            err.print(f"… and {count - MOST_PROBLEMS:,} more")
        err.print(f"Refused because of {_reasons(error.problems)}; nothing was written.", style="red")
        raise typer.Exit(1) from error
    except (DatabaseProblem, QuestionError, WrongTable) as error:
        err.print(f"rolegraph: {error}", style="red", markup=False)
        raise typer.Exit(1) from error
    except UNREACHABLE as error:
        err.print(f"rolegraph: the database failed: {reason(error)}", style="red", markup=False)
        raise typer.Exit(1) from error
    except OSError as error:
        err.print(f"rolegraph: {error.filename or 'a file'}: {error.strerror}", style="red", markup=False)
        raise typer.Exit(1) from error
    except KeyboardInterrupt as error:
        err.print("rolegraph: stopped; nothing was written", style="red")
        raise typer.Exit(1) from error
    finally:
        while _opened:
            _opened.pop().dispose()


def print_json(value: object) -> None:
    out.out(orjson.dumps(value, option=orjson.OPT_INDENT_2).decode())


def _reasons(problems: Sequence[Problem]) -> str:
    """How many errors there are, and warnings that count as such."""
    warnings = len(of_level(problems, Level.WARNING))
    errors = len(problems) - warnings
    told = [f"{errors:,} problem{'s' * (errors != 1)}"] if errors else []
    told += [f"{warnings:,} warning{'s' * (warnings != 1)} (--strict)"] if warnings else []
    return " and ".join(told)


def tell_doubts(doubts: Sequence[Problem], *, every: bool = False, shown: Console = err) -> None:
    """Show warnings, the first of each sort unless `every` one is asked for, and count them.

    Notes are counted where there is a warning beside them, or everything is asked for: alone they are no news.
    """
    warnings = of_level(doubts, Level.WARNING)
    sorts: dict[str, list[Problem]] = {}
    for warning in warnings:
        sorts.setdefault(warning.about, []).append(warning)
    for about, alike in sorts.items():
        most = len(alike) if every or len(alike) == MOST_ALIKE + 1 else MOST_ALIKE
        for warning in alike[:most]:
            shown.print(str(warning), style="yellow", markup=False)
        if len(alike) > most:
            shown.print(f"… and {len(alike) - most:,} more like it ({about})", style="yellow", markup=False)
    for about, count in counted(doubts).items() if warnings or every else ():
        shown.print(f"Note: {count:,} × {about}.", markup=False)
    if warnings:
        told = f"{len(warnings):,} warning{'s' * (len(warnings) != 1)}"
        hint = "" if every or len(warnings) <= MOST_ALIKE else "; --all-warnings shows every one"
        shown.print(f"{told}{hint}.", style="yellow", markup=False)


def settings(*, tell_unknown: bool = True) -> Settings:
    """The settings. Says which variables are none, and ends with 1 for a value that is wrong."""
    for unknown, nearest in unknown_settings() if tell_unknown else ():
        hint = f": did you mean {nearest}?" if nearest else ""
        err.print(f"rolegraph: there is no setting {unknown}, it is ignored{hint}", style="yellow", markup=False)
    try:
        return Settings()
    except SettingProblem as error:
        err.print(f"rolegraph: {error}", style="red", markup=False)
        raise typer.Exit(1) from error
    except ValidationError as error:
        for each in error.errors():
            name = f"ROLEGRAPH_{'_'.join(map(str, each['loc'])).upper()}"
            given = MASK if each["loc"] and each["loc"][0] in SECRET else repr(each["input"])
            err.print(f"rolegraph: {name}={given}: {each['msg']}", style="red", markup=False)
        raise typer.Exit(1) from error


def user() -> str:
    """Who runs this, for the history. In a container, users may have a number and no name."""
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return f"user {os.getuid()}"


def database(*, create: bool = False) -> Engine:
    """The database that settings name, until the end of `refusals`."""
    engine = open_engine(settings().database_url, create=create)
    _opened.append(engine)
    return engine


def migrated_store() -> Store:
    """The database for commands that write."""
    engine = database()
    check_migrated(engine)
    return Store(engine)


def readable_store(*, newer: bool = True) -> Store:
    """The database for commands that only read: it may be one step older, or newer if that is said."""
    engine = database()
    check_readable(engine, newer=newer)
    return Store(engine)


@contextmanager
def progress() -> Iterator[Reporter]:
    """Progress with rate and time left on a terminal, a line for each stage that takes long elsewhere.

    Meanwhile no garbage is looked for: loads keep nearly all that they make until they end.
    """
    if not err.is_terminal:
        with uncollected():
            yield _Lines()
        return
    columns = (
        TextColumn("{task.description:<32}"),
        BarColumn(bar_width=24),
        MofNCompleteColumn(),
        _Rate(),
        TimeRemainingColumn(compact=True),
    )
    with uncollected(), Progress(*columns, console=err, transient=True) as shown:
        yield _Bars(shown)


class _Rate(ProgressColumn):
    def render(self, task: Task) -> Text:
        speed = task.finished_speed or task.speed
        return Text("" if speed is None else f"{speed:,.0f}/s")


class _Bars:
    def __init__(self, shown: Progress):
        self._shown = shown

    @contextmanager
    def stage(self, name: str, total: int | None) -> Iterator[Advance]:
        task = self._shown.add_task(name, total=total)
        yield lambda count: self._shown.advance(task, count)
        done = int(self._shown.tasks[task].completed)
        self._shown.update(task, total=max(done, total or 0), completed=max(done, total or 0))


class _Lines:
    @contextmanager
    def stage(self, name: str, _total: int | None) -> Iterator[Advance]:
        began, done = time.monotonic(), 0

        def advance(count: int) -> None:
            nonlocal done
            done += count

        yield advance
        took = time.monotonic() - began
        if took >= WORTH_A_LINE:
            err.print(f"{name}: {f'{done:,} in ' if done else ''}{took:.1f} s")
