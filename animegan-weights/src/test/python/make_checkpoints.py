"""Makes the small checkpoints under src/test/resources/checkpoints.

Run with Debian's python3-torch (1.13): /usr/bin/python3 animegan-weights/src/test/python/make_checkpoints.py
For each NAME.pt that can be read there is NAME.expected.safetensors, written here with NumPy alone.
"""
import argparse
import collections
import io
import json
import os
import pickle
import struct
import zipfile

import numpy as np
import torch
from torch import nn

OUT = os.path.join(os.path.dirname(__file__), "..", "resources", "checkpoints")
DTYPES = {
    "F64": torch.float64, "F32": torch.float32, "F16": torch.float16, "BF16": torch.bfloat16, "I64": torch.int64,
    "I32": torch.int32, "I16": torch.int16, "I8": torch.int8, "U8": torch.uint8, "BOOL": torch.bool,
}


def path(name):
    return os.path.join(OUT, name)


def raw_bytes(tensor):
    tensor = tensor.detach().contiguous()
    if tensor.dtype == torch.bfloat16:
        tensor = tensor.view(torch.int16)
    return tensor.numpy().tobytes()


def write_safetensors(name, tensors, dtype_of, metadata=None):
    header, data = {}, b""
    if metadata:
        header["__metadata__"] = metadata
    for key, tensor in tensors.items():
        raw = raw_bytes(tensor)
        header[key] = {"dtype": dtype_of(tensor), "shape": list(tensor.shape),
                       "data_offsets": [len(data), len(data) + len(raw)]}
        data += raw
    text = json.dumps(header).encode()
    with open(path(name), "wb") as f:
        f.write(struct.pack("<Q", len(text)) + text + data)


def expect(name, tensors):
    floats = {key: tensor.detach().to(torch.float32) for key, tensor in tensors.items()}
    write_safetensors(name + ".expected.safetensors", floats, lambda tensor: "F32")


def save(name, what, expected, protocol=2):
    """The object in both formats."""
    for suffix, zipped in (("zip", True), ("legacy", False)):
        file = f"{name}_{suffix}"
        torch.save(what, path(file + ".pt"), _use_new_zipfile_serialization=zipped, pickle_protocol=protocol)
        expect(file, expected)


def all_dtypes():
    numbers = torch.tensor([[0.0, 1.0, -2.5], [3.14159274, 1e-7, 65504.0]])
    tensors = collections.OrderedDict()
    for name, dtype in DTYPES.items():
        clamp = numbers.clamp(0 if name == "U8" else -128, 100) if not dtype.is_floating_point else numbers
        tensors[name.lower()] = clamp.to(dtype)
    halves = torch.arange(-32768, 32767, 257, dtype=torch.int32).to(torch.int16)  # subnormals, infinities and NaN too
    tensors["halves"] = halves.view(torch.float16).clone()
    tensors["brains"] = halves.view(torch.bfloat16).clone()
    tensors["scalar"] = torch.tensor(7.5)
    tensors["empty"] = torch.zeros(0, 3)
    tensors["int64_large"] = torch.tensor([2 ** 40, -(2 ** 40)])
    return tensors


def views():
    base = torch.arange(60, dtype=torch.float32)
    tensors = collections.OrderedDict()
    tensors["base"] = base
    tensors["offset"] = base[7:13]
    tensors["matrix"] = base.view(3, 4, 5)
    tensors["transposed"] = base.view(6, 10).t()
    tensors["strided"] = base.view(3, 4, 5)[::2, 1::2, 1:4]
    tensors["last"] = base[59]
    tensors["none"] = base[60:]
    tensors["expanded"] = torch.tensor([1.0, 2.0, 3.0]).view(3, 1).expand(3, 2)
    tensors["channels_last"] = torch.arange(48.0).view(2, 3, 2, 4).contiguous(memory_format=torch.channels_last)
    return tensors


def small_net():
    torch.manual_seed(1)
    return nn.Sequential(nn.Conv2d(3, 4, 3), nn.BatchNorm2d(4), nn.ConvTranspose2d(4, 2, 3))


