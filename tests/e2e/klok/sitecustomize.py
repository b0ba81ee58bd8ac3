"""Let the processes of a browser test live on a later day; Python finds this by itself through PYTHONPATH."""

import os
from datetime import UTC, datetime, timedelta

LATER = int(os.environ.get("DATT_TEST_SECONDEN_LATER", "0"))
if LATER:
    import time_machine

    time_machine.travel(datetime.now(UTC) + timedelta(seconds=LATER), tick=True).start()
