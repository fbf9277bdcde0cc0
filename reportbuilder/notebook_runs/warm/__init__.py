"""Warm processes: copies of one that has imported what notebooks import, which start in no time.

Nothing else needs this folder: without it kernels are ordinary ones (see fast_start.py). It halves the time of a build.
"""

from reportbuilder.notebook_runs.warm.kernel import OPEN_FILE as OPEN_FILE
from reportbuilder.notebook_runs.warm.kernel import start_kernel as start_kernel
from reportbuilder.notebook_runs.warm.processes import can_fork as can_fork
from reportbuilder.notebook_runs.warm.processes import end_all as end_all
from reportbuilder.notebook_runs.warm.processes import list_left_folders as list_left_folders
from reportbuilder.notebook_runs.warm.processes import start as start
from reportbuilder.notebook_runs.warm.processes import warm_up as warm_up