def nested():
    net = small_net()
    optimizer = torch.optim.Adam(net.parameters())
    net(torch.randn(1, 3, 8, 8)).sum().backward()
    optimizer.step()
    return {"epoch": 12, "best": 0.25, "numpy": np.float64(1.5), "when": "2021", "big": 2 ** 70, "loss": torch.tensor(0.5),
            "size": torch.Size([1, 2]), "device": torch.device("cpu"), "dtype": torch.float16, "raw": b"\x00\xff",
            "flags": {1: True, None: None, (1, 2): "tuple"}, "tags": {"a", "b"}, "args": argparse.Namespace(lr=0.1),
            "milestones": collections.Counter([3, 3, 5]), "array": np.arange(3), "nothing": None,
            "optimizer": optimizer.state_dict(), "state_dict": net.state_dict()}, net.state_dict()


class OldPickler(pickle.Pickler):
    """Writes tensors as PyTorch did before 0.4: _rebuild_tensor, and storages that are views of others."""

    def persistent_id(self, value):
        if isinstance(value, StorageRef):
            view = None if value.view is None else ("view" + value.key, *value.view)
            return ("storage", torch.FloatStorage, value.key, "cpu", value.count, view)
        return None


StorageRef = collections.namedtuple("StorageRef", "key count view")


class OldTensor:
    def __init__(self, *arguments):
        self.arguments = arguments

    def __reduce__(self):
        return torch._utils._rebuild_tensor, self.arguments


class Python2OrderedDict:
    """Python 2 wrote the entries as an argument."""

    def __init__(self, pairs):
        self.pairs = pairs

    def __reduce__(self):
        return collections.OrderedDict, (self.pairs,)


def legacy_bytes(what_pickle, keys, storages, little_endian=True):
    info = {"protocol_version": 1001, "little_endian": little_endian, "type_sizes": {"short": 2, "int": 4, "long": 4}}
    out = b"".join(pickle.dumps(part, protocol=2) for part in (0x1950A86A20F9469CFC6C, 1001, info))
    out += what_pickle + pickle.dumps(keys, protocol=2)
    for storage in storages:
        out += struct.pack("<q", len(storage)) + storage.astype("<f4").tobytes()
    return out


def write(name, content):
    with open(path(name), "wb") as f:
        f.write(content)


def old_style():
    numbers = np.arange(10, dtype=np.float32)
    whole, part = StorageRef("1", 10, None), StorageRef("1", 10, (4, 5))
    what = Python2OrderedDict([["whole", OldTensor(whole, 0, (2, 5), (5, 1))], ["part", OldTensor(part, 1, (2, 2), (2, 1))]])
    stream = io.BytesIO()
    OldPickler(stream, protocol=2).dump(what)
    write("old_style.pt", legacy_bytes(stream.getvalue(), ["1"], [numbers]))
    base = torch.arange(10.0)
    expect("old_style", {"whole": base.view(2, 5), "part": base[5:9].view(2, 2)})


class Call:
    def __init__(self, function, *arguments):
        self.function, self.arguments = function, arguments

    def __reduce__(self):
        return self.function, self.arguments


class NotOnTheList:
    pass


def zip_bytes(entries, compression=zipfile.ZIP_STORED):
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", compression) as archive:
        for name, content in entries.items():
            archive.writestr(zipfile.ZipInfo(name), content, compression)
    return stream.getvalue()


def entries_of(name):
    with zipfile.ZipFile(path(name)) as archive:
        return {entry: archive.read(entry) for entry in archive.namelist()}


