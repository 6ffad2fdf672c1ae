"""Writes state dicts as safetensors, in float32 or in the int8 layout of `Checkpoints.writeSafetensorsInt8`."""
import json
import os

import numpy as np
import torch

TRANSPOSED = ("head.weight",)


def steps(key, weights):
    """The int8 step of each output channel, broadcastable: the channel's largest weight / 127. None for biases."""
    if weights.ndim != 4:
        return None
    axis = 1 if key.endswith(TRANSPOSED) else 0
    return weights.abs().amax([a for a in range(4) if a != axis], keepdim=True) / 127


def fake_int8(key, weights):
    """The weights as int8 storage gives them back; the gradient passes straight through."""
    step = steps(key, weights.detach())
    if step is None:
        return weights
    step = step.clamp(min=1e-12)
    return weights + (torch.round(weights.detach() / step).clamp(-127, 127) * step - weights.detach())


def write(path, tensors, metadata):
    """tensors: name -> NumPy array of float32 or int8. The floats come first, for their alignment; replaces atomically."""
    ordered = sorted(tensors.items(), key=lambda item: item[1].dtype != np.float32)
    header, offset = {"__metadata__": metadata}, 0
    for name, array in ordered:
        kind = {"float32": "F32", "int8": "I8"}[array.dtype.name]
        header[name] = {"dtype": kind, "shape": list(array.shape), "data_offsets": [offset, offset + array.nbytes]}
        offset += array.nbytes
    text = json.dumps(header, ensure_ascii=False, separators=(",", ":")).encode()
    text += b" " * (-len(text) % 8)
    with open(path + ".part", "wb") as file:
        file.write(len(text).to_bytes(8, "little") + text)
        for _, array in ordered:
            file.write(np.ascontiguousarray(array).tobytes())
    os.replace(path + ".part", path)


def write_float32(path, state, metadata):
    write(path, {key: value.detach().cpu().contiguous().numpy().astype(np.float32) for key, value in state.items()}, metadata)


def write_int8(path, state, metadata):
    tensors = {}
    for key, value in state.items():
        step = steps(key, value)
        if step is None:
            tensors[key] = value.numpy().astype(np.float32)
        else:
            quotient = torch.round(value / step.clamp(min=1e-12)).clamp(-127, 127)
            tensors[key] = quotient.numpy().astype(np.int8)
            tensors[key + ".scale"] = step.numpy().astype(np.float32)
    write(path, tensors, metadata)


def read(path):
    """A safetensors file of ours as a state dict of float32, and its metadata."""
    data = open(path, "rb").read()
    start = 8 + int.from_bytes(data[:8], "little")
    header = json.loads(data[8:start])
    metadata = header.pop("__metadata__", {})
    arrays = {}
    for key, entry in header.items():
        begin, end = entry["data_offsets"]
        kind = {"F32": np.float32, "I8": np.int8}[entry["dtype"]]
        arrays[key] = np.frombuffer(data[start + begin:start + end], kind).reshape(entry["shape"]).astype(np.float32)
    scales = {key: arrays.pop(key) for key in list(arrays) if key.endswith(".scale")}
    for key, scale in scales.items():
        arrays[key.removesuffix(".scale")] *= scale
    return {key: torch.from_numpy(array) for key, array in arrays.items()}, metadata
