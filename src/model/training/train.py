"""Trains the encoder: `python train.py CORPORA BINARY WORK`. See README.md for the one command that does all."""

import random
import time
from collections import Counter

import numpy as np
import torch
from torch.nn import functional as F

import link
import measure

BIT_WEIGHTS = 2 ** np.arange(64, dtype=np.uint64)


class Words:
    """The words that have a vector of their own, by the upper 24 bits of their hashes."""

    def __init__(self, hashes):
        self.hashes = np.sort(np.array(hashes, np.uint32))

    def rows(self, hashes):
        hashes = hashes >> 8
        at = np.searchsorted(self.hashes, hashes).clip(max=len(self.hashes) - 1)
        return np.where(self.hashes[at] == hashes, at + 1, 0)


def occurrences(sets):
    """How often each word stands in the texts that are learned from, by its hash; those of which only a part is used count for less."""
    counts = Counter()
    for name, share in (("polnear-train", 1.0), ("ewt-train", 1.0), ("gum-train", 1.0), ("wikigold", 1.0), ("ct24-train", 0.5), ("bioscope", 0.05)):
        for doc in sets[name]:
            hashes, n = np.unique(doc["word"] >> 8, return_counts=True)
            for h, c in zip(hashes.tolist(), n.tolist()):
                counts[h] += c * share
    return counts


def vocabulary(counts, most):
    return [h for h, c in sorted(counts.items(), key=lambda x: (-x[1], x[0]))[:most] if c >= 2]


def spellings(sets, wanted):
    """The letters of words by hash, from the texts they were read from; digits as zeros."""
    wanted, out = set(wanted), {}
    for docs in sets.values():
        for doc in docs:
            for h, s, e in zip((doc["word"] >> 8).tolist(), doc["start"].tolist(), doc["end"].tolist()):
                if h in wanted and h not in out:
                    out[h] = "".join("0" if c.isnumeric() else c for c in doc["text"][s:e].lower())
    return out


def shuffled_steps(sets, plan, tokens, rnd):
    """The steps of one epoch: batches of every set of the plan, mixed."""
    steps = []
    for part in plan:
        whole, rest = divmod(part.get("times", 1), 1)
        for _ in range(int(whole)):
            steps += [(part, b) for b in batches(part["units"], tokens, rnd)]
        if rest:
            some = batches(part["units"], tokens, rnd)
            steps += [(part, b) for b in some[:int(len(some) * rest)]]
    rnd.shuffle(steps)
    return steps


def read(network, batch, words):
    """The states after the first and the last layer, and the mask, of a batch of units."""
    if hasattr(network, "read"):
        return network.read(batch, words)
    x, mask = inputs(batch, words)
    return *network(x, mask), mask


def loss_of(network, part, batch, words):
    first, last, mask = read(network, batch, words)
    loss = 0
    for task, weight in part["tasks"].items():
        y = labels(batch, task, mask.shape[1]) if not task.startswith("soft") else None
        if task == "role":
            one = network.role_crf.loss(network.role(last), y, mask)
        elif task == "name":
            one = network.name_crf.loss(network.name(torch.cat([first, last], -1)), y, mask)
        elif task == "fact":
            known = ~torch.isnan(y)
            one = F.smooth_l1_loss(network.factuality(first, last)[known], y[known], beta=0.5) if known.any() else 0
        elif task == "worth":
            known = y >= 0
            scores = network.worthiness(last, mask, groups := sentences(batch, mask.shape[1])).gather(1, groups)
            one = F.binary_cross_entropy_with_logits(scores[known], y[known]) if known.any() else 0
        elif task in ("soft role", "soft name"):
            kind = task.split()[1]
            crf, e = (network.role_crf, network.role(last)) if kind == "role" else (network.name_crf, network.name(torch.cat([first, last], -1)))
            one = crf.soft_loss(e, pairs(batch, task, e.shape[1:]), mask)
        else:
            head = network.pos if task == "pos" else network.hedge
            one = F.cross_entropy(head(first).transpose(1, 2), y, ignore_index=-1) if (y >= 0).any() else 0
        loss = loss + weight * one
    return loss


def groups(network, rate):
    """Parameters with their weight decay and learning rate; a body that was trained before learns slower."""
    out = {}
    for name, p in network.named_parameters():
        if p.requires_grad:
            own = getattr(network, "body_rate", rate) if name.startswith("body.") else rate
            out.setdefault((own, 0.01 if p.ndim >= 2 else 0), []).append(p)
    return [{"params": p, "rate": own, "lr": own, "weight_decay": decay} for (own, decay), p in out.items()]


