"""The corpora, read into documents of tokens with labels.

Tokens and their inputs come from the project's own reader (`cargo xtask features`), so that training sees what reading
sees. A document is a dict of numpy arrays over its tokens (`start`, `end` in code points, `segment`, `sentence`, `word`,
`affixes`, `shape`, `bits`) and, for each task that its corpus annotates, one array of labels; -1 is no label.

    role    0 none, else 1 + 2 * role (begins) or 2 + 2 * role (goes on); roles are source, cue, content
    name    0 none, else the same of person, organisation, place, group, other
    pos     index into POS
    fact    factuality of the event whose head this token is, -3..3; NaN is no label
    hedge   0 none, 1 hedge, 2 negation
    worth   of a sentence's first token: 0 or 1; of all others -1
"""

import json
import pickle
import subprocess
from pathlib import Path

import numpy as np

ROLES = ("source", "cue", "content")
NAMES = ("person", "organisation", "place", "group", "other")
POS = ("ADJ ADP ADV AUX CCONJ DET INTJ NOUN NUM PART PRON PROPN PUNCT SCONJ SYM VERB X "
       # Verbs apart by form, for the rules need tense and voice: base, past, -ing, participle, present, third person.
       "VB VBD VBG VBN VBP VBZ").split()
# Titles before a person's name; they are no part of it.
TITLES = set("""mr mrs ms miss dr drs doctor prof professor sir lady lord president minister senator sen representative rep governor
gov mayor general gen colonel col captain capt major lieutenant lt sergeant sgt judge justice king queen prince princess pope
father sister brother uncle aunt ambassador secretary chairman congressman congresswoman chancellor sheikh imam rabbi st""".split())
VERB_FORMS = {"VB", "VBD", "VBG", "VBN", "VBP", "VBZ"}


def lines(path):
    with open(path, encoding="utf-8") as file:
        for line in file:
            yield json.loads(line)


def conllu(path):
    """Sentences: id, text, [(start, end, upos, xpos)] in code points, and whether a paragraph begins."""
    sentences, text, name, words, at, begins = [], "", "", [], 0, False
    until = 0
    with open(path, encoding="utf-8") as file:
        for line in file:
            line = line.rstrip("\n")
            if line.startswith("# sent_id"):
                name = line.split(" = ")[1]
            elif line.startswith(("# newpar", "# newdoc")):
                begins = True
            elif line.startswith("# text = "):
                text, words, at, until = line[9:], [], 0, 0
            elif not line:
                if words:
                    sentences.append((name, text, words, begins))
                    begins = False
            elif line[0] != "#":
                f = line.split("\t")
                if "-" in f[0]:
                    until = int(f[0].split("-")[1])
                if "." in f[0] or "-" in f[0]:
                    continue
                start = text.find(f[1], at)
                if start < 0 or start > at + 3:
                    # The parts of a contraction are not always its letters.
                    start = at
                    if int(f[0]) <= until:
                        continue
                end = start + len(f[1])
                words.append((start, end, f[3], f[4]))
                at = end
    return sentences


def features(binary, texts):
    """Runs the reader over [(id, text)]."""
    given = "".join(json.dumps({"id": i, "text": t}) + "\n" for i, t in texts)
    made = subprocess.run([binary, "features"], input=given.encode(), stdout=subprocess.PIPE, check=True).stdout
    types = {"word": np.uint32, "bits": np.uint64}
    out = []
    for (_, text), line in zip(texts, made.decode().splitlines()):
        row = json.loads(line)
        doc = {k: np.array(v, types.get(k, np.int32)) for k, v in row.items() if k != "id"}
        doc["affixes"] = doc["affixes"].reshape(-1, 3)
        doc["id"], doc["text"] = row["id"], text
        out.append(doc)
    return out


def covered(doc, spans):
    """The tokens that each span touches, as (first, after last)."""
    for start, end in spans:
        first = int(np.searchsorted(doc["end"], start, "right"))
        last = int(np.searchsorted(doc["start"], end, "left"))
        if first < last:
            yield first, last


def roles(doc, attributions, text):
    """Roles of tokens; where attributions overlap the first keeps its tokens, but a cue is always a cue."""
    n = len(doc["start"])
    role, owner = np.zeros(n, np.int8), np.full(n, -1, np.int32)
    for k, attribution in enumerate(attributions):
        for r, name in enumerate(ROLES, 1):
            for first, last in covered(doc, attribution[name]):
                for i in range(first, last):
                    if role[i] in (0, r) or r == 2:
                        role[i] = r
                        owner[i] = k if owner[i] < 0 else owner[i]
    tags = np.zeros(n, np.int8)
    for i in range(n):
        if role[i]:
            goes_on = i and role[i - 1] == role[i] and owner[i - 1] == owner[i]
            tags[i] = 2 * role[i] - 1 + goes_on
    return tags


