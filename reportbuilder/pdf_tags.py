"""Walk the structure elements of a tagged PDF. Source: ISO 32000-1, 14.7.2."""

from collections.abc import Iterator

from pikepdf import Array, Dictionary, Name, Object


def below(element: Object, *kinds: str) -> Iterator[Object]:
    """Yield the nearest structure elements of some kinds below an element."""
    for child in children(element):
        if str(child.get("/S")) in kinds:
            yield child
        else:
            yield from below(child, *kinds)


def children(element: Object) -> list[Object]:
    """Return the structure elements directly below an element, without its marked content."""
    return [kid for kid in kids(element) if isinstance(kid, Dictionary) and "/S" in kid]


def kids(element: Object) -> list[Object]:
    """Return all that is directly below an element: structure elements, and pieces of marked content."""
    return as_list(element.get("/K", Array()))


def descendants(element: Object) -> Iterator[Object]:
    """Yield all structure elements below an element, in reading order."""
    for child in children(element):
        yield child
        yield from descendants(child)


def table_attributes(cell: Object) -> Object | None:
    """Return the attributes of a cell that are about its table; None where it has none."""
    return next((owned for owned in as_list(cell.get("/A", Array())) if owned.get("/O") == Name.Table), None)


def as_list(value: Object) -> list[Object]:
    """Return the items of an entry that may be a single item or a list of them."""
    return list(value) if isinstance(value, Array) else [value]
