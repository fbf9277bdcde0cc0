"""The times within a zipped document: the day of its edition, where the libraries write down when they ran."""

from datetime import date
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo


def set_times(path: Path, day: date) -> None:
    """Give every part of a zipped file a day for its time, so that the same parts make the same file."""
    with ZipFile(path) as file:
        parts = [(name, file.read(name)) for name in file.namelist()]
    with ZipFile(path, "w", ZIP_DEFLATED) as file:
        for name, content in parts:
            part = ZipInfo(name, (day.year, day.month, day.day, 0, 0, 0))
            part.compress_type, part.create_system = ZIP_DEFLATED, 0  # the same on every system
            file.writestr(part, content)
