"""Stores trained styles in int8: export.py RUN STYLES reads RUN/<look>.safetensors and writes STYLES/<look>.safetensors."""
import json
import os
import sys

from checkpoint import read, write_int8


def looks():
    with open(os.path.join(os.path.dirname(os.path.abspath(__file__)), "looks.json"), encoding="utf-8") as file:
        return json.load(file)["looks"]


def metadata(look, trained):
    return {
        "name": look["name"],
        "title": look["title"],
        "architecture": "LocalGenerator",
        "licence": "Apache-2.0",
        "provenance": "Trained by the animegan project to imitate an image filter of its own (animegan-weights/training), on freely "
                      "licensed photos that photos.tsv there names; no third-party weights or anime frames were used.",
        "steps": trained["step"],
    }


if __name__ == "__main__":
    run, styles = sys.argv[1:]
    for look in looks():
        state, trained = read(os.path.join(run, look["name"] + ".safetensors"))
        target = os.path.join(styles, look["name"] + ".safetensors")
        write_int8(target, state, metadata(look, trained))
        print(target, os.path.getsize(target), "bytes,", sum(t.numel() for t in state.values()), "parameters")
