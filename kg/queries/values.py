"""Values of parameters, as a user writes them or already of their type."""

import calendar
import re
from collections.abc import Callable, Mapping
from typing import Any

from kg.errors import QueryError
from kg.queries.header import Parameter

_DAY = re.compile(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?")


def value_of(parameter: Parameter, value: Any) -> Any:
    """A value of the type that the header declares.

    Raises:
        QueryError: It cannot be one.
    """
    return _READERS[parameter.type](parameter, value)


def _string(parameter: Parameter, value: Any) -> str:
    if not isinstance(value, str):
        raise QueryError(f"{parameter.name} must be text, not {value!r}")
    return value


def _integer(parameter: Parameter, value: Any) -> int:
    if isinstance(value, bool) or not re.fullmatch(r"\d{1,9}", str(value)):
        raise QueryError(f"{parameter.name} must be a whole number from 0, not {value!r}")
    return int(value)


def _number(parameter: Parameter, value: Any) -> float:
    if isinstance(value, bool) or not re.fullmatch(r"[+-]?\d+(\.\d+)?", str(value)):
        raise QueryError(f"{parameter.name} must be a number, not {value!r}")
    return float(value)


def _confidence(parameter: Parameter, value: Any) -> float:
    if isinstance(value, bool) or not re.fullmatch(r"0|1|[01]?\.\d+|1\.0*", str(value)) or float(value) > 1:
        raise QueryError(f"{parameter.name} must be a number from 0 to 1, not {value!r}")
    return float(value)


def _boolean(parameter: Parameter, value: Any) -> bool:
    if str(value).lower() not in ("true", "false"):
        raise QueryError(f"{parameter.name} must be true or false, not {value!r}")
    return str(value).lower() == "true"


def _list(parameter: Parameter, value: Any) -> list[str]:
    given = value.split(",") if isinstance(value, str) else [str(item) for item in value]
    items = [item.strip() for item in given if item.strip()]
    wrong = [item for item in items if parameter.choices and item not in parameter.choices]
    if wrong or not items:
        raise QueryError(f"{parameter.name} must be some {parameter.meaning or 'words'}, not {value!r}")
    return items


def _day(parameter: Parameter, value: Any) -> str:
    found = _DAY.fullmatch(str(value))
    year, month, day = (int(part) if part else None for part in found.groups()) if found else (None, None, None)
    last = parameter.type == "last_day"
    if year is not None and year >= 1 and (month is None or 1 <= month <= 12):
        month = month or (12 if last else 1)
        days = calendar.monthrange(year, month)[1]
        day = day if day is not None else (days if last else 1)
        if 1 <= day <= days:
            return f"{year:04}-{month:02}-{day:02}"
    raise QueryError(f"{parameter.name} must be a day such as 2023-09-12, 2023-09 or 2023, not {value!r}")


_READERS: Mapping[str, Callable[[Parameter, Any], Any]] = {
    "string": _string,
    "integer": _integer,
    "number": _number,
    "confidence": _confidence,
    "boolean": _boolean,
    "list": _list,
    "first_day": _day,
    "last_day": _day,
}
