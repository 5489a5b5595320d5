"""The sentence model all-MiniLM-L6-v2 in numpy, for making the table of word vectors; nothing needs it at run time.

BERT (Devlin et al. 2019) with six layers, twelve heads and 384 dimensions, as distilled by Wang et al. 2020 (MiniLM)
and trained for sentences by Reimers and Gurevych's sentence-transformers: a text's vector is the mean over its tokens.
"""

from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from safetensors.numpy import load_file
from scipy.special import erf
from tokenizers import Tokenizer

Floats = NDArray[np.float32]

DIMENSIONS = 384
HEADS = 12
LAYERS = 6
MASKED = -1e9
TINY = 1e-12
AT_ONCE = 256


class MiniLM:
    """The model of a folder with `model.safetensors` and `tokenizer.json`."""

    def __init__(self, folder: Path):
        weights = load_file(folder / "model.safetensors")
        self._weights = {name.removeprefix("bert."): value.astype(np.float32) for name, value in weights.items()}
        self._tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
        self._tokenizer.no_padding()
        self.numbers: dict[str, int] = self._tokenizer.get_vocab()
        """The tokens by their text; those that go on within a word begin with `##`. Lower numbers are more frequent."""

    def tokens(self, texts: Sequence[str]) -> list[list[int]]:
        """The numbers of each text's tokens, with the marks of beginning and end."""
        return [each.ids for each in self._tokenizer.encode_batch(list(texts))]

    def alone(self, token: str) -> list[int]:
        """The numbers that stand for one token, between the marks of beginning and end."""
        return [self.numbers["[CLS]"], self.numbers[token], self.numbers["[SEP]"]]

    def encode(self, tokens: Sequence[Sequence[int]]) -> Floats:
        """Vectors of lists of tokens, (n, 384), of length 1."""
        lengths = np.array([len(each) for each in tokens])
        order = np.argsort(lengths, kind="stable")
        found = np.zeros((len(tokens), DIMENSIONS), np.float32)
        for start in range(0, len(order), AT_ONCE):
            rows = order[start : start + AT_ONCE]
            numbers = np.zeros((len(rows), int(lengths[rows].max())), np.int64)
            mask = np.arange(numbers.shape[1]) < lengths[rows][:, None]
            numbers[mask] = np.concatenate([tokens[row] for row in rows])
            found[rows] = self._forward(numbers, mask.astype(np.float32))
        found /= np.linalg.norm(found, axis=1, keepdims=True)
        return found

    def _forward(self, numbers: NDArray[np.int64], mask: Floats) -> Floats:
        embedding = "embeddings.{}_embeddings.weight".format
        x = self._weights[embedding("word")][numbers] + self._weights[embedding("position")][: numbers.shape[1]]
        x = self._normal(x + self._weights[embedding("token_type")][0], "embeddings.LayerNorm")
        hidden = (1 - mask)[:, None, None, :] * np.float32(MASKED)
        for layer in range(LAYERS):
            at = f"encoder.layer.{layer}."
            mixed = self._attention(x, hidden, at + "attention.")
            x = self._normal(x + mixed, at + "attention.output.LayerNorm")
            inner = self._linear(x, at + "intermediate.dense")
            inner = inner * np.float32(0.5) * (1 + erf(inner / np.sqrt(np.float32(2))))
            x = self._normal(x + self._linear(inner, at + "output.dense"), at + "output.LayerNorm")
        summed: Floats = (x * mask[:, :, None]).sum(1)
        return summed

    def _attention(self, x: Floats, hidden: Floats, at: str) -> Floats:
        count, length, width = x.shape
        query, key, value = (
            self._linear(x, f"{at}self.{each}").reshape(count, length, HEADS, width // HEADS).transpose(0, 2, 1, 3)
            for each in ("query", "key", "value")
        )
        scores = query @ key.transpose(0, 1, 3, 2) / np.sqrt(np.float32(width // HEADS)) + hidden
        shares = np.exp(scores - scores.max(-1, keepdims=True))
        shares /= shares.sum(-1, keepdims=True)
        mixed = (shares @ value).transpose(0, 2, 1, 3).reshape(count, length, width)
        return self._linear(mixed, at + "output.dense")

    def _linear(self, x: Floats, name: str) -> Floats:
        flat = x.reshape(-1, x.shape[-1])  # one product of matrices is ten times as fast as one for each text
        product: Floats = flat @ self._weights[name + ".weight"].T + self._weights[name + ".bias"]
        return product.reshape(*x.shape[:-1], -1)

    def _normal(self, x: Floats, name: str) -> Floats:
        centred = x - x.mean(-1, keepdims=True)
        spread = np.sqrt((centred**2).mean(-1, keepdims=True) + np.float32(TINY))
        normal: Floats = centred / spread * self._weights[name + ".weight"] + self._weights[name + ".bias"]
        return normal