def marks(doc, spans, kinds):
    tags = np.zeros(len(doc["start"]), np.int8)
    for (start, end), kind in zip(spans, kinds):
        for first, last in covered(doc, [(start, end)]):
            if tags[first:last].any():
                continue
            tags[first] = 1 + 2 * kind
            tags[first + 1:last] = 2 + 2 * kind
    return tags


def parts_of_speech(doc, words):
    """Each token takes the part of speech of the last word in it that is no mark; -1 where none begins in it."""
    tags = np.full(len(doc["start"]), -1, np.int8)
    at = 0
    for i, (start, end) in enumerate(zip(doc["start"], doc["end"])):
        while at < len(words) and words[at][1] <= start:
            at += 1
        k, best = at, None
        while k < len(words) and words[k][0] < end:
            if best is None or words[k][2] != "PUNCT" and (words[k][1] - words[k][0] > 1 or best[2] == "PUNCT"):
                best = words[k]
            k += 1
        if best:
            tags[i] = POS.index(best[3] if best[2] == "VERB" and best[3] in VERB_FORMS else best[2])
    return tags


def proper(doc, entities, pos):
    """GUM's named mentions, cut to the proper nouns about their head, as names are marked elsewhere."""
    kinds = {"person": 0, "organization": 1, "place": 2}
    spans = []
    propn = pos == POS.index("PROPN")
    for e in sorted(entities, key=lambda e: e["end"] - e["start"]):
        if not e["named"] or e["type"] == "time":
            continue
        kind = kinds.get(e["type"], 4)
        head = next(covered(doc, [e["head"]]), None)
        whole = next(covered(doc, [(e["start"], e["end"])]), None)
        if not head or not whole or not propn[head[0]:head[1]].any():
            continue
        first, last = head
        joins = (POS.index("ADP"), POS.index("DET"), POS.index("NUM"), POS.index("PART"))
        while first > whole[0] and propn[first - 1]:
            first -= 1
        while last < whole[1] and (propn[last] or pos[last] in joins and last + 1 < whole[1] and propn[last + 1]
                                   or pos[last] in joins and last + 2 < whole[1] and pos[last + 1] in joins and propn[last + 2]):
            last += 1
        while kind == 0 and first + 1 < last and doc["text"][doc["start"][first]:doc["end"][first]].lower().strip(".") in TITLES:
            first += 1
        spans.append((first, last, kind))
    tags = np.zeros(len(pos), np.int8)
    for first, last, kind in sorted(spans, key=lambda s: s[0] - s[1]):
        if not tags[first:last].any():
            tags[first] = 1 + 2 * kind
            tags[first + 1:last] = 2 + 2 * kind
    # A proper noun in no named mention: not known.
    tags[(tags == 0) & propn] = -1
    return tags


def polnear(folder, binary, split):
    rows = list(lines(folder / f"polnear-{split}.jsonl"))
    docs = features(binary, [(r["id"], r["text"]) for r in rows])
    for doc, row in zip(docs, rows):
        doc["role"] = roles(doc, row["attributions"], row["text"])
        doc["attributions"] = row["attributions"]
        doc["publisher"] = row["publisher"]
    return docs


def paragraphs(sentences):
    """Sentences of a paragraph joined by spaces: id, text, words, and the sentences."""
    out = []
    for name, text, words, begins in sentences:
        if begins or not out:
            out.append((name, text, words, [text]))
        else:
            first, before, some, texts = out[-1]
            at = len(before) + 1
            moved = [(s + at, e + at, u, x) for s, e, u, x in words]
            out[-1] = (first, before + " " + text, some + moved, [*texts, text])
    return out


def ewt(folder, binary, split):
    """The training part by paragraphs, with the factuality of its events; the others by sentences, as they are scored."""
    sentences = conllu(folder / f"ud-ewt-{split}.conllu")
    stretches = paragraphs(sentences) if split == "train" else [(*s[:3], [s[1]]) for s in sentences]
    docs = features(binary, [(s[0], s[1]) for s in stretches])
    for doc, (_, _, words, texts) in zip(docs, stretches):
        doc["pos"] = parts_of_speech(doc, words)
        doc["sentences"] = texts
        doc["name"] = nameless(doc["pos"])
    return docs


def nameless(pos):
    """No name where no proper noun is near; the others are not known."""
    near = (pos == POS.index("PROPN")) | (pos < 0)
    near[1:] |= near[:-1].copy()
    near[:-1] |= near[1:].copy()
    return np.where(near, -1, 0).astype(np.int8)


def happened(folder, binary, split, known=()):
    """Events with their factuality; sentences that stand in a document of `known` are marked there."""
    rows, rest = {r["text"]: r for r in lines(folder / f"udsih2-{split}.jsonl")}, []
    for doc in known:
        doc["fact"] = np.full(len(doc["start"]), np.nan, np.float32)
    places = {}
    for doc in known:
        at = 0
        for sentence in doc["sentences"]:
            places.setdefault(sentence, (doc, doc["text"].find(sentence, at)))
            at += len(sentence)
    for row in rows.values():
        if row["text"] in places:
            doc, at = places[row["text"]]
            mark_events(doc, row["events"], at)
        else:
            rest.append(row)
    docs = features(binary, [(r["id"], r["text"]) for r in rest])
    for doc, row in zip(docs, rest):
        doc["fact"] = np.full(len(doc["start"]), np.nan, np.float32)
        mark_events(doc, row["events"], 0)
    return docs