def refused():
    evil = {"refused_os_system": Call(os.system, "echo hacked"),
            "refused_eval": Call(eval, "print('hacked')"),
            "refused_class": NotOnTheList()}
    for name, value in evil.items():
        what = {"weight": torch.ones(2), "extra": value}
        for protocol in (2, 4):
            torch.save(what, path(f"{name}_zip_{protocol}.pt"), pickle_protocol=protocol)
            torch.save(what, path(f"{name}_legacy_{protocol}.pt"), pickle_protocol=protocol,
                       _use_new_zipfile_serialization=False)
    write("refused_big_endian_legacy.pt",
          legacy_bytes(pickle.dumps({}, protocol=2), [], [], little_endian=False))
    entries = entries_of("module_zip.pt")
    entries["module_zip/byteorder"] = b"big"
    write("refused_big_endian_zip.pt", zip_bytes(entries))


class Block(nn.Module):
    def __init__(self):
        super().__init__()
        self.conv_block = nn.Sequential(
            nn.ReflectionPad2d(1), nn.Conv2d(4, 4, 3), nn.InstanceNorm2d(4), nn.ReLU(),
            nn.ReflectionPad2d(1), nn.Conv2d(4, 4, 3), nn.InstanceNorm2d(4))

    def forward(self, x):
        return x + self.conv_block(x)


class Resnet(nn.Module):
    """CycleGAN's generator of width 1."""

    def __init__(self):
        super().__init__()
        norm = nn.InstanceNorm2d
        self.model = nn.Sequential(
            nn.ReflectionPad2d(3), nn.Conv2d(3, 1, 7), norm(1), nn.ReLU(),
            nn.Conv2d(1, 2, 3, 2, 1), norm(2), nn.ReLU(), nn.Conv2d(2, 4, 3, 2, 1), norm(4), nn.ReLU(), Block(),
            nn.ConvTranspose2d(4, 2, 3, 2, 1, 1), norm(2), nn.ReLU(),
            nn.ConvTranspose2d(2, 1, 3, 2, 1, 1), norm(1), nn.ReLU(), nn.ReflectionPad2d(3), nn.Conv2d(1, 3, 7), nn.Tanh())

    def forward(self, x):
        return self.model(x)


def modules():
    """Whole modules instead of their state dicts, and TorchScript."""
    torch.manual_seed(3)
    net = Resnet().eval()
    save("whole_module", net, net.state_dict())
    with torch.no_grad():
        torch.jit.trace(net, torch.rand(1, 3, 16, 16)).save(path("torchscript.pt"))
    expect("torchscript", net.state_dict())


def rezipped():
    entries = entries_of("module_zip.pt")
    write("deflated.pt", zip_bytes(entries, zipfile.ZIP_DEFLATED))
    expect("deflated", small_net().state_dict())
    entries["module_zip/byteorder"] = b"little"
    limits = zipfile.ZIP64_LIMIT, zipfile.ZIP_FILECOUNT_LIMIT
    zipfile.ZIP64_LIMIT, zipfile.ZIP_FILECOUNT_LIMIT = 10, 1
    write("zip64.pt", zip_bytes(entries))
    zipfile.ZIP64_LIMIT, zipfile.ZIP_FILECOUNT_LIMIT = limits
    expect("zip64", small_net().state_dict())


def main():
    os.makedirs(OUT, exist_ok=True)
    save("dtypes", all_dtypes(), all_dtypes())
    save("views", views(), views())
    what, expected = nested()
    save("nested", what, expected)
    save("nested_protocol4", what, expected, protocol=4)
    state = small_net().state_dict()
    other = {key: tensor + 1 for key, tensor in state.items()}
    save("ema", {"params": other, "params_ema": state}, state)
    save("generator", {"discriminator": other, "generator": {"state_dict": state}}, state)
    save("module", nn.DataParallel(small_net()).state_dict(), state)
    save("parameters", dict(small_net().named_parameters()), dict(small_net().named_parameters()))
    old_style()
    refused()
    modules()
    rezipped()
    names = {dtype: name for name, dtype in DTYPES.items()}
    write_safetensors("dtypes.safetensors", all_dtypes(), lambda tensor: names[tensor.dtype],
                      {"made by": "make_checkpoints.py", "unicode": "アニメ"})
    expect("dtypes.safetensors", all_dtypes())


if __name__ == "__main__":
    main()
