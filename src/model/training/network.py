"""The encoder and its heads, as they are trained. `src/model/encoder.rs` reads the same network in whole numbers."""


import torch
from torch import nn
from torch.nn import functional as F

from corpora import NAMES, POS, ROLES

WORD, AFFIX, SHAPE, BITS = 48, 16, 8, 16
AFFIX_ROWS, SHAPE_ROWS, BIT_ROWS = 2048, 128, 64
ROLE_TAGS, NAME_TAGS, POS_TAGS, HEDGE_TAGS = 1 + 2 * len(ROLES), 1 + 2 * len(NAMES), len(POS), 3


class Round(torch.autograd.Function):
    """Rounds; the gradient passes as if it had not."""

    @staticmethod
    def forward(ctx, x):
        return x.round()

    @staticmethod
    def backward(ctx, grad):
        return grad


def squeezed(weight, scale, most):
    """The weight as it will be stored: whole numbers of `scale` between -most and most."""
    return torch.clamp(Round.apply(weight / scale), -most, most) * scale


def row_scale(weight, most):
    return weight.detach().abs().amax(1, keepdim=True).clamp(min=1e-6) / most


class Table(nn.Embedding):
    """Vectors of 4 bits: one scale for each column."""

    MOST, STEP = 7, 0.38

    def scale(self):
        used = self.weight.detach()[1:]
        return (used.pow(2).mean(0, keepdim=True).sqrt() * self.STEP).clamp(min=1e-6)

    def forward(self, ids):
        weight = squeezed(self.weight, self.scale(), self.MOST) if self.squeeze else self.weight
        return F.embedding(ids, weight, 0)

    squeeze = False


class Matrix(nn.Linear):
    """Rows of 6 bits: one scale for each row."""

    MOST = 31

    def forward(self, x):
        weight = squeezed(self.weight, row_scale(self.weight, self.MOST), self.MOST) if self.squeeze else self.weight
        return F.linear(x, weight, self.bias)

    squeeze = False


def norm(x):
    """Root mean square norm (Zhang and Sennrich 2019), without gain: the matrix after it has one."""
    return x * torch.rsqrt(x.pow(2).mean(-1, keepdim=True) + 1e-5)


class Layer(nn.Module):
    """A quasi-recurrent layer both ways (Bradbury et al. 2017): gates from three neighbours, then a running mean."""

    def __init__(self, units, drop):
        super().__init__()
        self.units = units
        self.gates = Matrix(3 * units, 6 * units)
        self.out = Matrix(2 * units, units)
        self.drop = nn.Dropout(drop)
        with torch.no_grad():
            for way in (0, 3):
                self.gates.bias[(way + 1) * units:(way + 2) * units] += torch.linspace(-1, 3, units)

    def forward(self, x, mask):
        y = norm(x) * mask
        y = torch.cat([F.pad(y, (0, 0, 1, 0))[:, :-1], y, F.pad(y, (0, 0, 0, 1))[:, 1:]], -1)
        z = self.gates(y)
        u, both = self.units, []
        for way in (0, 1):
            c, f, o = z[..., 3 * u * way:3 * u * (way + 1)].split(u, -1)
            f = torch.sigmoid(f)
            a = torch.tanh(c) * (1 - f) * mask
            f = f * mask + (1 - mask)
            a, f = a.unbind(1), f.unbind(1)
            state, states = torch.zeros_like(a[0]), [None] * len(a)
            for t in range(len(a)) if way == 0 else range(len(a) - 1, -1, -1):
                state = torch.addcmul(a[t], f[t], state)
                states[t] = state
            both.append(torch.stack(states, 1) * torch.sigmoid(o))
        return x + self.drop(self.out(torch.cat(both, -1)))


