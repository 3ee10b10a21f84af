"""Train the verifier's cross-encoder: `python -m training.train`; see training/README.md."""

import argparse
import json
import random
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import torch
from tokenizers import Tokenizer
from torch import Tensor
from torch.nn.functional import cross_entropy, log_softmax
from transformers import BertForSequenceClassification

from service.adapters.verifier.encoding import EncodedPair, Shown, encode, names_in
from training.base_weights import fetch_base, load_base, tokenizer_file
from training.corruptions import corrupted_pairs
from training.datasets import read_rows, shared_pairs
from training.frames import frame_pairs
from training.items import item_pairs
from training.pairs import NOT_SUPPORTED, SUPPORTS, Pair

SEED = 20261122
BATCH = 32
# Longer pairs are left out: few, and each costs as much as three others.
_LONGEST = 160
_WINDOW = 60
_WARM_UP_STEPS = 200
_PEAK_RATE = 9e-5
_CLIP = 1.0
_CHECKPOINT_EVERY = 250
_LOG_EVERY = 25


@dataclass(frozen=True, slots=True)
class Stage:
    """How many pairs of which kinds are read, and between which learning rates."""

    name: str
    shared: int
    corrupted: int
    first_rate: float
    last_rate: float
    frames: int = 0
    items: int = 0

    @property
    def pairs(self) -> int:
        """Pairs read in this stage."""
        return self.shared + self.corrupted + self.frames + self.items


# The general sets first; then, beside them, hard negatives made from hand-written frames, and hand-written items; at
# last mostly these.
STAGES = (
    Stage("general", shared=42_000, corrupted=20_000, first_rate=_PEAK_RATE, last_rate=6e-5),
    Stage(
        "hard",
        shared=26_000,
        corrupted=14_000,
        frames=12_000,
        items=52_000,
        first_rate=6e-5,
        last_rate=3e-5,
    ),
    Stage(
        "fine",
        shared=6_000,
        corrupted=5_000,
        frames=4_000,
        items=30_000,
        first_rate=3e-5,
        last_rate=8e-6,
    ),
)


@dataclass(frozen=True, slots=True)
class Example:
    """A pair as the model reads it."""

    encoded: EncodedPair
    label: int


def main() -> None:
    """Train, with a checkpoint every 250 steps; continues from the last one."""
    arguments = _arguments()
    torch.manual_seed(SEED)
    torch.set_num_threads(arguments.threads)
    fetch_base(arguments.work)
    tokenizer = Tokenizer.from_file(str(tokenizer_file(arguments.work)))
    model = load_base(arguments.work)
    model.bert.embeddings.word_embeddings.requires_grad_(False)
    model.train()
    optimizer = torch.optim.AdamW(
        [parameter for parameter in model.parameters() if parameter.requires_grad], lr=_PEAK_RATE, weight_decay=0.01
    )
    stages = STAGES[: arguments.stages]
    done = _restore(arguments.work / "checkpoint.pt", model, optimizer)
    step = 0
    for number, stage in enumerate(stages):
        steps = stage.pairs // BATCH
        if done >= step + steps:
            step += steps
            continue
        batches = _batches(_encoded(tokenizer, _stage_pairs(stage, arguments.shared, number)), SEED + number)
        began, tokens, losses = time.monotonic(), 0, []
        for index, batch in enumerate(batches):
            if index >= steps:
                break
            step += 1
            if step <= done:
                continue
            share = index / steps
            rate = stage.first_rate + share * (stage.last_rate - stage.first_rate)
            for group in optimizer.param_groups:
                group["lr"] = rate * min(1.0, step / _WARM_UP_STEPS)
            losses.append(_learn(model, optimizer, batch))
            tokens += sum(len(example.encoded.ids) for example in batch)
            if step % _LOG_EVERY == 0:
                rest = (steps - index) * (time.monotonic() - began) / max(1, len(losses))
                recent = sum(losses[-100:]) / len(losses[-100:])
                speed = tokens / (time.monotonic() - began)
                print(
                    f"{stage.name} {index}/{steps} loss {recent:.4f} {speed:.0f} tokens/s rest {rest:.0f} s", flush=True
                )
            if step % _CHECKPOINT_EVERY == 0 or index + 1 == steps:
                _save(arguments.work / "checkpoint.pt", model, optimizer, step)
            if step % 1000 == 0:
                print(json.dumps(_accuracies(model, tokenizer, arguments.shared)), flush=True)
    model.eval()
    model.save_pretrained(arguments.work / "trained")
    print(json.dumps(_accuracies(model, tokenizer, arguments.shared)), flush=True)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", type=Path, default=Path("../shared"), help="folder with data/train, data/dev")
    parser.add_argument("--work", type=Path, default=Path("build/training"), help="where weights and checkpoints go")
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--stages", type=int, default=len(STAGES), help="stop after so many stages")
    return parser.parse_args()


