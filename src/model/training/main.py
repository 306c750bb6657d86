"""Makes the weights: `python main.py CORPORA READER WORK OUT`. `cargo xtask train` calls it; README.md tells of the steps."""

import argparse
import copy
import pickle
import time
from pathlib import Path

import torch

import augment
import corpora
import distil
import export
import link
import measure
import teacher
import train
import vectors
from network import Network

WORDS, UNITS, EPOCHS = 8192, 80, 10
# Of the second round, and at which rate.
AGAIN, AGAIN_RATE = 8, 2e-3
# Of the words that have a vector of their own, as many are shipped.
SHIPPED = 6784
SEED = 1
# What is added to the scores of tags that begin a piece, to be chosen from on dev.
BEGINS = (0.0, 0.1, 0.2, 0.3, 0.4, 0.5)


def kept(path, make):
    """What `make` gives, from the file if it was made before."""
    if not path.exists():
        path.write_bytes(pickle.dumps(make()))
    return pickle.loads(path.read_bytes())


def trained(path, network, fit):
    """The network with the state in the file, or trained and written there."""
    if path.exists():
        network.load_state_dict(torch.load(path))
    else:
        fit(network)
        torch.save(network.state_dict(), path)
    return network


def part(sets, name, tasks, cut, times=1.0):
    return {"set": name, "tasks": tasks, "units": cut(sets[name]), "times": times}


def teacher_plan(sets, events, worth, hedges, names):
    cut = train.windows
    return [
        part(sets, "polnear-train", {"role": 1.0}, cut),
        part(sets, "gum-train", {"pos": 0.5, "name": 0.7}, cut),
        part(sets, "wikigold", {"name": 1.0}, cut, 1.5),
        part(sets, "ewt-train", {"pos": 0.5, "fact": 1.0, **names}, cut, events),
        part(sets, "udsih2-train", {"fact": 1.0}, cut, events),
        part(sets, "ct24-train", {"worth": 1.0}, cut, worth),
        part(sets, "bioscope", {"hedge": 1.0}, cut, hedges),
    ]


def teach(network, sets, words, say):
    """One epoch at the full rate, then one that ends at none."""
    train.fit(network, sets, teacher_plan(sets, 0.75, 0.35, 0.1, {}), words, 1, of=3, rate=1e-3, tokens=1200, seed=SEED + 10, say=say)
    network.body_rate = 1e-4
    train.fit(network, sets, teacher_plan(sets, 0.6, 0.25, 0.06, {"name": 0.3}), words, 1, rate=7e-4, tokens=1200, seed=SEED + 11, say=say)


def first_plan(sets):
    cut = train.units
    return [
        part(sets, "polnear-train", {"role": 1.0}, cut),
        part(sets, "gum-train", {"pos": 0.3, "name": 0.7}, cut),
        part(sets, "wikigold", {"name": 1.0}, cut),
        part(sets, "ewt-train", {"pos": 0.3, "fact": 0.5}, cut),
        part(sets, "udsih2-train", {"fact": 0.5}, cut),
        part(sets, "ct24-train", {"worth": 0.3}, cut, 0.5),
        part(sets, "bioscope", {"hedge": 0.3}, cut, 0.15),
    ]


def student_plan(sets):
    cut = train.units
    return [
        part(sets, "polnear-train", {"role": 0.2, "soft role": 0.8, "soft name": 0.2, "pos": 0.1, "fact": 0.15, "worth": 0.1}, cut),
        part(sets, "augmented", {"role": 1.0}, cut, 0.25),
        part(sets, "gum-train", {"pos": 0.3, "name": 0.7, "soft role": 0.4, "fact": 0.15}, cut),
        part(sets, "wikigold", {"name": 1.0}, cut),
        part(sets, "lower", {"name": 0.5}, cut, 0.5),
        part(sets, "ewt-train", {"pos": 0.3, "fact": 0.5, "name": 0.2, "soft role": 0.4, "soft name": 0.6}, cut),
        part(sets, "udsih2-train", {"fact": 0.5}, cut),
        part(sets, "ct24-train", {"worth": 0.4}, cut),
        part(sets, "bioscope", {"hedge": 0.3}, cut, 0.15),
    ]


