"""Bundles and the systems they must beat, scored on the same messages."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from emoji_ranker.manifest import sha256

from emoji_training.evaluate.lexical import LexicalBot
from emoji_training.evaluate.libraries import require_libraries
from emoji_training.evaluate.names import EmojiNames
from emoji_training.evaluate.plots import PLOTS, write_plots
from emoji_training.evaluate.popularity import Popularity, counted_on, read_popularity
from emoji_training.evaluate.reactions import other_tiers
from emoji_training.evaluate.report import REPORT, Report, Source, section
from emoji_training.evaluate.scoring import Messages, Scored, read_messages, score
from emoji_training.evaluate.systems import BundleSystem, ConstantSystem, System, load_systems
from emoji_training.evaluate.thresholds import threshold_curve
from emoji_training.files import write_folder
from emoji_training.lexicon import LexiconEntry, read_lexicon
from emoji_training.paths import JUDGED, LEXICON, POPULARITY

CONSTANT = "raised_hands"


@dataclass(frozen=True, slots=True)
class EvaluationOptions:
    """What is scored, and on what.

    Attributes:
        bundles: Folders of bundles; none for the installed one.
        judged: Judged messages.
        reactions: Messages with reactions, if there are any.
        popularity: What `emojibot-train popularity` counted, on other rows than `reactions`.
        lexicon: The names that count, and the synonyms that the lexical bot knows.
    """

    bundles: tuple[Path, ...] = ()
    judged: Path = JUDGED
    reactions: Path | None = None
    popularity: Path = POPULARITY
    lexicon: Path = LEXICON


@dataclass(frozen=True, slots=True)
class Evaluation:
    """A report, and what it was made of: the bundles' answers hold no text, but the messages do."""

    report: Report
    messages: Messages
    bundles: tuple[BundleSystem, ...]
    scored: dict[str, Scored]


def write_evaluation(options: EvaluationOptions, output: Path) -> Evaluation:
    """Evaluate, and put `evaluation.json` and the plots into a folder, whole or not at all.

    Raises:
        OutputError: The folder can't be written, or holds something else.
        TrainingError: As for `evaluate`.
    """
    with write_folder(output, marker=REPORT, others=PLOTS) as draft:
        evaluation = evaluate(options)
        (draft / REPORT).write_text(evaluation.report.to_json(), encoding="utf-8")
        write_plots(evaluation.report, draft)
    return evaluation


def evaluate(options: EvaluationOptions) -> Evaluation:
    """Score bundles side by side with the lexical bot, popularity and a constant.

    Raises:
        MissingLibraryError: The evaluation extra is not installed.
        TextsError: The messages can't be read.
        PopularityError: The counts can't be read.
        LexiconError: The lexicon can't be read.
        BundleError: A bundle can't be loaded.
    """
    require_libraries()
    entries = read_lexicon(options.lexicon)
    names = EmojiNames(entries)
    messages = read_messages(options.judged, options.reactions, names)
    popularity = read_popularity(options.popularity)
    bundles = load_systems(options.bundles, names)
    scored = {system.name: score(system, messages) for system in (*bundles, *_rivals(entries, popularity))}
    report = _report(scored, bundles, messages, _sources(options, messages, names, popularity))
    return Evaluation(report, messages, tuple(bundles), scored)


def _rivals(entries: Sequence[LexiconEntry], popularity: Popularity) -> tuple[System, ...]:
    return (
        LexicalBot(entries),
        ConstantSystem("popularity", popularity.ranking),
        ConstantSystem(CONSTANT, (CONSTANT,)),
    )


def _report(
    scored: dict[str, Scored], bundles: Sequence[BundleSystem], messages: Messages, sources: dict[str, Source]
) -> Report:
    figures = {system: answers.figures() for system, answers in scored.items()}
    sections = next(iter(figures.values()))
    return Report(
        sections=tuple(
            section(name, {system: of[name] for system, of in figures.items()}) for name in sections
        ),
        thresholds={
            bundle.name: threshold_curve(messages.judged, scored[bundle.name].judged, bundle.settings)
            for bundle in bundles
        },
        least_scores={bundle.name: bundle.settings.min_score for bundle in bundles},
        sources=sources,
    )


def _sources(
    options: EvaluationOptions, messages: Messages, names: EmojiNames, popularity: Popularity
) -> dict[str, Source]:
    judged = {name for m in messages.judged for name in (*m.apt, *m.fine, *m.harmful) if name not in names}
    reacted = [name for m in messages.reacted for name in m.reactions if name not in names]
    flattered = options.reactions is not None and counted_on(popularity, options.reactions)
    notes = {
        "judged": {"emojis outside the lexicon": len(judged)},
        "reactions": {
            "reactions outside the lexicon, which count as misses": len(reacted),
            "messages whose tier is not what their reactions say": other_tiers(messages.reacted),
            "messages that popularity was counted on too": len(messages.reacted) * flattered,
        },
    }
    files = {"judged": options.judged, "reactions": options.reactions, "popularity": options.popularity}
    return {
        use: Source(path.name, sha256(path.read_bytes()), notes.get(use, {}))
        for use, path in files.items()
        if path
    }
