#!/usr/bin/env python3
"""Makes the peers' models from the weights that `report --write-models FOLDER` wrote.

usage: export_peers.py FOLDER [--onnx]

For each of anime_gan_v2, cartoon_gan and resnet9 with a .safetensors file in FOLDER it writes NETWORK.torchscript.pt: a
frozen trace with channels-last weights, what PyTorch runs fastest on a CPU. With --onnx it also writes
NETWORK_pytorch.onnx, to compare torch.onnx.export with the ONNX models that the report writes itself.

Needs PyTorch (1.13 or later) and NumPy, nothing else.
"""
import json
import pathlib
import sys

import numpy
import torch
from torch import nn
from torch.nn import functional


def read_safetensors(path):
    data = path.read_bytes()
    start = 8 + int.from_bytes(data[:8], "little")
    tensors = {}
    for key, entry in json.loads(data[8:start]).items():
        if key != "__metadata__":
            if entry["dtype"] != "F32":
                raise SystemExit(f"{path}: {key} is {entry['dtype']}, not F32")
            begin, end = entry["data_offsets"]
            array = numpy.frombuffer(data, dtype="<f4", count=(end - begin) // 4, offset=start + begin)
            tensors[key] = torch.from_numpy(array.reshape(entry["shape"]).copy())
    return tensors


class Weights:
    """Builds layers around the tensors of a state dict."""

    def __init__(self, tensors):
        self.tensors = tensors

    def conv(self, key, stride=1, padding=0, groups=1):
        weight = self.tensors[key + ".weight"]
        layer = nn.Conv2d(weight.shape[1] * groups, weight.shape[0], weight.shape[2], stride, padding, groups=groups,
                          bias=key + ".bias" in self.tensors)
        return self.fill(layer, key)

    def transposed(self, key):
        weight = self.tensors[key + ".weight"]
        layer = nn.ConvTranspose2d(weight.shape[0], weight.shape[1], 3, 2, 1, 1, bias=key + ".bias" in self.tensors)
        return self.fill(layer, key)

    def fill(self, layer, key):
        layer.weight.data = self.tensors[key + ".weight"]
        if layer.bias is not None:
            layer.bias.data = self.tensors[key + ".bias"]
        return layer

    def instance_norm(self, key, scale, shift, eps):
        layer = nn.InstanceNorm2d(len(self.tensors[key + scale]), eps=eps, affine=True)
        layer.weight.data = self.tensors[key + scale]
        layer.bias.data = self.tensors[key + shift]
        return layer

    def layer_norm(self, key):
        layer = nn.GroupNorm(1, len(self.tensors[key + ".weight"]), eps=1e-5)
        return self.fill(layer, key)


class Residual(nn.Module):
    def __init__(self, *body):
        super().__init__()
        self.body = nn.Sequential(*body)

    def forward(self, x):
        return x + self.body(x)


class Double(nn.Module):
    def forward(self, x):
        return functional.interpolate(x, scale_factor=2, mode="bilinear", align_corners=True)


def anime_gan_v2(weights):
    def block(key, padding, stride=1):
        return [nn.ReflectionPad2d(padding), weights.conv(key + ".1", stride), weights.layer_norm(key + ".2"),
                nn.LeakyReLU(0.2)]

    def inverted(key):
        wide = len(weights.tensors[key + ".layers.0.2.weight"])
        return [weights.conv(key + ".layers.0.1"), weights.layer_norm(key + ".layers.0.2"), nn.LeakyReLU(0.2),
                nn.ReflectionPad2d(1), weights.conv(key + ".layers.1.1", groups=wide),
                weights.layer_norm(key + ".layers.1.2"), nn.LeakyReLU(0.2),
                weights.conv(key + ".layers.2"), weights.layer_norm(key + ".layers.3")]

    after = (0, 1, 0, 1)
    return nn.Sequential(
        *block("block_a.0", 3), *block("block_a.1", after, 2), *block("block_a.2", 1),
        *block("block_b.0", after, 2), *block("block_b.1", 1),
        *block("block_c.0", 1), *inverted("block_c.1"),
        *[Residual(*inverted(f"block_c.{i}")) for i in (2, 3, 4)], *block("block_c.5", 1),
        Double(), *block("block_d.0", 1), *block("block_d.1", 1),
        Double(), *block("block_e.0", 1), *block("block_e.1", 1), *block("block_e.2", 3),
        weights.conv("out_layer.0"), nn.Tanh())


def cartoon_gan(weights):
    def norm(key):
        return weights.instance_norm(key, ".scale", ".shift", 1e-9)

    def residual(i):
        return Residual(nn.ReflectionPad2d(1), weights.conv(f"conv{i:02d}_1"), norm(f"in{i:02d}_1"), nn.ReLU(),
                        nn.ReflectionPad2d(1), weights.conv(f"conv{i:02d}_2"), norm(f"in{i:02d}_2"))

    return nn.Sequential(
        nn.ReflectionPad2d(3), weights.conv("conv01_1"), norm("in01_1"), nn.ReLU(),
        weights.conv("conv02_1", 2, 1), weights.conv("conv02_2", 1, 1), norm("in02_1"), nn.ReLU(),
        weights.conv("conv03_1", 2, 1), weights.conv("conv03_2", 1, 1), norm("in03_1"), nn.ReLU(),
        *[residual(i) for i in range(4, 12)],
        weights.transposed("deconv01_1"), weights.conv("deconv01_2", 1, 1), norm("in12_1"), nn.ReLU(),
        weights.transposed("deconv02_1"), weights.conv("deconv02_2", 1, 1), norm("in13_1"), nn.ReLU(),
        nn.ReflectionPad2d(3), weights.conv("deconv03_1"), nn.Tanh())


def resnet9(weights):
    def norm(convolution):
        width = convolution.out_channels
        return [convolution, nn.InstanceNorm2d(width), nn.ReLU()]

    def residual(i):
        first, second = weights.conv(f"model.{i}.conv_block.1"), weights.conv(f"model.{i}.conv_block.5")
        return Residual(nn.ReflectionPad2d(1), *norm(first), nn.ReflectionPad2d(1), *norm(second)[:2])

    return nn.Sequential(
        nn.ReflectionPad2d(3), *norm(weights.conv("model.1")),
        *norm(weights.conv("model.4", 2, 1)), *norm(weights.conv("model.7", 2, 1)),
        *[residual(i) for i in range(10, 19)],
        *norm(weights.transposed("model.19")), *norm(weights.transposed("model.22")),
        nn.ReflectionPad2d(3), weights.conv("model.26"), nn.Tanh())


def main(folder, with_onnx):
    example = torch.rand(1, 3, 64, 64) * 2 - 1
    for build in (anime_gan_v2, cartoon_gan, resnet9):
        weights = folder / f"{build.__name__}.safetensors"
        if not weights.exists():
            continue
        model = build(Weights(read_safetensors(weights))).eval()
        if with_onnx:
            torch.onnx.export(model, example, str(folder / f"{build.__name__}_pytorch.onnx"), opset_version=12,
                              input_names=["input"], output_names=["output"],
                              dynamic_axes={name: {2: "height", 3: "width"} for name in ("input", "output")})
        last = example.contiguous(memory_format=torch.channels_last)
        with torch.no_grad():
            trace = torch.jit.trace(model.to(memory_format=torch.channels_last), last, check_trace=False)
            torch.jit.freeze(trace).save(str(folder / f"{build.__name__}.torchscript.pt"))
        print(build.__name__)


if __name__ == "__main__":
    main(pathlib.Path(sys.argv[1]), "--onnx" in sys.argv[2:])
