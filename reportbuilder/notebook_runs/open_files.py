"""How many kernels may run at once, by how many files the system lets this process have open."""

from cosmic.errors import CosmicError

_FOR_ALL = 64  # what a build has open besides its kernels
_FOR_EACH = 24  # what talking to a kernel takes
_WANTED = 4096


def most_kernels() -> int:
    """Return the most kernels that may run at once; the limit is first raised as far as it may be.

    Raises CosmicError where not even one can run: the library that talks to kernels would end the process.
    """
    try:
        import resource
    except ImportError:  # Windows has no such limit
        return _WANTED
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    if soft == resource.RLIM_INFINITY:
        return _WANTED
    allowed = _WANTED if hard == resource.RLIM_INFINITY else min(hard, _WANTED)
    if allowed > soft:
        resource.setrlimit(resource.RLIMIT_NOFILE, (allowed, hard))
        soft = allowed
    most = (soft - _FOR_ALL) // _FOR_EACH
    if most < 1:
        needed = _FOR_ALL + _FOR_EACH
        raise CosmicError(
            f"only {soft} files may be open at once here, and running a notebook takes {needed}; "
            "allow more, such as by: ulimit -n 1024"
        )
    return most
