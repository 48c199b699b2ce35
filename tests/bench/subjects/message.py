"""Messages of 20 tokens, one at a time: `message ours|fp32|torch`, in milliseconds."""

import sys

from tests.bench.messages import MESSAGES
from tests.bench.processes import report
from tests.bench.subjects.answerers import ANSWERERS
from tests.bench.subjects.timing import median_ms

_PASSES = 15

report({"ms": median_ms(ANSWERERS[sys.argv[1]]().one, MESSAGES, _PASSES)})
