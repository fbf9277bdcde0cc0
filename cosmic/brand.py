"""The council's colours and typeface, from `_brand.yml`, where Quarto looks for them too."""

from pathlib import Path

from pydantic import BaseModel

from cosmic import files, paths


class _Colour(BaseModel):
    palette: dict[str, str]


class _File(BaseModel):
    path: str
    weight: str | int = "normal"
    style: str = "normal"


class _Font(BaseModel):
    family: str
    files: tuple[_File, ...]


class _Typography(BaseModel):
    base: str
    fonts: tuple[_Font, ...]


class Brand(BaseModel):
    """What the report takes of `_brand.yml`; Quarto takes more."""

    color: _Colour
    typography: _Typography

    @property
    def typeface(self) -> str:
        """The name of the typeface that the report is set in."""
        return self.typography.base

    @property
    def fonts(self) -> dict[tuple[str, str], Path]:
        """The files of that typeface, by weight and style."""
        own = (font for font in self.typography.fonts if font.family == self.typeface)
        return {(str(file.weight), file.style): paths.root() / file.path for font in own for file in font.files}


def colour(name: str) -> str:
    """Return a colour of the palette by its name, such as `main`, as `#12436D`. Raises Faults as `read_brand` does."""
    return palette()[name].upper()


def palette() -> dict[str, str]:
    """Return the colours by their names, as they are written. Raises Faults as `read_brand` does."""
    return read_brand().color.palette


def read_brand() -> Brand:
    """Return the project's brand. Raises Faults where it is missing, or lacks what is needed."""
    path = paths.brand()
    return files.validate(Brand, files.read_yaml(path), lambda key: f"{paths.shown(path)}, {key}".rstrip(", "))