def attributions(network, sets, words, corpora_folder, linker, begin=0.0):
    """F1 on dev: contents, contents with their sources, contents without a mark; `begin` is added where a piece begins."""
    docs = sets["polnear-dev"]
    scores = train.outputs(network, train.units(docs), words, ["role"])["role"]
    shift = torch.zeros(scores[id(docs[0])].shape[1])
    shift[1::2] = begin
    tags = train.decode(network.role_crf, docs, {k: v + shift for k, v in scores.items()})
    found = measure.relations(corpora_folder, docs, [link.link(d, t, linker) for d, t in zip(docs, tags)])
    return [found[f"relation/content>=.5{s}"]["f1"] for s in ("", "+source")] + [found["unquoted/content>=.5"]["f1"]]


def worths(network, docs, words):
    """How likely the first sentence of each document is worth checking, as a network says."""
    some = [d for d in docs if len(d["start"])]
    scores = train.outputs(network, train.units(some), words, ["worth"])["worth"]
    return [float(torch.sigmoid(scores[id(d)][0])) if len(d["start"]) else 0.0 for d in docs]


def halve_worth(docs, likely):
    """Puts half of what a teacher says beside half of what annotators have decided."""
    for doc, p in zip(docs, likely):
        if len(doc["start"]):
            doc["worth"] = doc["worth"].astype("float32")
            doc["worth"][0] = (doc["worth"][0] + p) / 2