def fit(network, sets, plan, words, epochs, of=None, rate=3e-3, tokens=2048, seed=1, squeeze_from=1.0, mean_from=1.0, after=None, say=print):
    """Trains; the learning rate falls as if there were `of` epochs. From `squeeze_from` of the way on, weights are rounded as they will
    be stored. From `mean_from` on a running mean of the weights is kept and given back (Polyak and Juditsky 1992); the network has the last.
    """
    rnd = random.Random(seed)
    torch.manual_seed(seed)
    optimiser = torch.optim.AdamW(groups(network, rate), betas=(0.9, 0.98), fused=True)
    total, step, started, mean = None, 0, time.time(), None
    for epoch in range(epochs):
        network.train()
        steps = shuffled_steps(sets, plan, tokens, rnd)
        total = total or len(steps) * (of or epochs)
        lost = Counter()
        for part, batch in steps:
            done = step / total
            network.squeeze(done >= squeeze_from)
            for group in optimiser.param_groups:
                group["lr"] = group["rate"] * min(1, step / (0.05 * total + 1)) * max(0.02, 1 - done)
            loss = loss_of(network, part, batch, words)
            optimiser.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_(network.parameters(), 1.0)
            optimiser.step()
            lost[part["set"]] += float(loss.detach())
            lost["n " + part["set"]] += 1
            step += 1
            if done >= mean_from:
                mean = running(mean, network)
        say(f"epoch {epoch + 1} " + " ".join(f"{p['set']} {lost[p['set']] / max(1, lost['n ' + p['set']]):.3f}" for p in plan) + f" {time.time() - started:.0f} s", flush=True)
        if after:
            after(epoch)
    network.squeeze(squeeze_from < 1)
    return mean


def running(mean, network, keep=0.998):
    """The running mean of the parameters, one step on."""
    with torch.no_grad():
        if mean is None:
            return [p.detach().clone() for p in network.parameters()]
        for m, p in zip(mean, network.parameters()):
            m.lerp_(p, 1 - keep)
    return mean


class Unit:
    """A stretch of a document that is read at once."""

    __slots__ = ("doc", "first", "last")

    def __init__(self, doc, first, last):
        self.doc, self.first, self.last = doc, first, last

    def __len__(self):
        return self.last - self.first


def units(docs, longest=400):
    """One unit a segment; what is longer is cut."""
    out = []
    for doc in docs:
        n = len(doc["start"])
        if n == 0:
            continue
        cuts = [0, *(np.flatnonzero(np.diff(doc["segment"])) + 1).tolist(), n]
        for a, b in zip(cuts, cuts[1:]):
            out += [Unit(doc, s, min(s + longest, b)) for s in range(a, b, longest)]
    return out


def windows(docs, size=200):
    """Units of several segments."""
    out = []
    for unit in units(docs, size):
        if out and out[-1].doc is unit.doc and unit.last - out[-1].first <= size:
            out[-1].last = unit.last
        else:
            out.append(unit)
    return out


def batches(of, tokens, rnd):
    """Batches of about so many tokens, of units of about the same length."""
    order = sorted(range(len(of)), key=lambda i: len(of[i]) * (0.9 + 0.2 * rnd.random()))
    out, current = [], []
    for i in order:
        if current and len(of[i]) * (len(current) + 1) > tokens:
            out.append(current)
            current = []
        current.append(of[i])
    out.append(current)
    rnd.shuffle(out)
    return out


def rows(doc, words):
    """Puts the rows of the word table and the bits, one a column, beside the inputs of a document."""
    if "row" not in doc:
        doc["row"] = words.rows(doc["word"])
        doc["bit"] = (doc["bits"][:, None] & BIT_WEIGHTS[None] > 0).astype(np.uint8)


def inputs(batch, words):
    longest = max(len(u) for u in batch)
    ids = np.zeros((len(batch), longest, 5), np.int64)
    bits = np.zeros((len(batch), longest, 64), np.float32)
    mask = np.zeros((len(batch), longest), bool)
    for k, u in enumerate(batch):
        d, s, n = u.doc, slice(u.first, u.last), len(u)
        rows(d, words)
        ids[k, :n, 0] = d["row"][s]
        ids[k, :n, 1:4] = d["affixes"][s]
        ids[k, :n, 4] = d["shape"][s]
        bits[k, :n] = d["bit"][s]
        mask[k, :n] = True
    return (torch.from_numpy(ids), torch.from_numpy(bits)), torch.from_numpy(mask)


def labels(batch, task, longest):
    empty, kind = (np.nan, np.float32) if task == "fact" else (-1, np.float32) if task == "worth" else (-1, np.int64)
    out = np.full((len(batch), longest), empty, kind)
    for k, u in enumerate(batch):
        if task in u.doc:
            out[k, :len(u)] = u.doc[task][u.first:u.last]
    return torch.from_numpy(out)


def pairs(batch, task, size):
    out = np.zeros((len(batch), size[0], size[1], size[1]), np.float32)
    for k, u in enumerate(batch):
        out[k, :len(u)] = u.doc[task][u.first:u.last]
    return torch.from_numpy(out)


def sentences(batch, longest):
    """Which sentence of its unit each token stands in."""
    out = np.zeros((len(batch), longest), np.int64)
    for k, u in enumerate(batch):
        own = u.doc["sentence"][u.first:u.last]
        out[k, 1:len(u)] = np.cumsum(np.diff(own) != 0)
    return torch.from_numpy(out)


