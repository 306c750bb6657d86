"""Links pieces of sources and contents to cues: a logistic regression over what lies between them.

`src/model/link.rs` counts the same features in the same order.
"""

import numpy as np
import torch

SOURCE, CUE, CONTENT = 1, 2, 3
# Sizes of the groups of features of one block; there is a block for source or content, left or right of the cue.
GROUPS = dict(gap=9, cues=4, sources=4, contents=4, same=2, apart=5, same_gap=18, between=27, signs=17, quoted=4, beside=64, order=64)
BLOCK = sum(GROUPS.values())
FEATURES = 4 * BLOCK
FARTHEST, MOST_BETWEEN = 2, 12


def pieces(tags):
    """[(role, first, after last)] of tags."""
    out, current = [], None
    for i, tag in enumerate(tags):
        role = (tag + 1) // 2
        if role == 0:
            current = None
        elif current is None or current[0] != role or tag % 2 == 1:
            current = [role, i, i + 1]
            out.append(current)
        else:
            current[2] = i + 1
    return [tuple(p) for p in out]


def bucket(gap):
    for b, most in enumerate((0, 1, 2, 4, 8, 16, 32, 64)):
        if gap <= most:
            return b
    return 8


class Place:
    """What the features look at in a document."""

    def __init__(self, doc):
        self.sentence, self.segment = doc["sentence"], doc["segment"]
        self.quoted = (doc["bits"] & np.uint64(1)).astype(int)
        first = [doc["text"][s:s + 1] for s in doc["start"]]
        sign = {",": 1, ":": 2, ";": 2, "-": 2, "–": 2, "—": 2, "“": 4, "”": 4, '"': 4, ".": 8, "?": 8, "!": 8}
        self.sign = [sign.get(c, 0) for c in first]


def features(place, parts, i, j):
    """The features that are on for piece i and cue j."""
    role, first, after = parts[i]
    _, cue_first, cue_after = parts[j]
    left = first < cue_first
    low, high = (after, cue_first) if left else (cue_after, first)
    gap = max(0, high - low)
    between = [p[0] for p in parts[min(i, j) + 1:max(i, j)]]
    sources, cues, contents = (between.count(r) for r in (SOURCE, CUE, CONTENT))
    d = bucket(gap)
    same = int(place.sentence[first] == place.sentence[cue_first] or place.sentence[after - 1] == place.sentence[cue_first])
    apart = int(np.clip(place.segment[cue_first] - place.segment[first], -2, 2)) + 2
    signs = 16
    if gap < 12:
        signs = 0
        for t in range(low, high):
            signs |= place.sign[t]
    before = parts[j - 1][0] if j and cue_first - parts[j - 1][2] <= 1 else 0
    behind = parts[j + 1][0] if j + 1 < len(parts) and parts[j + 1][1] - cue_after <= 1 else 0
    order = 0
    for k in range(3):
        order = order * 4 + (between[k] if k < len(between) else 0)
    values = (d, min(cues, 3), min(sources, 3), min(contents, 3), same, apart, same * 9 + d,
              min(sources, 2) * 9 + min(cues, 2) * 3 + min(contents, 2), signs,
              place.quoted[first] * 2 + place.quoted[cue_first], (before * 4 + behind) * 4 + min(d, 3), order)
    at = ((role == CONTENT) * 2 + left) * BLOCK
    out = []
    for value, size in zip(values, GROUPS.values()):
        out.append(at + value)
        at += size
    return out


def candidates(place, parts, i, cues):
    return [j for j in cues if abs(j - i) <= MOST_BETWEEN and abs(place.segment[parts[j][1]] - place.segment[parts[i][1]]) <= FARTHEST]


def train(docs):
    """Weights and bias, from true pieces."""
    rows, answers = [], []
    for doc in docs:
        place = Place(doc)
        parts = pieces(doc["role"])
        owners = [set() for _ in doc["start"]]
        for k, attribution in enumerate(doc["attributions"]):
            for spans in (attribution["source"], attribution["cue"], attribution["content"]):
                for start, end in spans:
                    a, b = np.searchsorted(doc["end"], start, "right"), np.searchsorted(doc["start"], end, "left")
                    for t in range(a, b):
                        owners[t].add(k)
        own = [set().union(*owners[a:b]) for _, a, b in parts]
        cues = [j for j, p in enumerate(parts) if p[0] == CUE]
        for i, part in enumerate(parts):
            if part[0] != CUE:
                for j in candidates(place, parts, i, cues):
                    rows.append(features(place, parts, i, j))
                    answers.append(float(bool(own[i] & own[j])))
    rows, answers = torch.tensor(rows), torch.tensor(answers)
    weight, bias = torch.zeros(FEATURES, requires_grad=True), torch.zeros(1, requires_grad=True)
    optimiser = torch.optim.LBFGS([weight, bias], max_iter=150, line_search_fn="strong_wolfe")

    def closure():
        optimiser.zero_grad()
        loss = torch.nn.functional.binary_cross_entropy_with_logits(weight[rows].sum(1) + bias, answers, reduction="sum")
        loss = loss + weight.pow(2).sum()
        loss.backward()
        return loss

    optimiser.step(closure)
    return weight.detach().numpy(), float(bias.detach())


def link(doc, tags, weights):
    """Attributions of tags: dicts of role name to [(first, after last)] in tokens."""
    weight, bias = weights
    place, parts = Place(doc), pieces(tags)
    cues = [j for j, p in enumerate(parts) if p[0] == CUE]
    group, out, last = {}, [], None
    for j in cues:
        between = parts[last + 1:j] if last is not None else []
        # A cue in two pieces: a source and no more than three tokens stand between.
        joined = between and all(p[0] == SOURCE for p in between) and parts[j][1] - parts[last][2] <= 3 \
            and place.sentence[parts[j][1]] == place.sentence[parts[last][1]]
        if joined:
            group[j] = group[last]
        else:
            group[j] = len(out)
            out.append({"source": [], "cue": [], "content": []})
        out[group[j]]["cue"].append(parts[j][1:])
        last = j
    best = {}
    for i, part in enumerate(parts):
        if part[0] == CUE:
            continue
        near = [(bias + sum(weight[f] for f in features(place, parts, i, j)), j) for j in candidates(place, parts, i, cues)]
        if not near:
            if part[0] == CONTENT:
                out.append({"source": [], "cue": [], "content": [part[1:]]})
        elif part[0] == CONTENT:
            out[group[max(near)[1]]]["content"].append(part[1:])
        else:
            top = max(near)[0]
            for score, j in near:
                g = group[j]
                if (score == top or score > 0) and (g not in best or best[g][0] < score):
                    best[g] = (score, part[1:])
    for g, (_, span) in best.items():
        out[g]["source"].append(span)
    return out
