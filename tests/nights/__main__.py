"""``python -m tests.nights --nights 30 --kills 200 --seed 1``, in a checkout."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))

from nights.command import main

if __name__ == "__main__":
    sys.exit(main())
