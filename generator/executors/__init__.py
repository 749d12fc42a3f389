"""Where divided work is computed: in processes of this machine (`local.py`) or on a Dask cluster
(`cluster.py`), both through the interface of `concurrent.futures`.

A part is a pure function of what it is given, so wherever and however often it is computed, the result is the
same. What lost processes do not compute is computed here, but for what was to be apart from this process.
"""

import os

from generator.executors.cluster import Cluster
from generator.executors.local import Local


def of(scheduler: str | None) -> Local | Cluster:
    """The cluster of a scheduler, or else this machine. Raises UsageError."""
    return Cluster(scheduler) if scheduler else Local(os.cpu_count() or 1)
