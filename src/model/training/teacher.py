"""The teacher: a small transformer (all-MiniLM-L6-v2, Apache 2.0), fine-tuned on the same tasks. It labels, and is not shipped."""

import os

os.environ.setdefault("HF_HUB_OFFLINE", "1")
import numpy as np
import torch
from torch import nn
from transformers import AutoModel, AutoTokenizer

import train
import vectors
from network import HEDGE_TAGS, NAME_TAGS, POS_TAGS, ROLE_TAGS, Crf, pooled

SIZE = 384


class Half(nn.Linear):
    """A head that takes two states elsewhere; here both are the same."""

    def forward(self, both):
        return super().forward(both[..., :SIZE])


class Teacher(nn.Module):
    """The same heads as `network.Network` on the transformer's states of each token's first piece."""

    body_rate = 1.5e-4

    def __init__(self, drop=0.1):
        super().__init__()
        self.body = AutoModel.from_pretrained(vectors.encoder_dir(), add_pooling_layer=False)
        self.body.embeddings.word_embeddings.weight.requires_grad_(False)
        self.body.embeddings.position_embeddings.weight.requires_grad_(False)
        self.tokenizer = AutoTokenizer.from_pretrained(vectors.encoder_dir())
        self.bits = nn.Linear(64, SIZE, bias=False)
        nn.init.normal_(self.bits.weight, 0, 0.005)
        self.drop = nn.Dropout(drop)
        self.role, self.role_crf = nn.Linear(SIZE, ROLE_TAGS), Crf(ROLE_TAGS)
        self.name, self.name_crf = Half(SIZE, NAME_TAGS), Crf(NAME_TAGS)
        self.pos, self.hedge = nn.Linear(SIZE, POS_TAGS), nn.Linear(SIZE, HEDGE_TAGS)
        self.fact = nn.Sequential(nn.Linear(SIZE, 64), nn.Tanh(), nn.Linear(64, 1))
        self.worth = nn.Linear(2 * SIZE, 1)
        self.pieces = {}

    def squeeze(self, on=True):
        pass

    def pieces_of(self, doc):
        if "pieces" not in doc:
            out = []
            for s, e in zip(doc["start"].tolist(), doc["end"].tolist()):
                word = doc["text"][s:e]
                if word not in self.pieces:
                    self.pieces[word] = (self.tokenizer(word, add_special_tokens=False)["input_ids"] or [100])[:6]
                out.append(self.pieces[word])
            doc["pieces"] = out
        return doc["pieces"]

    def read(self, batch, words):
        """States of the tokens of units."""
        ids, bits, first = [], [], []
        for u in batch:
            train.rows(u.doc, words)
            a, b, c = [101], [-1], []
            for i, pieces in enumerate(self.pieces_of(u.doc)[u.first:u.last]):
                c.append(len(a))
                a += pieces
                b += [i] * len(pieces)
            ids.append((a + [102])[:512])
            bits.append((b + [-1])[:512])
            first.append([min(x, 511) for x in c])
        longest, tokens = max(map(len, ids)), max(map(len, first))
        i = torch.zeros(len(batch), longest, dtype=torch.long)
        m = torch.zeros_like(i)
        p = torch.zeros(len(batch), tokens, dtype=torch.long)
        f = torch.zeros(len(batch), longest, 64)
        mask = torch.zeros(len(batch), tokens, dtype=torch.bool)
        for k, u in enumerate(batch):
            n = len(ids[k])
            i[k, :n], m[k, :n] = torch.tensor(ids[k]), 1
            p[k, :len(first[k])] = torch.tensor(first[k])
            mask[k, :len(first[k])] = True
            own = np.array(bits[k])
            rows = u.doc["bit"][u.first:u.last]
            f[k, :n] = torch.from_numpy(np.where(own[:, None] >= 0, rows[own.clip(min=0)], 0).astype(np.float32))
        emb = self.body.embeddings.word_embeddings(i) + self.bits(f)
        with torch.autocast("cpu", torch.bfloat16):
            states = self.body(inputs_embeds=emb, attention_mask=m).last_hidden_state
        states = self.drop(states.float().gather(1, p[..., None].expand(-1, -1, SIZE)))
        return states, states, mask

    def factuality(self, first, last):
        return self.fact(last).squeeze(-1)

    def worthiness(self, last, mask, sentences):
        return self.worth(pooled(last, mask, sentences)).squeeze(-1)
