"""32 messages of mixed length at a time: `batch ours|fp32|torch`, in milliseconds a batch."""

import sys

from tests.bench.messages import BATCH
from tests.bench.processes import report
from tests.bench.subjects.answerers import ANSWERERS
from tests.bench.subjects.timing import median_ms

_PASSES = 9

report({"ms": median_ms(ANSWERERS[sys.argv[1]]().many, [BATCH], _PASSES)})
