"""Fits the weights of `src/tag/pronoun.rs`: `python pronouns.py CORPORA READER` prints them.

For every pronoun of GUM's training part whose chain has a name among the candidates, the names of that chain shall score
above the others: a softmax over the candidates, as in Durrett and Klein 2013. The thousand pronouns are few, so the weights
start from what grammar leads one to expect and are held near it.
"""

import argparse
import json
import re
import subprocess
from pathlib import Path

import torch

PENALTY = 0.1
# What is expected of a fact, in round numbers; of the others nothing.
EXPECTED = {
    "in the same sentence": 1.5,
    "sentences before, from two on": -1.0,
    "subject": 1.0,
    "after a preposition": -0.5,
    "after “of”": -1.0,
    "both subjects": 0.5,
    "neither a subject": 0.5,
    "owner in the subject’s clause": 0.5,
    "subject and object of one verb": -2.0,
    "subject of the pronoun’s own clause, reflexive": 1.5,
    "named before, times doubled": 0.5,
    "a body, place or group": -1.5,
    "the sex fits": 1.0,
    "the sex does not fit": -2.5,
    "after the pronoun": -1.0,
    "after the pronoun, the subject that its phrase leads to": 2.0,
    "joined to another name": -0.5,
    "outside the pronoun’s quotation": -0.5,
    "in a quotation that the pronoun is not in": -1.0,
    "subject of the same sentence, and the pronoun an owner": 0.5,
    "named in the headline": 0.5,
    "before “and” and the pronoun": 3.0,
    "head of the pronoun’s relative clause": 3.0,
    "both speak": 0.5,
}


def lines(path):
    with open(path, encoding="utf-8") as file:
        return [json.loads(line) for line in file]


def chain_at(entities, start, end):
    """The chain of the smallest mention that holds these places."""
    inside = [e for e in entities if e["start"] <= start and end <= e["end"]]
    return min(inside, key=lambda e: e["end"] - e["start"])["chain"] if inside else None


def examples(rows, reader, nobody=False):
    """For each pronoun: the facts of its candidates, and which of them are right; with `nobody` also where none is."""
    given = "".join(json.dumps({"id": r["id"], "text": r["text"]}) + "\n" for r in rows)
    made = subprocess.run([reader, "pronouns"], input=given.encode(), stdout=subprocess.PIPE, check=True).stdout
    out = []
    for row, line in zip(rows, made.decode().splitlines()):
        for pronoun in json.loads(line)["pronouns"]:
            chain = chain_at(row["entities"], *pronoun["at"])
            right = [chain is not None and chain_at(row["entities"], *c["at"]) == chain for c in pronoun["candidates"]]
            if any(right) or nobody:
                out.append((torch.tensor([c["facts"] for c in pronoun["candidates"]]), torch.tensor(right)))
    return out


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("corpora", type=Path, help="the folder with the corpora")
    parser.add_argument("reader", help="the project's build tool")
    args = parser.parse_args()
    torch.set_num_threads(1)
    known = examples(lines(args.corpora / "gum-train.jsonl"), args.reader)
    dev = examples(lines(args.corpora / "gum-dev.jsonl"), args.reader)
    source = (Path(__file__).parents[2] / "tag/pronoun.rs").read_text(encoding="utf-8")
    names = re.findall(r'^    \("(.+)", -?[\d.]+\),$', source, re.MULTILINE)
    unknown = set(EXPECTED) - set(names)
    assert not unknown and len(names) == known[0][0].shape[1], f"facts that pronoun.rs does not have: {unknown}"
    expected = torch.tensor([EXPECTED.get(name, 0.0) for name in names])
    weights = expected.clone().requires_grad_()
    optimiser = torch.optim.LBFGS([weights], max_iter=200, line_search_fn="strong_wolfe")

    def loss():
        optimiser.zero_grad()
        total = PENALTY * ((weights - expected) ** 2).sum()
        for facts, right in known:
            scores = facts @ weights
            total = total + (torch.logsumexp(scores, 0) - torch.logsumexp(scores[right], 0)) / len(known)
        total.backward()
        return total

    optimiser.step(loss)
    for name, some in (("train", known), ("dev", dev)):
        hits = sum(bool(right[(facts @ weights).argmax()]) for facts, right in some)
        print(f"{name}: {hits} of {len(some)}")
    for weight in weights.tolist():
        print(f"{weight:.1f}")


if __name__ == "__main__":
    main()