def outputs(network, of, words, tasks):
    """What the heads say of units: {task: {(doc identity): array}} in tokens of documents."""
    network.eval()
    out = {t: {} for t in tasks}
    with torch.no_grad():
        for batch in batches(of, 8192, random.Random(1)):
            first, last, mask = read(network, batch, words)
            made = {}
            if "role" in tasks:
                made["role"] = network.role(last)
            if "name" in tasks:
                made["name"] = network.name(torch.cat([first, last], -1))
            if "pos" in tasks:
                made["pos"] = network.pos(first)
            if "hedge" in tasks:
                made["hedge"] = network.hedge(first)
            if "fact" in tasks:
                made["fact"] = network.factuality(first, last)
            if "worth" in tasks:
                made["worth"] = network.worthiness(last, mask, groups := sentences(batch, mask.shape[1])).gather(1, groups)
            for task, values in made.items():
                for k, u in enumerate(batch):
                    out[task].setdefault(id(u.doc), []).append((u.first, values[k, :len(u)]))
    return {t: {d: torch.cat([v for _, v in sorted(p, key=lambda x: x[0])]) for d, p in by.items()} for t, by in out.items()}


def decode(crf, docs, emissions):
    """Tags of documents, segment by segment."""
    stretches, where = [], []
    for doc in docs:
        e = emissions.get(id(doc))
        if e is None:
            continue
        cuts = [0, *(np.flatnonzero(np.diff(doc["segment"])) + 1).tolist(), len(e)]
        for a, b in zip(cuts, cuts[1:]):
            stretches.append(e[a:b])
            where.append((id(doc), a))
    out = {id(doc): np.zeros(len(doc["start"]), np.int64) for doc in docs}
    order = sorted(range(len(stretches)), key=lambda i: len(stretches[i]))
    for i in range(0, len(order), 256):
        some = order[i:i + 256]
        e = torch.nn.utils.rnn.pad_sequence([stretches[k] for k in some], batch_first=True)
        mask = torch.arange(e.shape[1])[None] < torch.tensor([len(stretches[k]) for k in some])[:, None]
        for k, tags in zip(some, crf.decode(e, mask)):
            d, a = where[k]
            out[d][a:a + len(tags)] = tags
    return [out[id(doc)] for doc in docs]


def swap(network, mean):
    """Puts the weights of a network into `mean`, and those of `mean` into the network."""
    with torch.no_grad():
        for p, m in zip(network.parameters(), mean):
            last = p.clone()
            p.copy_(m)
            m.copy_(last)


def report(network, sets, words, folder, linker, cut=units, tasks=("role", "name", "pos", "fact", "worth")):
    """One line of dev figures."""
    line = {}
    if "role" in tasks:
        docs = sets["polnear-dev"]
        e = outputs(network, cut(docs), words, ["role"])["role"]
        tags = decode(network.role_crf, docs, e)
        m = measure.relations(folder, docs, [link.link(d, t, linker) for d, t in zip(docs, tags)])
        for name, key in (("content", "relation/content>=.5"), ("source", "relation/content>=.5+source"), ("unquoted", "unquoted/content>=.5")):
            line[name] = m[key]["f1"]
        line["p"], line["r"] = m["relation/content>=.5"]["precision"], m["relation/content>=.5"]["recall"]
        line["exact"] = m["relation/content="]["f1"]
    if "name" in tasks:
        docs = sets["uner-dev"]
        e = outputs(network, units(docs), words, ["name"])["name"]
        line["name"] = measure.names(docs, decode(network.name_crf, docs, e))
    if "pos" in tasks:
        docs = sets["ewt-dev"]
        e = outputs(network, units(docs), words, ["pos"])["pos"]
        right = total = 0
        for doc in docs:
            if id(doc) in e:
                known = doc["pos"] >= 0
                right += int((e[id(doc)].argmax(1).numpy() == doc["pos"])[known].sum())
                total += int(known.sum())
        line["pos"] = right / total
    if "fact" in tasks:
        docs = sets["udsih2-dev"]
        e = outputs(network, units(docs), words, ["fact"])["fact"]
        answers, scores = [], []
        for doc in docs:
            known = ~np.isnan(doc["fact"])
            answers += doc["fact"][known].tolist()
            scores += e[id(doc)].numpy()[known].tolist()
        line["mae"], line["r2"] = measure.factuality(answers, scores)
    if "worth" in tasks:
        for name in ("ct24-dev", "ct24-dev-test"):
            docs = [d for d in sets[name] if len(d["start"])]
            e = outputs(network, units(docs), words, ["worth"])["worth"]
            pairs = [(int(d["worth"][0]), float(e[id(d)][0])) for d in docs]
            cut, best = measure.best_cut(*zip(*pairs))
            line[name] = best
            if name == "ct24-dev":
                line["cut"] = chosen = cut
        hits = [(y, s >= chosen) for y, s in pairs]
        line["dt@cut"] = measure.f1(sum(y and h for y, h in hits), sum(h for _, h in hits), sum(y for y, _ in hits))
        zero = [(y, s >= 0) for y, s in pairs]
        line["dt@0"] = measure.f1(sum(y and h for y, h in zero), sum(h for _, h in zero), sum(y for y, _ in zero))
    return " ".join(f"{k} {v:.3f}" for k, v in line.items())
