"""Writes the weights of a trained pipeline into the package: export.py MODEL FOLDER."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import spacy
import tokens  # noqa: F401  (registers the tokenizer)


def main() -> None:
    source, folder = Path(sys.argv[1]), Path(sys.argv[2])
    categories = spacy.load(source).get_pipe("textcat")
    linear = categories.model.get_ref("output_layer")
    weights, bias = linear.get_param("W"), linear.get_param("b")
    about = {
        "about": "Weights of pipelines/statement_classifier: float32, little endian, the classes one behind the other.",
        "sections": list(categories.labels),
        "ngram_size": next(layer.attrs["ngram_size"] for layer in categories.model.walk() if layer.name == "extract_ngrams"),
        "length": linear.get_dim("length"),
        "bias": [float(value) for value in bias],
    }
    (folder / "statement_model.json").write_text(json.dumps(about, indent=1) + "\n", encoding="utf-8")
    (folder / "statement_model.f32").write_bytes(weights.astype("<f4").tobytes())
    print(f"{weights.nbytes / 1024:.0f} KB")


if __name__ == "__main__":
    main()
