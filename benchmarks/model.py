"""The verifier's model alone, without checks, stores and HTTP."""

from time import perf_counter

from tokenizers import Tokenizer

from benchmarks.generated import generate_claims
from service.adapters.verifier.cross_encoder import MODEL_FOLDER, CrossEncoder
from service.adapters.verifier.encoding import Shown, encode

_PAIRS = 200


def pairs_a_second(threads: int) -> tuple[float, float]:
    """Pairs a second that the model reads on so many threads, and the tokens of a pair, about as many as in use."""
    claim, *sentences = generate_claims(_PAIRS, _PAIRS + 1)
    following = [*sentences[1:], sentences[0]]
    shown = [Shown(f"{one} {two}", title=one) for one, two in zip(sentences, following, strict=True)]
    tokenizer = Tokenizer.from_file(str(MODEL_FOLDER / "tokenizer.json"))
    tokens = sum(len(encode(tokenizer, one, claim).ids) for one in shown) / len(shown)
    encoder = CrossEncoder(threads=threads)
    encoder.judge(claim, [Shown("The model is loaded when it is first asked.")])
    began = perf_counter()
    encoder.judge(claim, shown)
    return len(shown) / (perf_counter() - began), tokens