def calibrate(network, sets, words, corpora_folder, linker, say):
    """Shifts two heads so that their usual thresholds are the best on dev: how soon a piece of an attribution begins, and
    from where a sentence is worth checking."""
    figures = []
    for begin in BEGINS:
        found = attributions(network, sets, words, corpora_folder, linker, begin)
        figures.append((sum(found), begin))
        say("begin", begin, "content, with source, unquoted", *(f"{f:.3f}" for f in found))
    docs = [d for d in sets["ct24-dev"] if len(d["start"])]
    worth = train.outputs(network, train.units(docs), words, ["worth"])["worth"]
    cut, best = measure.best_cut([int(d["worth"][0]) for d in docs], [float(worth[id(d)][0]) for d in docs])
    say(f"check-worthy from {cut:.3f}, F1 {best:.3f}")
    with torch.no_grad():
        network.role.bias[1::2] += max(figures)[1]
        network.worth[1].bias -= cut


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("corpora", type=Path, help="the folder with the corpora")
    parser.add_argument("reader", help="the project's build tool, which reads texts as the encoder will")
    parser.add_argument("work", type=Path, help="a folder for what is kept between the steps")
    parser.add_argument("out", type=Path, help="the weights file")
    args = parser.parse_args()
    args.work.mkdir(parents=True, exist_ok=True)
    started = time.time()
    say = lambda *a, **k: print(f"{time.time() - started:6.0f} s", *a, flush=True)

    sets = corpora.load(args.corpora, args.reader, args.work / "corpora.pkl")
    say("read the corpora")
    counts = train.occurrences(sets)
    words = train.Words(train.vocabulary(counts, WORDS))
    spelt = train.spellings(sets, words.hashes.tolist())
    first = kept(args.work / "vectors.pkl", lambda: vectors.of_words([spelt[h] for h in words.hashes.tolist()], 48))
    linker = kept(args.work / "link.pkl", lambda: link.train(sets["polnear-train"]))
    say("vocabulary, first vectors and linker")

    def report(name, network, cut=train.units):
        say(name, train.report(network, sets, words, args.corpora, linker, cut))

    torch.manual_seed(SEED)
    torch.manual_seed(SEED + 10)
    large = trained(args.work / "teacher.pt", teacher.Teacher(), lambda n: teach(n, sets, words, say))
    report("teacher", large, train.windows)
    torch.manual_seed(SEED)
    small = trained(args.work / "first.pt", Network(len(words.hashes), UNITS, vectors=first),
                    lambda n: train.fit(n, sets, first_plan(sets), words, 7, seed=SEED, squeeze_from=0.7, say=say))
    small.squeeze(True)
    report("first network", small)
    teachers = [(large, train.windows, {"soft role", "soft name", "pos", "fact", "worth"}), (small, train.units, {"soft role"})]
    silver = {"polnear-train": ["soft role", "soft name", "pos", "fact", "worth"], "gum-train": ["soft role", "fact"], "ewt-train": ["soft role", "soft name"]}

    def label():
        for name, tasks in silver.items():
            distil.annotate(teachers, sets[name], words, tasks)
        return {name: [{t: doc[t] for t in tasks} for doc in sets[name]] for name, tasks in silver.items()}

    def take(labels):
        for name, rows in labels.items():
            for doc, row in zip(sets[name], rows):
                doc.update(row)

    take(kept(args.work / "silver.pkl", label))
    say("teachers' labels")
    sets["augmented"] = augment.documents(args.reader, sets["polnear-train"], SEED)
    sets["lower"] = augment.lower(args.reader, sets["wikigold"])

    # The network's matrices are so small that one thread is as fast as two.
    torch.set_num_threads(1)
    torch.manual_seed(SEED)
    student = Network(len(words.hashes), UNITS, vectors=first, drop=0.2)

    def study(n):
        """Keeps the mean of the weights of the second half or the last of them, whichever does better on dev."""
        mean = train.fit(n, sets, student_plan(sets), words, EPOCHS, seed=SEED, squeeze_from=0.6, mean_from=0.5, say=say,
                         after=lambda e: report(f"epoch {e + 1}", n) if e % 3 == 0 else None)
        last = attributions(n, sets, words, args.corpora, linker)
        train.swap(n, mean)
        averaged = attributions(n, sets, words, args.corpora, linker)
        say("the last weights", last, "their mean", averaged)
        if sum(last) >= sum(averaged):
            train.swap(n, mean)

    trained(args.work / "student.pt", student, study)
    student.squeeze(True)
    report("student", student)

    # What the teacher and the student say together is better than either: the second round learns from both.
    teachers = [(large, train.windows, {"soft role", "soft name", "pos", "fact", "worth"}), (student, train.units, {"soft role", "soft name"})]
    take(kept(args.work / "silver-2.pkl", label))
    halve_worth(sets["ct24-train"], kept(args.work / "worth.pkl", lambda: worths(large, sets["ct24-train"], words)))
    say("labels of the second round")

    def study_again(n):
        """Keeps the epoch that does best on dev."""
        best = []

        def after(epoch):
            figures = attributions(n, sets, words, args.corpora, linker)
            say(f"second round, epoch {epoch + 1}", figures)
            if not best or sum(figures) > best[0]:
                best[:] = [sum(figures), copy.deepcopy(n.state_dict())]

        torch.manual_seed(SEED)
        train.fit(n, sets, student_plan(sets), words, AGAIN, rate=AGAIN_RATE, seed=SEED, squeeze_from=0.3, say=say, after=after)
        n.load_state_dict(best[1])

    trained(args.work / "again.pt", student, study_again)
    student.squeeze(True)
    report("second round", student)
    for way in augment.WAYS:
        changed = {**sets, "polnear-dev": augment.documents(args.reader, sets["polnear-dev"], SEED, {way: 1})}
        for name, network in (("first network", small), ("student", student)):
            say(f"{name}, {way.__name__}:", train.report(network, changed, words, args.corpora, linker, tasks=("role",)))
    calibrate(student, sets, words, args.corpora, linker, say)
    export.write(args.out, student, words, linker, export.weightiest(student, words, counts, SHIPPED))
    say(f"wrote {args.out}, {args.out.stat().st_size} bytes")


if __name__ == "__main__":
    main()
