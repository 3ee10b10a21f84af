"""The trained model as the ONNX file that the service runs: `python -m training.export`; see training/README.md.

Weights become 8-bit integers. Those of matrix products have one scale for each block of 128, and the runtime rounds
what they are multiplied with in the same blocks: a token's numbers depend on nothing but that token's row. Those of the
word embeddings have one scale a word.
"""

import argparse
import shutil
from pathlib import Path

import numpy
import onnx
import torch
from onnx import ModelProto, TensorProto, helper, numpy_helper
from onnxruntime.quantization.matmul_nbits_quantizer import DefaultWeightOnlyQuantConfig, MatMulNBitsQuantizer
from transformers import BertForSequenceClassification

from service.adapters.verifier.cross_encoder import MODEL_FOLDER
from training.base_weights import tokenizer_file

_OPSET = 17
_BLOCK = 128
# 4: the runtime multiplies 8-bit integers with 8-bit integers.
_ACCURACY_LEVEL = 4
_INPUTS = ("input_ids", "attention_mask", "token_type_ids")


def main() -> None:
    """Write model.onnx and tokenizer.json into the verifier's folder."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--work", type=Path, default=Path("build/training"), help="where training left the model")
    parser.add_argument("--to", type=Path, default=MODEL_FOLDER, help="where the service looks for it")
    arguments = parser.parse_args()
    exact = arguments.work / "model.exact.onnx"
    export(arguments.work / "trained", exact)
    arguments.to.mkdir(parents=True, exist_ok=True)
    onnx.save(quantized(onnx.load(exact)), arguments.to / "model.onnx")
    shutil.copyfile(tokenizer_file(arguments.work), arguments.to / "tokenizer.json")


def export(trained: Path, target: Path) -> None:
    """The model in its own precision (32 bits)."""
    model = BertForSequenceClassification.from_pretrained(trained, attn_implementation="eager").float().eval()
    ids = torch.randint(1000, 3000, (1, 20))
    torch.onnx.export(
        model,
        (ids, torch.ones_like(ids), torch.zeros_like(ids)),
        str(target),
        input_names=list(_INPUTS),
        output_names=["logits"],
        dynamic_axes={name: {0: "pairs", 1: "tokens"} for name in _INPUTS} | {"logits": {0: "pairs"}},
        opset_version=_OPSET,
        dynamo=False,
    )


def quantized(model: ModelProto) -> ModelProto:
    """The model with 8-bit weights."""
    config = DefaultWeightOnlyQuantConfig(block_size=_BLOCK, is_symmetric=True, accuracy_level=_ACCURACY_LEVEL, bits=8)
    quantizer = MatMulNBitsQuantizer(model, algo_config=config)
    quantizer.process()
    smaller: ModelProto = quantizer.model.model
    _quantize_embeddings(smaller)
    onnx.checker.check_model(smaller)
    return smaller


def _quantize_embeddings(model: ModelProto) -> None:
    """Replace the look-up of a word's vector by that of its integers times its scale."""
    graph = model.graph
    words = max(graph.initializer, key=lambda tensor: tensor.dims[0] if len(tensor.dims) == 2 else 0)
    lookup = next(node for node in graph.node if node.op_type == "Gather" and node.input[0] == words.name)
    vectors = numpy_helper.to_array(words)
    scales = (numpy.abs(vectors).max(axis=1, keepdims=True) / 127).astype(numpy.float32)
    integers = numpy.round(vectors / numpy.maximum(scales, 1e-12)).astype(numpy.int8)
    place = list(graph.node).index(lookup)
    ids, output = lookup.input[1], lookup.output[0]
    nodes = [
        helper.make_node("Gather", ["word_integers", ids], ["word_integer_rows"], axis=0),
        helper.make_node("Cast", ["word_integer_rows"], ["word_rows"], to=TensorProto.FLOAT),
        helper.make_node("Gather", ["word_scales", ids], ["word_scale_rows"], axis=0),
        helper.make_node("Mul", ["word_rows", "word_scale_rows"], [output]),
    ]
    graph.node.remove(lookup)
    for offset, node in enumerate(nodes):
        graph.node.insert(place + offset, node)
    graph.initializer.remove(words)
    graph.initializer.extend(
        [numpy_helper.from_array(integers, "word_integers"), numpy_helper.from_array(scales, "word_scales")]
    )


if __name__ == "__main__":
    main()
