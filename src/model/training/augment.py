"""Texts as other newspapers print them, and as they are pasted: the same letters, other marks."""

import random
import re

import corpora


def british(text, rnd):
    """Single quotation marks outside; what was single inside becomes double."""
    text = re.sub(r'(?<![\w.,!?])["“](?=\S)', "‘", text)
    return re.sub(r'["”]', "’", text)


def typed(text, rnd):
    """Straight marks, plain hyphens."""
    return text.translate(str.maketrans("“”‘’–—", "\"\"''--"))


def run_on(text, rnd):
    """No paragraph breaks."""
    return text.replace("\n", " ")


def unmarked(text, rnd):
    """The quotation marks are lost."""
    return text.translate(str.maketrans("“”\"", "   "))


def one_lost(text, rnd):
    """Every sixth quotation mark is lost."""
    return re.sub(r'["“”]', lambda m: " " if rnd.random() < 1 / 6 else m[0], text)


def capitals(text, rnd):
    """The first line, and some others that have no stop, in capitals."""
    lines = text.split("\n")
    for i, line in enumerate(lines):
        if i == 0 or line and line[-1] not in ".?!\"”" and rnd.random() < 0.5:
            upper = line.upper()
            lines[i] = upper if len(upper) == len(line) else line
    return "\n".join(lines)


WAYS = {british: 4, typed: 2, run_on: 2, one_lost: 1, unmarked: 1, capitals: 2}


def lower(binary, docs):
    """Documents with names, in small letters as in messages and comments."""
    made = corpora.features(binary, [(d["id"], d["text"].lower() if len(d["text"].lower()) == len(d["text"]) else d["text"]) for d in docs])
    out = []
    for new, old in zip(made, docs):
        if len(new["start"]) == len(old["start"]):
            new["name"] = old["name"]
            out.append(new)
    return out


def documents(binary, docs, seed, ways=WAYS):
    """One changed copy of each annotated document; offsets stay as they are."""
    rnd = random.Random(seed)
    texts = []
    for doc in docs:
        way = rnd.choices(list(ways), list(ways.values()))[0]
        text = way(doc["text"], rnd)
        if len(text) != len(doc["text"]):
            raise ValueError(f"{way.__name__} changed the length of {doc['id']}")
        texts.append((doc["id"], text))
    made = corpora.features(binary, texts)
    for new, old in zip(made, docs):
        new["attributions"] = old["attributions"]
        new["role"] = corpora.roles(new, old["attributions"], new["text"])
    return made
