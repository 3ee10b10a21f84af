"""The cross-encoder's runtime: reads a claim beside a sentence and says how the two stand to each other."""

import os
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from threading import Lock

import numpy
from onnxruntime import InferenceSession, SessionOptions
from tokenizers import Tokenizer

from service.adapters.verifier.encoding import Shown, encode

MODEL_FOLDER = Path(__file__).parent / "model"
_KEPT_READINGS = 4096


@dataclass(frozen=True, slots=True)
class Entailment:
    """Probabilities that the sentence supports or refutes the claim; what is left to 1 is neither."""

    supports: float
    refutes: float


class CrossEncoder:
    """The model in a folder, loaded when it is first asked; safe to use from several threads.

    Each pair is read alone and on one thread, so that its numbers are added up in one order: the same pair has the same
    score whatever is asked beside it.
    """

    def __init__(self, folder: Path = MODEL_FOLDER, *, threads: int | None = None) -> None:
        """Read pairs on `threads` threads at once; None takes as many as the process may use cores."""
        self._folder = folder
        self._threads = threads or len(os.sched_getaffinity(0))
        self._loading = Lock()
        self._loaded: _Loaded | None = None
        # Wire copies, and the next page of an answer, ask for the same pair again.
        self._read = lru_cache(maxsize=_KEPT_READINGS)(self._infer)

    def judge(self, claim: str, shown: Sequence[Shown]) -> list[Entailment]:
        """How each reading stands to the claim, in order; equal readings are read once."""
        unique = list(dict.fromkeys(shown))
        judged = dict(zip(unique, self._model().pool.map(self._read, [claim] * len(unique), unique), strict=True))
        return [judged[one] for one in shown]

    def _infer(self, claim: str, shown: Shown) -> Entailment:
        model = self._model()
        pair = encode(model.tokenizer, shown, claim)
        ids = numpy.array([pair.ids], dtype=numpy.int64)
        inputs = {
            "input_ids": ids,
            "attention_mask": numpy.ones_like(ids),
            "token_type_ids": numpy.array([pair.segments], dtype=numpy.int64),
        }
        (logits,) = model.session.run(["logits"], inputs)
        shares = numpy.exp(logits[0] - logits[0].max())
        supports, refutes, _ = (float(share) for share in shares / shares.sum())
        return Entailment(supports, refutes)

    def _model(self) -> "_Loaded":
        with self._loading:
            if self._loaded is None:
                self._loaded = _load(self._folder, self._threads)
            return self._loaded


@dataclass(frozen=True, slots=True)
class _Loaded:
    session: InferenceSession
    tokenizer: Tokenizer
    pool: ThreadPoolExecutor


def _load(folder: Path, threads: int) -> _Loaded:
    options = SessionOptions()
    options.intra_op_num_threads = 1
    options.inter_op_num_threads = 1
    # Inputs differ in length: a plan of memory for each length would be kept for nothing.
    options.enable_mem_pattern = False
    return _Loaded(
        session=InferenceSession(folder / "model.onnx", options, providers=["CPUExecutionProvider"]),
        tokenizer=Tokenizer.from_file(str(folder / "tokenizer.json")),
        pool=ThreadPoolExecutor(threads, thread_name_prefix="cross-encoder"),
    )
