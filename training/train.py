"""Train the verifier's cross-encoder: `python -m training.train`; see training/README.md."""

import argparse
import json
import random
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any

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
    """How many pairs of which kinds are read after which stage, and between which learning rates.

    With `whole_context` the sentence before is shown as it is, else the names in it alone, as in use.
    """

    name: str
    after: str | None
    shared: int
    corrupted: int
    frames: int
    items: int
    first_rate: float
    last_rate: float
    whole_context: bool = False

    @property
    def steps(self) -> int:
        """Batches read in this stage."""
        return (self.shared + self.corrupted + self.frames + self.items) // BATCH


# The general sets first; then, beside them, hard negatives made from hand-written frames, and hand-written items: once
# with whole sentences as context, once with names and with more items. The one knows better what supports a claim, the
# other what refutes it; the average of their weights (Wortsman et al., Model soups, 2022) is good at both.
STAGES = (
    Stage("general", None, 42_000, 20_000, 0, 0, _PEAK_RATE, 6e-5, whole_context=True),
    Stage("sentences", "general", 28_000, 14_000, 12_000, 32_000, 6e-5, 2e-5, whole_context=True),
    Stage("names", "general", 26_000, 14_000, 12_000, 52_000, 6e-5, 3e-5),
    Stage("fine", "names", 6_000, 5_000, 4_000, 30_000, 3e-5, 8e-6),
)
AVERAGED = ("sentences", "fine")


@dataclass(frozen=True, slots=True)
class Example:
    """A pair as the model reads it."""

    encoded: EncodedPair
    label: int


def main() -> None:
    """Train every stage, with a checkpoint every 250 steps; goes on from the last one."""
    arguments = _arguments()
    torch.manual_seed(SEED)
    torch.set_num_threads(arguments.threads)
    fetch_base(arguments.work)
    tokenizer = Tokenizer.from_file(str(tokenizer_file(arguments.work)))
    for number, stage in enumerate(STAGES):
        _train(stage, number, tokenizer, arguments.work, arguments.shared)
    model = load_base(arguments.work)
    model.load_state_dict(_average([_state(arguments.work, name)["model"] for name in AVERAGED]))
    model.eval()
    model.save_pretrained(arguments.work / "trained")
    print(json.dumps(_accuracies(model, tokenizer, arguments.shared)), flush=True)


def _train(stage: Stage, number: int, tokenizer: Tokenizer, work: Path, shared: Path) -> None:
    """Bring a stage to its end, from its own checkpoint or from the end of the stage that it comes after."""
    own = _state(work, stage.name) if _checkpoint(work, stage.name).exists() else None
    if own and own["step"] == stage.steps:
        return
    model = load_base(work)
    model.bert.embeddings.word_embeddings.requires_grad_(False)
    model.train()
    optimizer = torch.optim.AdamW(
        [parameter for parameter in model.parameters() if parameter.requires_grad], lr=_PEAK_RATE, weight_decay=0.01
    )
    start = own or (_state(work, stage.after) if stage.after else None)
    if start:
        model.load_state_dict(start["model"])
        optimizer.load_state_dict(start["optimizer"])
    done = own["step"] if own else 0
    batches = _batches(_encoded(tokenizer, stage, _stage_pairs(stage, shared, number)), SEED + number)
    began, tokens, losses = time.monotonic(), 0, []
    for step, batch in enumerate(islice(batches, stage.steps), start=1):
        if step <= done:
            continue
        rate = stage.first_rate + step / stage.steps * (stage.last_rate - stage.first_rate)
        for group in optimizer.param_groups:
            group["lr"] = rate if stage.after else rate * min(1.0, step / _WARM_UP_STEPS)
        losses.append(_learn(model, optimizer, batch))
        tokens += sum(len(example.encoded.ids) for example in batch)
        if step % _LOG_EVERY == 0:
            spent = time.monotonic() - began
            rest = (stage.steps - step) * spent / len(losses)
            recent = sum(losses[-100:]) / len(losses[-100:])
            print(
                f"{stage.name} {step}/{stage.steps} loss {recent:.4f} {tokens / spent:.0f} tokens/s rest {rest:.0f} s",
                flush=True,
            )
        if step % _CHECKPOINT_EVERY == 0 or step == stage.steps:
            _save(_checkpoint(work, stage.name), model, optimizer, step)
    print(stage.name, json.dumps(_accuracies(model, tokenizer, shared)), flush=True)


def _average(states: Sequence[Mapping[str, Tensor]]) -> dict[str, Tensor]:
    """The mean of every weight; what is no weight is the first one's."""
    first, *_ = states
    return {
        name: sum((state[name] for state in states[1:]), start=value) / len(states)
        if value.is_floating_point()
        else value
        for name, value in first.items()
    }


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", type=Path, default=Path("../shared"), help="folder with data/train, data/dev")
    parser.add_argument("--work", type=Path, default=Path("build/training"), help="where weights and checkpoints go")
    parser.add_argument("--threads", type=int, default=2)
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


def _encoded(tokenizer: Tokenizer, stage: Stage, pairs: Sequence[Pair]) -> list[Example]:
    examples = [Example(encode(tokenizer, _shown(pair, stage), pair.claim), pair.label) for pair in pairs]
    return [example for example in examples if len(example.encoded.ids) <= _LONGEST]


def _shown(pair: Pair, stage: Stage) -> Shown:
    before = pair.before or ""
    return Shown(pair.sentence, before if stage.whole_context else names_in(before), pair.title or "")


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


def _state(work: Path, name: str) -> dict[str, Any]:
    state: dict[str, Any] = torch.load(_checkpoint(work, name), weights_only=True)
    return state


def _checkpoint(work: Path, name: str) -> Path:
    return work / f"{name}.pt"


if __name__ == "__main__":
    main()
