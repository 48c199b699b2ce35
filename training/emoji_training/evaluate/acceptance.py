"""Whether a bundle may take another's place."""

import os
import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

from emoji_ranker.bundle import Bundle, load_bundle
from emoji_ranker.errors import BundleError
from emoji_ranker.manifest import MANIFEST, PARTS

from emoji_training.errors import AcceptanceError
from emoji_training.evaluate.bootstrap import Estimate, resampling
from emoji_training.evaluate.figures import APT, HARMFUL, HIT_1, HIT_5, MRR, UTILITY, Figures
from emoji_training.evaluate.names import EmojiNames
from emoji_training.evaluate.scoring import JUDGED, Messages, score
from emoji_training.evaluate.systems import BundleSystem, bundle_name
from emoji_training.files import write_folder

# Of each main figure, whether more of it is better (1) or worse (-1).
_JUDGED_SIGNS = MappingProxyType({UTILITY: 1, APT: 1, HARMFUL: -1})
_REACTION_SIGNS = MappingProxyType({HIT_1: 1, HIT_5: 1, MRR: 1})


@dataclass(frozen=True, slots=True)
class Difference:
    """One main figure of two bundles.

    Attributes:
        figure: Its name and that of its messages.
        sign: 1 where more is better, -1 where it is worse.
        current: The figure of the bundle that is in place.
        candidate: The figure of the one that would replace it.
        estimate: Candidate minus current, from a paired bootstrap.
    """

    figure: str
    sign: int
    current: float
    candidate: float
    estimate: Estimate

    @property
    def worse(self) -> bool:
        """Whether the whole interval lies on the bad side; never where the figure is not defined."""
        return self.estimate.high < 0 if self.sign > 0 else self.estimate.low > 0

    def __str__(self) -> str:
        off = self.estimate
        return (
            f"{self.figure}: {self.current:.3f} -> {self.candidate:.3f}, "
            f"{off.value:+.3f} [{off.low:+.3f}, {off.high:+.3f}]"
        )


def differences(current: Mapping[str, Figures], candidate: Mapping[str, Figures]) -> list[Difference]:
    """Compare the main figures of two bundles on the same messages.

    The intervals hold together in 95 % of cases: with twelve at 95 % each, an equal bundle would be refused
    one time in four.
    """
    asked = [
        (name, figure, sign)
        for name in current
        for figure, sign in (_JUDGED_SIGNS if name == JUDGED else _REACTION_SIGNS).items()
    ]
    found = []
    for name, figure, sign in asked:
        was, now = current[name][figure], candidate[name][figure]
        off = resampling(len(was.numerators)).difference(now, was, among=len(asked))
        found.append(Difference(f"{name} {figure}", sign, was.value, now.value, off))
    return found


def weigh(current: Path, candidate: Bundle, messages: Messages, names: EmojiNames) -> list[Difference]:
    """Score two bundles and compare their main figures; an absent or empty current one gives no figures.

    Raises:
        AcceptanceError: The current bundle can't be loaded, or is the candidate.
    """
    if not current.is_dir() or not any(current.iterdir()):
        return []
    if Path(os.path.realpath(current)) == Path(os.path.realpath(candidate.path)):
        raise AcceptanceError(f"{current} is the bundle in place already: name another candidate or --bundle")
    try:
        bundles = (load_bundle(current), candidate)
    except BundleError as error:
        raise AcceptanceError(
            f"the bundle in place can't be compared ({error}): "
            f"move {current} away to accept another without comparing"
        ) from error
    old, new = (
        score(BundleSystem(bundle_name(bundle), bundle, names), messages).figures() for bundle in bundles
    )
    return differences(old, new)


def check_differences(found: list[Difference]) -> None:
    """Raise where a figure is worse beyond its interval.

    Raises:
        AcceptanceError: At least one is; the message names each.
    """
    if worse := "; ".join(str(difference) for difference in found if difference.worse):
        raise AcceptanceError(
            f"refused, since it is worse beyond the interval in {worse}. "
            "Read what changed with `emojibot-train compare`"
        )


def put_in_place(candidate: Bundle, target: Path) -> None:
    """Replace a bundle by a copy of the one that was scored, after loading the copy with all its checks.

    Raises:
        BundleError: The copy can't be loaded.
        AcceptanceError: The candidate changed since it was scored.
        OutputError: The target can't be written, or holds something that is no bundle.
    """
    with write_folder(target, marker=MANIFEST, others=PARTS) as draft:
        for name in (MANIFEST, *candidate.manifest.files):
            shutil.copyfile(candidate.path / name, draft / name)
        if load_bundle(draft).manifest != candidate.manifest:
            raise AcceptanceError(f"{candidate.path} changed while it was scored: run `accept` again")
