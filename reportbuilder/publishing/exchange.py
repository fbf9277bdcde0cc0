"""Exchange two folders in one step, so that at no moment one is missing or half there.

Two renames would leave a moment without an edition: a web server would then answer 404, and a power cut lose it.
"""

import ctypes
import errno
import os
import sys
from collections.abc import Callable
from pathlib import Path

_HERE = -100  # AT_FDCWD of Linux: paths are as the process sees them
_EXCHANGE = 2  # RENAME_EXCHANGE of Linux, RENAME_SWAP of macOS
_CANNOT = (errno.ENOSYS, errno.EINVAL, errno.ENOTSUP)


def exchange_folders(one: Path, other: Path) -> bool:
    """Exchange two folders of one file system; return False where the system or the file system cannot do it.

    Raises OSError where it can, but is not allowed to.
    """
    swap = _swap()
    if swap is None:
        return False
    if swap(os.fsencode(one), os.fsencode(other)) == 0:
        return True
    number = ctypes.get_errno()
    if number in _CANNOT:
        return False
    raise OSError(number, os.strerror(number), str(one), None, str(other))


def _swap() -> Callable[[bytes, bytes], int] | None:
    """Return the system's own call for two paths; None where it has none."""
    if os.name != "posix":
        return None
    library = ctypes.CDLL(None, use_errno=True)
    if sys.platform == "linux" and hasattr(library, "renameat2"):
        return lambda one, other: library.renameat2(_HERE, one, _HERE, other, _EXCHANGE)
    if sys.platform == "darwin" and hasattr(library, "renamex_np"):
        return lambda one, other: library.renamex_np(one, other, _EXCHANGE)
    return None