class Crf(nn.Module):
    """A linear chain over tags: 0 is none, odd ones begin a span, even ones go on with the one before."""

    def __init__(self, tags):
        super().__init__()
        self.step = nn.Parameter(torch.zeros(tags, tags))
        self.first = nn.Parameter(torch.zeros(tags))
        bad = torch.zeros(tags, tags)
        for i in range(tags):
            for j in range(2, tags, 2):
                if (i + 1) // 2 != j // 2:
                    bad[i, j] = -1e4
        self.register_buffer("bad", bad, persistent=False)
        start = torch.zeros(tags)
        start[2::2] = -1e4
        self.register_buffer("bad_first", start, persistent=False)

    def scores(self):
        return self.step + self.bad, self.first + self.bad_first

    def loss(self, e, tags, mask):
        """Negative log likelihood a token; a tag of -1 is any tag. Masks are prefixes."""
        # A stretch may begin inside a span.
        step, first = self.scores()[0], self.first
        known = tags >= 0
        allowed = torch.where(known[..., None] & (torch.arange(e.shape[2]) != tags[..., None]), -1e5, 0.0)
        total, gold = self.forward_sum(e, step, first, mask), self.forward_sum(e + allowed, step, first, mask)
        return (total - gold).sum() / mask.sum()

    def soft_loss(self, e, pairs, mask):
        """Cross entropy a token against a teacher's chain, given by how likely each pair of tags is [B, T, K, K]."""
        total = self.forward_sum(e, self.scores()[0], self.first, mask)
        single = pairs.sum(2) * mask[..., None]
        inner = pairs[:, 1:] * mask[:, 1:, None, None]
        score = (single * e).sum((1, 2)) + (inner * self.step).sum((1, 2, 3)) + (single[:, 0] * self.first).sum(1)
        return (total - score).sum() / mask.sum()

    def pairs(self, e, mask):
        """How likely each pair of neighbouring tags is [B, T, K, K]; a first token's row is spread over all before it."""
        step, first = self.scores()[0], self.first
        a, b = [first + e[:, 0]], [torch.zeros_like(e[:, 0])]
        for t in range(1, e.shape[1]):
            a.append(torch.where(mask[:, t, None], torch.logsumexp(a[-1][:, :, None] + step, 1) + e[:, t], a[-1]))
        for t in range(e.shape[1] - 1, 0, -1):
            b.append(torch.where(mask[:, t, None], torch.logsumexp(step + (e[:, t] + b[-1])[:, None], 2), b[-1]))
        a, b = torch.stack(a, 1), torch.stack(b[::-1], 1)
        total = torch.logsumexp(a[:, -1], 1)[:, None, None, None]
        inner = (a[:, :-1, :, None] + step + (e + b)[:, 1:, None] - total).exp()
        start = (a[:, :1] + b[:, :1] - total[..., 0]).exp()[:, :, None].expand(-1, -1, e.shape[2], -1) / e.shape[2]
        return torch.cat([start, inner], 1)

    def forward_sum(self, e, step, first, mask):
        a = first + e[:, 0]
        for t in range(1, e.shape[1]):
            a = torch.where(mask[:, t, None], torch.logsumexp(a[:, :, None] + step, 1) + e[:, t], a)
        return torch.logsumexp(a, 1)

    def decode(self, e, mask):
        """The best tags of a batch, as lists."""
        step, first = (s.detach() for s in self.scores())
        lengths = mask.sum(1)
        a, back = first + e[:, 0], []
        for t in range(1, e.shape[1]):
            best, at = (a[:, :, None] + step).max(1)
            a = torch.where(mask[:, t, None], best + e[:, t], a)
            back.append(torch.where(mask[:, t, None], at, torch.arange(e.shape[2])))
        tag = a.argmax(1)
        path = [tag]
        for at in reversed(back):
            tag = at.gather(1, tag[:, None]).squeeze(1)
            path.append(tag)
        path = torch.stack(path[::-1], 1)
        return [p[:n].tolist() for p, n in zip(path, lengths)]


class Network(nn.Module):
    def __init__(self, words, units=80, layers=2, drop=0.25, vectors=None):
        super().__init__()
        self.word = Table(words + 1, WORD, 0)
        self.affix = nn.ModuleList(Table(AFFIX_ROWS, AFFIX) for _ in range(3))
        self.shape = Table(SHAPE_ROWS, SHAPE)
        self.bits = Matrix(BIT_ROWS, BITS, bias=False)
        for table in (self.word, *self.affix, self.shape):
            nn.init.normal_(table.weight, 0, 0.1)
        nn.init.normal_(self.bits.weight, 0, 0.1)
        if vectors is not None:
            with torch.no_grad():
                self.word.weight[1:] = vectors
        with torch.no_grad():
            self.word.weight[0] = 0
        self.enter = Matrix(WORD + 3 * AFFIX + SHAPE + BITS, units)
        self.layers = nn.ModuleList(Layer(units, drop) for _ in range(layers))
        self.drop = nn.Dropout(drop)
        self.role, self.role_crf = Matrix(units, ROLE_TAGS), Crf(ROLE_TAGS)
        self.name, self.name_crf = Matrix(2 * units, NAME_TAGS), Crf(NAME_TAGS)
        self.pos = Matrix(units, POS_TAGS)
        self.hedge = Matrix(units, HEDGE_TAGS)
        self.fact = nn.ModuleList([Matrix(2 * units, 32), Matrix(32, 1)])
        self.worth = nn.ModuleList([Matrix(units, 32), Matrix(64, 1)])

    def squeeze(self, on=True):
        for module in self.modules():
            if isinstance(module, (Table, Matrix)):
                module.squeeze = on

    def forward(self, x, mask):
        """x: word, three affixes, shape [B, T, 5], and bits [B, T, 64]. Gives the states after the first and the last layer."""
        ids, bits = x
        word = ids[..., 0]
        if self.training:
            word = word * (torch.rand(word.shape) > 0.08)
        parts = [self.word(word)] + [t(ids[..., 1 + k]) for k, t in enumerate(self.affix)] + [self.shape(ids[..., 4]), self.bits(bits)]
        v = self.enter(self.drop(torch.cat(parts, -1)))
        mask = mask[..., None].to(v.dtype)
        states = []
        for layer in self.layers:
            v = layer(v, mask)
            states.append(v)
        first, last = self.drop(norm(states[0])), self.drop(norm(states[-1]))
        return first, last

    def factuality(self, first, last):
        return self.fact[1](torch.tanh(self.fact[0](torch.cat([first, last], -1)))).squeeze(-1)

    def worthiness(self, last, mask, sentences):
        """A score for each sentence [B, S]: from the mean and the most of what its tokens say."""
        return self.worth[1](pooled(torch.tanh(self.worth[0](last)), mask, sentences)).squeeze(-1)


def pooled(u, mask, sentences):
    """Mean and maximum over the tokens of each sentence [B, S, 2 U]; `sentences` are numbers from 0 [B, T]."""
    many, width = int(sentences.max()) + 1, u.shape[-1]
    at = torch.where(mask, sentences, many)
    sums = torch.zeros(len(u), many + 1, width + 1).scatter_add(1, at[..., None].expand(-1, -1, width + 1), F.pad(u, (0, 1), value=1.0))
    most = torch.full((len(u), many + 1, width), -1e4).scatter_reduce(1, at[..., None].expand(-1, -1, width), u, "amax")
    return torch.cat([sums[:, :many, :-1] / sums[:, :many, -1:].clamp(min=1), most[:, :many].clamp(min=-50)], -1)
