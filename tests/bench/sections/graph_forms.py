"""What each step on the way to the lean graph brought."""

import tempfile
from functools import partial
from pathlib import Path

from tests.bench.processes import run_subject
from tests.bench.rounds import say, take_turns
from tests.bench.section import Conditions, Results, Section
from tests.bench.spread import measured, ratio
from tests.bench.tables import middle, quotient, table

_FORMS = {
    "traced": "fp32 as PyTorch's exporter traces it",
    "plain fused": "8 bits: per channel, 7-bit weights, one scale for all rows; fused by the runtime",
    "plain": "the same without SkipLayerNormalization, as all below",
    "scaled": "8 bits, rows scaled before the feed-forward products",
    "fused.fp32": "fp32, eager attention, fused by the runtime's BERT optimiser (SkipLayerNormalization too)",
    "fused": "8 bits of that",
    "exact": "fp32, written node by node",
    "nearest": "8 bits of that, one scale a row behind Gelu",
    "smooth": "and inputs smoothed (SmoothQuant)",
    "lean": "**and weights rounded by what enters (GPTQ): the bundle's**",
}


def _measure(conditions: Conditions) -> Results:
    with tempfile.TemporaryDirectory() as folder:
        say("graph-forms: writing them")
        run_subject("graph_forms", folder)
        subjects = {}
        for form in _FORMS:
            name, *fused = form.split()
            files = (Path(folder, f"{each}.onnx") for each in (name, "traced"))
            subjects[form] = partial(run_subject, "graph_form", *files, *fused)
        return {"rounds": take_turns(subjects, conditions.rounds, "graph-forms")}


def _render(results: Results) -> str:
    rounds = results["rounds"]
    rows = [
        [
            head,
            middle(measured(rounds, name, "ms")),
            quotient(ratio(rounds, name, "traced", "ms")),
            *(f"{measured(rounds, name, key).median:.4f}" for key in ("mean", "minimum")),
        ]
        for name, head in _FORMS.items()
    ]
    return table(["encoder", "ms", "of the traced one (quartiles)", "cosine to it, mean", "minimum"], rows)


SECTION = Section("graph-forms", _measure, _render)
