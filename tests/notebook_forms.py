"""A notebook as other editors and tools save it."""

import copy


def _plain(notebook: dict) -> dict:
    """Without ids and kernel, as formats before 4.5 have it."""
    held = copy.deepcopy(notebook)
    for cell in held["cells"]:
        cell.pop("id", None)
    return held


def vscode(notebook: dict) -> dict:
    """VS Code: a kernel that is named after its environment."""
    held = _plain(notebook)
    for cell in held["cells"]:
        cell["metadata"]["vscode"] = {"languageId": cell["cell_type"]}
    language = {"name": "python", "version": "3.12.1", "file_extension": ".py"}
    kernel = {"display_name": "cosmic", "language": "python", "name": "python3"}
    return held | {
        "metadata": {"kernelspec": kernel, "language_info": language, "orig_nbformat": 4},
        "nbformat_minor": 2,
    }


def colab(notebook: dict) -> dict:
    """Colab: ids among the metadata, no language of the kernel, lines in one text."""
    held = _plain(notebook)
    for number, cell in enumerate(held["cells"]):
        cell["metadata"] |= {"id": f"aB3_{number}", "colab": {"base_uri": "https://localhost:8080/"}}
        cell["source"] = "".join(cell["source"])
    kernel = {"name": "python3", "display_name": "Python 3"}
    metadata = {"colab": {"provenance": []}, "kernelspec": kernel, "language_info": {"name": "python"}}
    return held | {"metadata": metadata, "nbformat_minor": 0}


def classic(notebook: dict) -> dict:
    """The Classic notebook: which cells are folded, and a kernel of a conda environment."""
    held = _plain(notebook)
    for cell in held["cells"]:
        cell["metadata"] |= {"collapsed": False} if cell["cell_type"] == "code" else {}
    kernel = {"display_name": "Python [conda env:cosmic]", "language": "python", "name": "conda-env-cosmic-py"}
    return held | {"metadata": {"anaconda-cloud": {}, "kernelspec": kernel}, "nbformat_minor": 1}


def papermill(notebook: dict) -> dict:
    """What papermill leaves when it has run a notebook: the parameters of that run in a cell of their own."""
    held = copy.deepcopy(notebook)
    injected = {
        "cell_type": "code",
        "id": "0f9c2a11",
        "execution_count": 2,
        "metadata": {"tags": ["injected-parameters"], "papermill": {"duration": 0.01, "status": "completed"}},
        "outputs": [],
        "source": ["# Parameters\n", 'quarter = "2025-26-Q1"\n'],
    }
    held["cells"].insert(1, injected)
    held["metadata"]["papermill"] = {"parameters": {"quarter": "2025-26-Q1"}, "version": "2.6.0"}
    return held


def without_kernel(notebook: dict) -> dict:
    """No word of the kernel that it was written with."""
    return copy.deepcopy(notebook) | {"metadata": {}}


def bare(notebook: dict) -> dict:
    """No more than a program would write that knows little of notebooks."""
    keys = ("cell_type", "source", "metadata")
    cells = [{key: cell[key] for key in keys if cell[key] != {}} for cell in notebook["cells"]]
    return {"cells": cells, "metadata": {"kernelspec": None, "language_info": "python"}, "nbformat": 4}


FORMS = {form.__name__: form for form in (vscode, colab, classic, papermill, without_kernel, bare)}
