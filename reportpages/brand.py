"""The council's colours and typeface, from `_brand.yml`, where Quarto looks for them too."""

from functools import lru_cache
from pathlib import Path

from pydantic import AliasPath, BaseModel, Field

from projectfiles import files, paths


class _FontFile(BaseModel):
    path: str
    weight: str | int = "normal"
    style: str = "normal"


class _Font(BaseModel):
    family: str
    files: tuple[_FontFile, ...]


class Brand(BaseModel):
    """What the report takes from `_brand.yml`, which may contain more.

    `palette` are the colours by their names, as they are written; `typeface` is the name of the report's typeface.
    """

    palette: dict[str, str] = Field(validation_alias=AliasPath("color", "palette"))
    typeface: str = Field(validation_alias=AliasPath("typography", "base"))
    all_fonts: tuple[_Font, ...] = Field(validation_alias=AliasPath("typography", "fonts"))

    @property
    def fonts(self) -> dict[tuple[str, str], Path]:
        """Return the files of the report's typeface, by weight and style."""
        own = [file for font in self.all_fonts if font.family == self.typeface for file in font.files]
        return {(str(file.weight), file.style): paths.root() / file.path for file in own}


def colour(name: str) -> str:
    """Return a colour of the palette by its name, such as `main`, as `#12436D`. Raises Faults as `read_brand` does."""
    return read_brand().palette[name].upper()


def read_brand() -> Brand:
    """Return the project's brand. Raises Faults where its file is missing, or lacks what the report needs."""
    return _read(paths.brand(), files.read_content(paths.brand()))


@lru_cache(maxsize=4)  # a chart asks for each of its colours
def _read(path: Path, _content: bytes | None) -> Brand:
    return files.read_model(path, Brand)
