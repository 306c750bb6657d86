"""Scores on the dev files, as near to the project's scorers as is quick; `cargo xtask eval` runs those themselves."""

import json
import subprocess
import sys
import tempfile
from pathlib import Path

import numpy as np


def relations(folder, docs, linked):
    """PolNeAR figures by the project's own scorer."""
    with tempfile.NamedTemporaryFile("w", suffix=".jsonl", delete=False) as file:
        for doc, found in zip(docs, linked):
            spans = lambda a, r: [[int(doc["start"][f]), int(doc["end"][l - 1])] for f, l in sorted(a[r])]
            rows = [{r: spans(a, r) for r in ("source", "cue", "content")} for a in found]
            file.write(json.dumps({"id": doc["id"], "attributions": rows}) + "\n")
    script, gold = Path(folder) / "../score/score_attributions.py", Path(folder) / "polnear-dev.jsonl"
    out = subprocess.run([sys.executable, str(script), str(gold), file.name, "--json"], stdout=subprocess.PIPE, check=True).stdout
    Path(file.name).unlink()
    return json.loads(out)["measures"]


def f1(right, found, gold):
    return 2 * right / max(found + gold, 1)


def names(docs, tagged):
    """Exact span and type F1 over persons, organisations and places; groups and others are left out."""
    right = found = gold = 0
    for doc, tags in zip(docs, tagged):
        spans, current = [], None
        for i, tag in enumerate(list(tags) + [0]):
            if current and (tag == 0 or tag % 2 == 1):
                spans.append((int(doc["start"][current[0]]), int(doc["end"][i - 1]), current[1]))
                current = None
            if tag % 2 == 1:
                current = (i, (tag - 1) // 2)
        spans = {s for s in spans if s[2] < 3}
        answers = set(map(tuple, doc["gold_names"]))
        right, found, gold = right + len(spans & answers), found + len(spans), gold + len(answers)
    return f1(right, found, gold)


def factuality(answers, scores):
    answers, scores = np.array(answers), np.clip(np.array(scores), -3, 3)
    return float(np.abs(answers - scores).mean()), float(np.corrcoef(answers, scores)[0, 1])


def best_cut(answers, scores):
    """The lowest of the thresholds with the best F1, and that F1."""
    order = np.argsort(-np.array(scores))
    hits = np.cumsum(np.array(answers)[order])
    values = 2 * hits / (np.arange(1, len(order) + 1) + hits[-1])
    at = int(np.flatnonzero(values >= values.max())[-1])
    return float(np.array(scores)[order][at]), float(values[at])
