"""Enters the built-in styles into the catalogue: catalogue.py, without arguments, after their checkpoints changed.

What the catalogue says of them is taken from their files: metadata and SHA-256. The default style is the first, see ORDER.
"""
import hashlib
import json
import os
import struct

STYLES = os.path.join(os.path.dirname(os.path.abspath(__file__)), "../src/main/resources/io/github/animegan/weights/styles")
CATALOG = os.path.join(STYLES, "catalog.json")
with open(os.path.join(os.path.dirname(os.path.abspath(__file__)), "looks.json"), encoding="utf-8") as looks:
    LOOKS = {look["name"]: look for look in json.load(looks)["looks"]}
ORDER = list(LOOKS)


def entry(file):
    with open(os.path.join(STYLES, file), "rb") as f:
        content = f.read()
    (length,) = struct.unpack("<Q", content[:8])
    metadata = json.loads(content[8:8 + length])["__metadata__"]
    thumbnail = file.replace(".safetensors", ".jpg")
    return {
        "name": metadata["name"],
        "title": metadata["title"],
        "architecture": metadata["architecture"],
        "licence": metadata["licence"],
        "provenance": {"source": metadata["provenance"]},
        "builtIn": {"file": file, "sha256": hashlib.sha256(content).hexdigest()},
        "canvas": LOOKS[metadata["name"]]["canvas"],
        "flatness": LOOKS[metadata["name"]]["flatness"],
        **({"thumbnail": thumbnail} if os.path.exists(os.path.join(STYLES, thumbnail)) else {}),
    }


if __name__ == "__main__":
    with open(CATALOG, encoding="utf-8") as f:
        catalog = json.load(f)
    files = sorted(file for file in os.listdir(STYLES) if file.endswith(".safetensors"))
    built_in = sorted(map(entry, files), key=lambda style: ORDER.index(style["name"]))
    catalog["styles"] = built_in + [style for style in catalog["styles"] if "builtIn" not in style]
    with open(CATALOG, "w", encoding="utf-8") as f:
        f.write(json.dumps(catalog, indent=2, ensure_ascii=False) + "\n")
    print(CATALOG + ":", ", ".join(style["name"] for style in catalog["styles"]))
