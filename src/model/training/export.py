"""Writes a network as the file that `src/model/weights.rs` reads; the layout is described there."""

import struct
import zlib

import numpy as np
import torch

import link
from network import AFFIX, AFFIX_ROWS, BIT_ROWS, BITS, HEDGE_TAGS, NAME_TAGS, POS_TAGS, ROLE_TAGS, SHAPE, SHAPE_ROWS, WORD, row_scale

MAGIC, FORMAT = b"sayso\0\0w", 1
# `features::VERSION`: of the inputs that the network was trained on.
FEATURES_VERSION = 1
# Added to whole numbers, so that their bytes are letters.
OFFSET = 64


def whole(weight, scale, most):
    """The whole numbers that `network.squeezed` makes of a weight."""
    return torch.clamp((weight / scale).round(), -most, most).to(torch.int64).numpy()


def letters(numbers):
    return (numbers + OFFSET).astype(np.uint8).tobytes()


def short(numbers):
    """Numbers of 32 bits rounded to 12 bits behind the first that is set, so that the lowest byte is 0 and most of the next."""
    bits = np.ascontiguousarray(numbers, np.float32).view(np.uint32).astype(np.uint64)
    return ((bits + (1 << 10)) >> 11 << 11).astype(np.uint32).view(np.float32)


def weightiest(network, words, counts, most):
    """Places of the words whose vectors are worth their room, rising: by how far they lie from 0, where a word without a vector
    is, and the square root of how often they stand in the texts, which did best on dev."""
    with torch.no_grad():
        table = network.word
        size = (whole(table.weight, table.scale(), table.MOST)[1:] * short(table.scale().flatten().numpy()).astype(float)) ** 2
    worth = size.sum(1) * np.sqrt([counts[h] for h in words.hashes.tolist()])
    return np.sort(np.argsort(-worth, kind="stable")[:most])


def parts(network, words, linker, kept):
    """The parts of the file in their order, by name. `kept`: places, rising, of the words that it gives."""
    tables = [network.word, *network.affix, network.shape]
    matrices = [network.bits, network.enter]
    for layer in network.layers:
        matrices += [layer.gates, layer.out]
    matrices += [network.role, network.name, network.pos, network.hedge, *network.fact, *network.worth]
    units, fact, worth = network.enter.out_features, network.fact[0].out_features, network.worth[0].out_features
    if len(words.hashes) + 1 != network.word.num_embeddings:
        raise ValueError(f"{len(words.hashes)} words, but {network.word.num_embeddings - 1} rows of the table")
    hashes = np.asarray(words.hashes, np.int64)[kept]
    if len(hashes) and (hashes.min() < 0 or hashes.max() >= 1 << 24 or (np.diff(hashes) <= 0).any()):
        raise ValueError("the hashes of words must be numbers of 24 bits, each greater than the one before")
    weights, bias = linker
    if len(weights) != link.FEATURES:
        raise ValueError(f"the linker has {len(weights)} weights, but {link.FEATURES} features")

    with torch.no_grad():
        out = {"header": MAGIC + struct.pack("<19I", FORMAT, FEATURES_VERSION, len(hashes), WORD, AFFIX_ROWS, AFFIX, SHAPE_ROWS,
                                             SHAPE, BIT_ROWS, BITS, units, len(network.layers), ROLE_TAGS, NAME_TAGS, POS_TAGS,
                                             HEDGE_TAGS, fact, worth, link.FEATURES)}
        steps = np.diff(hashes, prepend=0)
        out["fingerprints"] = b"".join((steps >> shift & 255).astype(np.uint8).tobytes() for shift in (0, 8, 16))
        for name, table in zip(("words", "suffixes of 3", "suffixes of 2", "prefixes", "shapes"), tables):
            numbers = whole(table.weight, table.scale(), table.MOST)
            out[name] = letters(numbers[1:][kept] if table is network.word else numbers)
        out["matrices"] = b"".join(letters(whole(m.weight, row_scale(m.weight, m.MOST), m.MOST)) for m in matrices)
        floats = [t.scale().flatten() for t in tables]
        floats += [row_scale(m.weight, m.MOST).flatten() for m in matrices]
        floats += [m.bias for m in matrices if m.bias is not None]
        for chain in (network.role_crf, network.name_crf):
            floats += [chain.step.flatten(), chain.first]
        floats += [torch.tensor(weights, dtype=torch.float32), torch.tensor([bias], dtype=torch.float32)]
        numbers = short(torch.cat(floats).numpy())
        if not np.isfinite(numbers).all():
            raise ValueError("a weight is no number")
        out["floats"] = numbers.view(np.uint8).reshape(-1, 4).T.tobytes()
    return out


def write(path, network, words, linker, kept):
    """Writes the file. `words.hashes` are sorted numbers of 24 bits; `linker` is what `link.train` gives; `kept` is what
    `weightiest` gives."""
    data = b"".join(parts(network, words, linker, kept).values())
    with open(path, "wb") as file:
        file.write(data + struct.pack("<I", zlib.crc32(data)))
