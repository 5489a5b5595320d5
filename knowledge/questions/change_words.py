"""What became of a record, in sentences of English."""

from knowledge.questions.changed import Deed, Statement

SHORT = 120  # characters of a value that are quoted; of longer ones it is only said that they differ


def sentence(name: str, statement: Statement) -> str:
    """What a statement says of the record with this name: `The level of Python for Baker rose from 0.6 to 0.7.`"""
    field = _plain(statement.field)
    if statement.item is None:
        return _of_record(name, field, statement)
    if statement.quality is not None:
        return _of_quality(name, statement)
    held = f" ({', '.join(statement.details)})" if statement.details else ""
    match statement.deed:
        case Deed.ADDED:
            return f"{statement.item}{held} is now among the {field} of {name}."
        case Deed.REMOVED:
            return f"{statement.item} is no longer among the {field} of {name}."
        case Deed.SOURCED:
            return f"What {statement.item} is believed by among the {field} of {name} changed."
        case _:
            return f"{statement.item} among the {field} of {name} changed{_from_to(statement)}."


def _of_record(name: str, field: str, statement: Statement) -> str:
    match statement.deed:
        case Deed.TOLD if statement.field == "replaced_by":
            return f"{statement.after} took the place of {name}."
        case Deed.SOURCED:
            return f"The sources of {name} changed."
        case Deed.TOLD:
            return f"{name} now has a {field}{_quoted(': ', statement.after)}."
        case Deed.UNTOLD:
            return f"{name} has no {field} any more{_quoted('; it was ', statement.before)}."
        case Deed.ROSE | Deed.FELL as deed:
            return f"The {field} of {name} {deed.lower()}{_from_to(statement)}."
        case Deed.REWRITTEN:
            return f"The {field} of {name} was written anew."
        case _:
            return f"The {field} of {name} changed{_from_to(statement)}."


def _of_quality(name: str, statement: Statement) -> str:
    of = f"The {_plain(statement.quality or '')} of {statement.item} for {name}"
    match statement.deed:
        case Deed.ROSE | Deed.FELL as deed:
            return f"{of} {deed.lower()}{_from_to(statement)}."
        case Deed.TOLD:
            return f"{of} is now known{_quoted(': ', statement.after)}."
        case Deed.UNTOLD:
            return f"{of} is not known any more{_quoted('; it was ', statement.before)}."
        case Deed.REWRITTEN:
            return f"{of} was written anew."
        case _:
            return f"{of} changed{_from_to(statement)}."


def _from_to(statement: Statement) -> str:
    before, after = ((each or "").rstrip(".") for each in (statement.before, statement.after))
    return f" from {before} to {after}" if before and after and len(before) <= SHORT >= len(after) else ""


def _quoted(before: str, value: str | None) -> str:
    return f"{before}{value.rstrip('.')}" if value and len(value) <= SHORT else ""


def _plain(field: str) -> str:
    return field.replace("_", " ")
