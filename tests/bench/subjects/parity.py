"""The committed encoder against PyTorch: `parity FILE`."""

import sys
import tempfile
from dataclasses import asdict
from pathlib import Path

from emoji_ranker.manifest import read_manifest, sha256
from emoji_training.base_model import load_base_model
from emoji_training.exported import PARITY, read_export
from emoji_training.parity import measure_parity
from emoji_training.paths import BUNDLE, EXPORTED_ENCODER
from emoji_training.texts import read_texts

from tests.bench.processes import report


def main() -> None:
    """Report the parity of the export that the committed bundle was built from."""
    if sha256(read_export(EXPORTED_ENCODER).model) not in read_manifest(BUNDLE).files.values():
        sys.exit("build/encoder is not what model/bundle was built from: run `make train`")
    with tempfile.TemporaryDirectory() as folder:
        # What is measured is noted beside the export; here it must not be, lest the next bundle tell of it.
        for path in EXPORTED_ENCODER.iterdir():
            if path.name != PARITY:
                Path(folder, path.name).symlink_to(path)
        report(asdict(measure_parity(Path(folder), load_base_model(), read_texts(Path(sys.argv[1])))))


if __name__ == "__main__":
    main()