def mark_events(doc, events, at):
    for e in events:
        for first, _ in covered(doc, [(e["start"] + at, e["end"] + at)]):
            doc["fact"][first] = e["factuality"]


def uner(folder, binary):
    rows = list(lines(folder / "uner-ewt-dev.jsonl"))
    docs = features(binary, [(r["id"], r["text"]) for r in rows])
    kinds = {"PER": 0, "ORG": 1, "LOC": 2}
    for doc, row in zip(docs, rows):
        doc["gold_names"] = [(e["start"], e["end"], kinds[e["type"]]) for e in row["entities"]]
    return docs


def gum(folder, binary, split):
    rows = list(lines(folder / f"gum-{split}.jsonl"))
    docs = features(binary, [(r["id"], r["text"]) for r in rows])
    by_doc = {}
    for name, text, words, _ in conllu(folder / f"gum-{split}.conllu"):
        by_doc.setdefault(name.rsplit("-", 1)[0], []).append((text, words))
    for doc, row in zip(docs, rows):
        words, at = [], 0
        for text, own in by_doc[row["id"]]:
            start = row["text"].find(text[:20], at)
            if start < 0 or row["text"][start:start + len(text)] != text:
                continue
            words += [(start + s, start + e, u, x) for s, e, u, x in own]
            at = start + len(text)
        doc["pos"] = parts_of_speech(doc, words)
        doc["name"] = proper(doc, row["entities"], doc["pos"])
        doc["genre"] = row["genre"]
    return docs


def wikigold(folder, binary):
    rows = list(lines(folder / "wikigold-all.jsonl"))
    docs = features(binary, [(r["id"], r["text"]) for r in rows])
    kinds = {"PER": 0, "ORG": 1, "LOC": 2, "MISC": 4}
    for doc, row in zip(docs, rows):
        doc["name"] = marks(doc, [(e["start"], e["end"]) for e in row["entities"]], [kinds[e["type"]] for e in row["entities"]])
    return docs


def bioscope(folder, binary, name):
    rows = list(lines(folder / f"bioscope-{name}.jsonl"))
    docs = features(binary, [(r["id"], r["text"]) for r in rows])
    # Everyday words that are no hedge in a newspaper.
    common = {"or", "can", "if", "would", "and", "either", "and/or"}
    for doc, row in zip(docs, rows):
        doc["hedge"] = np.zeros(len(doc["start"]), np.int8)
        for cue in row["cues"]:
            unsure = cue["text"].lower() in common
            for first, last in covered(doc, cue["spans"]):
                doc["hedge"][first:last] = -1 if unsure else 2 if cue["type"] == "negation" else 1
    return docs


def ct24(folder, binary, split):
    rows = list(lines(folder / f"ct24-{split}.jsonl"))
    docs = features(binary, [(r["id"], r["text"]) for r in rows])
    for doc, row in zip(docs, rows):
        doc["worth"] = np.full(len(doc["start"]), -1, np.int8)
        doc["worth"][:1] = int(row["check_worthy"])
        # What the corpus counts as one sentence is one.
        doc["sentence"][:] = 0
    return docs


def load(folder, binary, cache):
    """Every corpus: name to documents. What was read is kept in `cache` for as long as the reader is the same."""
    folder, cache = Path(folder), Path(cache)
    key = (Path(binary).stat().st_mtime, str(folder))
    if cache.exists():
        kept, sets = pickle.loads(cache.read_bytes())
        if kept == key:
            return sets
    sets = {
        "polnear-train": polnear(folder, binary, "train"),
        "polnear-dev": polnear(folder, binary, "dev"),
        "ewt-train": ewt(folder, binary, "train"),
        "ewt-dev": ewt(folder, binary, "dev"),
        "gum-train": gum(folder, binary, "train"),
        "gum-dev": gum(folder, binary, "dev"),
        "udsih2-dev": happened(folder, binary, "dev"),
        "uner-dev": uner(folder, binary),
        "wikigold": wikigold(folder, binary),
        "bioscope": bioscope(folder, binary, "abstracts") + bioscope(folder, binary, "full_papers"),
        "ct24-train": ct24(folder, binary, "train"),
        "ct24-dev": ct24(folder, binary, "dev"),
        "ct24-dev-test": ct24(folder, binary, "dev-test"),
    }
    sets["udsih2-train"] = happened(folder, binary, "train", sets["ewt-train"])
    cache.write_bytes(pickle.dumps((key, sets)))
    return sets