def _stage_pairs(stage: Stage, shared: Path, number: int) -> list[Pair]:
    rng = random.Random(SEED + number)  # noqa: S311 - a recipe, not a secret
    general = shared_pairs(shared, rng)
    made = corrupted_pairs(general, rng)
    return [
        *_some(general, stage.shared, rng),
        *_some(made, stage.corrupted, rng),
        *(frame_pairs(stage.frames, SEED + number) if stage.frames else ()),
        *(_some(item_pairs(), stage.items, rng) if stage.items else ()),
    ]


def _some(pairs: Sequence[Pair], count: int, rng: random.Random) -> list[Pair]:
    """So many of the pairs at random; all of them again where there are fewer."""
    times, rest = divmod(count, len(pairs))
    return [*pairs] * times + rng.sample(pairs, rest)


def _encoded(tokenizer: Tokenizer, pairs: Sequence[Pair]) -> list[Example]:
    examples = [
        Example(
            encode(tokenizer, Shown(pair.sentence, names_in(pair.before or ""), pair.title or ""), pair.claim),
            pair.label,
        )
        for pair in pairs
    ]
    return [example for example in examples if len(example.encoded.ids) <= _LONGEST]


def _batches(examples: Sequence[Example], seed: int) -> Iterator[list[Example]]:
    """Endless batches of pairs of like length, in random order."""
    rng = random.Random(seed)  # noqa: S311 - a recipe, not a secret
    while True:
        shuffled = rng.sample(examples, len(examples))
        for start in range(0, len(shuffled), BATCH * _WINDOW):
            window = sorted(shuffled[start : start + BATCH * _WINDOW], key=lambda example: len(example.encoded.ids))
            batches = [window[place : place + BATCH] for place in range(0, len(window), BATCH)]
            rng.shuffle(batches)
            yield from (batch for batch in batches if len(batch) == BATCH)


def _learn(model: BertForSequenceClassification, optimizer: torch.optim.Optimizer, batch: Sequence[Example]) -> float:
    with torch.autocast("cpu", dtype=torch.bfloat16):
        logits = _logits(model, [example.encoded for example in batch])
    loss = _loss(logits.float(), torch.tensor([example.label for example in batch]))
    loss.backward()
    torch.nn.utils.clip_grad_norm_(model.parameters(), _CLIP)
    optimizer.step()
    optimizer.zero_grad()
    return float(loss.detach())


def _loss(logits: Tensor, labels: Tensor) -> Tensor:
    """Cross entropy; where only "not supported" is known, of the probability that the other two classes share."""
    known = labels != NOT_SUPPORTED
    logs = log_softmax(logits, dim=1)
    unsupported = -torch.logsumexp(logs[~known][:, SUPPORTS + 1 :], dim=1).sum()
    return (cross_entropy(logits[known], labels[known], reduction="sum") + unsupported) / len(labels)


def _logits(model: BertForSequenceClassification, pairs: Sequence[EncodedPair]) -> Tensor:
    longest = max(len(pair.ids) for pair in pairs)
    ids = torch.zeros(len(pairs), longest, dtype=torch.long)
    segments = torch.zeros_like(ids)
    mask = torch.zeros_like(ids)
    for row, pair in enumerate(pairs):
        ids[row, : len(pair.ids)] = torch.tensor(pair.ids)
        segments[row, : len(pair.ids)] = torch.tensor(pair.segments)
        mask[row, : len(pair.ids)] = 1
    logits: Tensor = model(input_ids=ids, attention_mask=mask, token_type_ids=segments).logits
    return logits


def _accuracies(model: BertForSequenceClassification, tokenizer: Tokenizer, shared: Path) -> dict[str, float]:
    """Supported or not, on two sets kept for tuning: share of right answers by the most probable class."""
    model.eval()
    figures = {}
    for name in ("fever_symmetric.dev", "nli_small.rte_dev"):
        rows = list(read_rows(shared / "data" / "dev" / f"{name}.jsonl.gz"))
        right = 0
        for start in range(0, len(rows), BATCH):
            some = rows[start : start + BATCH]
            pairs = [encode(tokenizer, Shown(" ".join(row["sentences"])), row["claim"]) for row in some]
            with torch.no_grad(), torch.autocast("cpu", dtype=torch.bfloat16):
                chosen = _logits(model, pairs).argmax(dim=1).tolist()
            right += sum(
                (label == SUPPORTS) == (row["label"] == "SUPPORTS") for label, row in zip(chosen, some, strict=True)
            )
        figures[name] = round(right / len(rows), 4)
    model.train()
    return figures


def _save(path: Path, model: torch.nn.Module, optimizer: torch.optim.Optimizer, step: int) -> None:
    state = {"model": model.state_dict(), "optimizer": optimizer.state_dict(), "step": step}
    torch.save(state, path.with_suffix(".new"))
    path.with_suffix(".new").rename(path)


def _restore(path: Path, model: torch.nn.Module, optimizer: torch.optim.Optimizer) -> int:
    if not path.exists():
        return 0
    state = torch.load(path, weights_only=True)
    model.load_state_dict(state["model"])
    optimizer.load_state_dict(state["optimizer"])
    return int(state["step"])


if __name__ == "__main__":
    main()
