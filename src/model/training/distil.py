"""What teachers say of texts, put beside their labels for the student to learn from."""

import numpy as np
import torch

import corpora
import train

VERBS = [corpora.POS.index(p) for p in corpora.POS if p in corpora.VERB_FORMS]
# A part of speech that a teacher is less sure of than this is left open.
SURE = 0.7


def annotate(teachers, docs, words, tasks):
    """Adds labels to documents for those of `tasks` that they lack; [(network, how it cuts documents, tasks it may label)].

    "soft role" and "soft name" [n, tags, tags] are how likely each pair of tags is, the mean of all teachers; the other
    labels are hard, but for the worth, which is a probability.
    """
    for doc in docs:
        train.rows(doc, words)
    counts, wanted = {}, set(tasks)
    for network, cut, able in teachers:
        network.eval()
        own = wanted & set(able)
        for task in own:
            counts[task] = counts.get(task, 0) + 1
        with torch.no_grad():
            for batch in train.batches(cut(docs), 4096, train.random.Random(1)):
                say(network, batch, words, own, counts)
    return docs


def say(network, batch, words, tasks, counts):
    first, last, mask = train.read(network, batch, words)
    made = {}
    if "soft role" in tasks:
        made["soft role"] = network.role_crf.pairs(network.role(last), mask)
    if "soft name" in tasks:
        made["soft name"] = network.name_crf.pairs(network.name(torch.cat([first, last], -1)), mask)
    if "pos" in tasks or "fact" in tasks:
        p, best = network.pos(first).softmax(-1).max(-1)
        if "pos" in tasks:
            made["pos"] = torch.where(p > SURE, best, -1)
        if "fact" in tasks:
            verb = torch.isin(best, torch.tensor(VERBS))
            made["fact"] = torch.where(verb, network.factuality(first, last), torch.nan)
    if "worth" in tasks:
        groups = train.sentences(batch, mask.shape[1])
        starts = torch.cat([torch.ones_like(groups[:, :1]), groups.diff()], 1) > 0
        made["worth"] = torch.where(starts, torch.sigmoid(network.worthiness(last, mask, groups)).gather(1, groups), -1)
    for task, values in made.items():
        values = values.numpy()
        for k, unit in enumerate(batch):
            own = values[k, :len(unit)]
            if task not in unit.doc:
                kind = np.float16 if task.startswith("soft") else np.int8 if task == "pos" else np.float32
                unit.doc[task] = np.zeros((len(unit.doc["start"]), *own.shape[1:]), kind)
            to = unit.doc[task][unit.first:unit.last]
            if task.startswith("soft") and counts[task] > 1:
                to += ((own - to) / counts[task]).astype(to.dtype)
            else:
                to[:] = own
