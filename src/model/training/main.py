"""Makes the weights: `python main.py CORPORA READER WORK OUT`. `cargo xtask train` calls it; README.md tells of the steps."""

import argparse
import pickle
import time
from pathlib import Path

import numpy as np
import torch

import augment
import corpora
import distil
import export
import link
import teacher
import train
import vectors
from network import Network

WORDS, UNITS, WIDE = 8192, 80, 128
SEED = 1


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


def teacher_plan(sets):
    cut = train.windows
    return [
        part(sets, "polnear-train", {"role": 1.0}, cut),
        part(sets, "gum-train", {"pos": 0.5, "name": 0.7}, cut),
        part(sets, "wikigold", {"name": 1.0}, cut, 1.5),
        part(sets, "ewt-train", {"pos": 0.5, "fact": 1.0}, cut, 0.75),
        part(sets, "udsih2-train", {"fact": 1.0}, cut, 0.75),
        part(sets, "ct24-train", {"worth": 1.0}, cut, 0.35),
        part(sets, "bioscope", {"hedge": 1.0}, cut, 0.1),
    ]


def student_plan(sets):
    cut = train.units
    return [
        part(sets, "polnear-train", {"role": 0.5, "soft role": 0.5, "soft name": 0.15, "pos": 0.1, "fact": 0.15, "worth": 0.1}, cut),
        part(sets, "augmented", {"role": 1.0}, cut, 0.5),
        part(sets, "gum-train", {"pos": 0.3, "name": 0.5, "soft role": 0.5, "fact": 0.15}, cut),
        part(sets, "wikigold", {"name": 0.7}, cut),
        part(sets, "ewt-train", {"pos": 0.3, "fact": 0.5, "soft role": 0.5, "soft name": 0.5}, cut),
        part(sets, "udsih2-train", {"fact": 0.5}, cut),
        part(sets, "ct24-train", {"worth": 0.3}, cut, 0.5),
        part(sets, "bioscope", {"hedge": 0.3}, cut, 0.15),
    ]


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
    words = train.Words(train.vocabulary(sets, WORDS))
    spelt = train.spellings(sets, words.hashes.tolist())
    first = kept(args.work / "vectors.pkl", lambda: vectors.of_words([spelt[h] for h in words.hashes.tolist()], 48))
    linker = kept(args.work / "link.pkl", lambda: link.train(sets["polnear-train"]))
    say("vocabulary, first vectors and linker")

    def report(name, network, cut=train.units):
        say(name, train.report(network, sets, words, args.corpora, linker, cut))

    torch.manual_seed(SEED)
    large = trained(args.work / "teacher.pt", teacher.Teacher(),
                    lambda n: train.fit(n, sets, teacher_plan(sets), words, 3, rate=1e-3, tokens=1200, seed=SEED, say=say))
    report("teacher", large, train.windows)
    teachers = [(large, train.windows, {"soft role", "soft name", "pos", "fact", "worth"})]
    for seed in (SEED + 1, SEED + 2):
        torch.manual_seed(seed)
        wide = trained(args.work / f"wide-{seed}.pt", Network(len(words.hashes), WIDE, vectors=first, drop=0.3),
                       lambda n: train.fit(n, sets, [part(sets, "polnear-train", {"role": 1.0}, train.units)], words, 6, seed=seed, say=say))
        teachers.append((wide, train.units, {"soft role"}))
    silver = {"polnear-train": ["soft role", "soft name", "pos", "fact", "worth"], "gum-train": ["soft role", "fact"], "ewt-train": ["soft role", "soft name"]}
    for name, tasks in silver.items():
        distil.annotate(teachers, sets[name], words, tasks)
    say("teachers' labels")
    sets["augmented"] = augment.documents(args.reader, sets["polnear-train"], SEED)

    torch.manual_seed(SEED)
    student = Network(len(words.hashes), UNITS, vectors=first, drop=0.2)
    trained(args.work / "student.pt", student,
            lambda n: train.fit(n, sets, student_plan(sets), words, 14, seed=SEED, squeeze_from=0.6, say=say))
    student.squeeze(True)
    report("student", student)
    export.write(args.out, student, words, linker)
    say(f"wrote {args.out}, {args.out.stat().st_size} bytes")


if __name__ == "__main__":
    main()
