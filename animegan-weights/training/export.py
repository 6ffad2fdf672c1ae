"""Stores trained styles in int8: export.py RUN STYLES reads RUN/<style>.safetensors and writes STYLES/<style>.safetensors."""
import os
import sys

from checkpoint import read, write_int8

TITLES = {"sora": "Sora: clear blue light, saturated colours", "mori": "Mori: soft greens, warm and painterly"}


def metadata(style, trained):
    return {
        "name": style,
        "title": TITLES[style],
        "architecture": "LocalGenerator",
        "licence": "Apache-2.0",
        "provenance": "Trained by the animegan project to imitate an image filter of its own (animegan-weights/training), on freely "
                      "licensed photos that photos.tsv there names; no third-party weights or anime frames were used.",
        "steps": trained["step"],
    }


if __name__ == "__main__":
    run, styles = sys.argv[1:]
    os.makedirs(styles, exist_ok=True)
    for style in TITLES:
        source = os.path.join(run, style + ".safetensors")
        if os.path.exists(source):
            state, trained = read(source)
            target = os.path.join(styles, style + ".safetensors")
            write_int8(target, state, metadata(style, trained))
            print(target, os.path.getsize(target), "bytes,", sum(t.numel() for t in state.values()), "parameters")
