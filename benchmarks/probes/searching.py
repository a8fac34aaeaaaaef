"""The window after a hundred searches; prints the bytes it has in memory."""

from __future__ import annotations

import random
import sys
from itertools import islice
from pathlib import Path
from typing import Final

from benchmarks.desk import Desk
from benchmarks.probes.memory import resident_bytes
from benchmarks.search import mixed_fragments
from ui.start import get_ready

_SEARCHES: Final = 100

get_ready()
with Desk(Path(sys.argv[1])) as desk:
    for text in islice(mixed_fragments(desk.store, random.Random(1)), _SEARCHES):
        desk.type_up_to_last(text)
        desk.type_last(text)
    print(resident_bytes())
