"""Makes the small goldens under src/test/resources/goldens: what PyTorch computes with tiny random generators.

Run with Debian's python3-torch (1.13): /usr/bin/python3 animegan-weights/src/test/python/make_goldens.py
The generators are written here from their papers and original repositories, with the original keys; everything is
computed in float64 and stored in float32. Each NAME.pairs.safetensors names its weights and, for AnimeGANv2, the
up-sampling mode of each output. ops.safetensors holds single operators.
"""
import json
import os
import struct

import torch
import torch.nn.functional as F
from torch import nn

OUT = os.path.join(os.path.dirname(__file__), "..", "resources", "goldens")
MODES = ("align_corners", "half_pixel", "tf1_legacy")


def write_safetensors(name, tensors, metadata):
    """All in float32, rounded from what they are."""
    header, data = {"__metadata__": metadata}, b""
    for key, tensor in tensors.items():
        raw = tensor.detach().to(torch.float32).contiguous().numpy().astype("<f4").tobytes()
        header[key] = {"dtype": "F32", "shape": list(tensor.shape), "data_offsets": [len(data), len(data) + len(raw)]}
        data += raw
    text = json.dumps(header, separators=(",", ":")).encode()
    text += b" " * (-len(text) % 8)
    with open(os.path.join(OUT, name), "wb") as file:
        file.write(struct.pack("<Q", len(text)) + text + data)


def resize(x, size, mode):
    if mode == "tf1_legacy":
        return resize_tf1(resize_tf1(x, 2, size[0]), 3, size[1])
    return F.interpolate(x, size=size, mode="bilinear", align_corners=mode == "align_corners")


def resize_tf1(x, axis, size):
    """TensorFlow 1 along one axis: src = dst * in / out, the last row or column repeated."""
    length = x.shape[axis]
    source = torch.arange(size, dtype=torch.float64) * length / size
    first = source.floor().long()
    second = (first + 1).clamp(max=length - 1)
    fraction = (source - first).to(x).view([-1 if i == axis else 1 for i in range(4)])
    return x.index_select(axis, first) * (1 - fraction) + x.index_select(axis, second) * fraction


# --- CycleGAN's generator


class ResnetBlock(nn.Module):
    def __init__(self, width, name):
        super().__init__()
        self.name = name
        setattr(self, name, nn.Sequential(
            nn.ReflectionPad2d(1), nn.Conv2d(width, width, 3), nn.InstanceNorm2d(width), nn.ReLU(),
            nn.ReflectionPad2d(1), nn.Conv2d(width, width, 3), nn.InstanceNorm2d(width)))

    def forward(self, x):
        return x + getattr(self, self.name)(x)


class Resnet(nn.Module):
    def __init__(self, width, blocks, block_name):
        super().__init__()
        w, norm = width, nn.InstanceNorm2d
        self.model = nn.Sequential(
            nn.ReflectionPad2d(3), nn.Conv2d(3, w, 7), norm(w), nn.ReLU(),
            nn.Conv2d(w, 2 * w, 3, 2, 1), norm(2 * w), nn.ReLU(),
            nn.Conv2d(2 * w, 4 * w, 3, 2, 1), norm(4 * w), nn.ReLU(),
            *[ResnetBlock(4 * w, block_name) for _ in range(blocks)],
            nn.ConvTranspose2d(4 * w, 2 * w, 3, 2, 1, 1), norm(2 * w), nn.ReLU(),
            nn.ConvTranspose2d(2 * w, w, 3, 2, 1, 1), norm(w), nn.ReLU(),
            nn.ReflectionPad2d(3), nn.Conv2d(w, 3, 7), nn.Tanh())

    def forward(self, x):
        return self.model(x)


# --- CartoonGAN's generator


class ScaleShiftNorm(nn.Module):
    def __init__(self, width):
        super().__init__()
        self.scale = nn.Parameter(0.5 + torch.rand(width))
        self.shift = nn.Parameter(torch.rand(width) - 0.5)

    def forward(self, x):
        variance, mean = torch.var_mean(x, dim=(2, 3), unbiased=False, keepdim=True)
        normalized = (x - mean) / torch.sqrt(variance + 1e-9)
        return normalized * self.scale.view(1, -1, 1, 1) + self.shift.view(1, -1, 1, 1)


class CartoonGan(nn.Module):
    def __init__(self, width):
        super().__init__()
        w = width
        self.conv01_1, self.in01_1 = nn.Conv2d(3, w, 7), ScaleShiftNorm(w)
        self.conv02_1, self.conv02_2 = nn.Conv2d(w, 2 * w, 3, 2, 1), nn.Conv2d(2 * w, 2 * w, 3, 1, 1)
        self.in02_1 = ScaleShiftNorm(2 * w)
        self.conv03_1, self.conv03_2 = nn.Conv2d(2 * w, 4 * w, 3, 2, 1), nn.Conv2d(4 * w, 4 * w, 3, 1, 1)
        self.in03_1 = ScaleShiftNorm(4 * w)
        for i in range(4, 12):
            for j in (1, 2):
                setattr(self, f"conv{i:02d}_{j}", nn.Conv2d(4 * w, 4 * w, 3))
                setattr(self, f"in{i:02d}_{j}", ScaleShiftNorm(4 * w))
        self.deconv01_1 = nn.ConvTranspose2d(4 * w, 2 * w, 3, 2, 1, 1)
        self.deconv01_2, self.in12_1 = nn.Conv2d(2 * w, 2 * w, 3, 1, 1), ScaleShiftNorm(2 * w)
        self.deconv02_1 = nn.ConvTranspose2d(2 * w, w, 3, 2, 1, 1)
        self.deconv02_2, self.in13_1 = nn.Conv2d(w, w, 3, 1, 1), ScaleShiftNorm(w)
        self.deconv03_1 = nn.Conv2d(w, 3, 7)

    def forward(self, x):
        y = F.relu(self.in01_1(self.conv01_1(F.pad(x, (3,) * 4, "reflect"))))
        y = F.relu(self.in02_1(self.conv02_2(self.conv02_1(y))))
        y = F.relu(self.in03_1(self.conv03_2(self.conv03_1(y))))
        for i in range(4, 12):
            first, second = (getattr(self, f"conv{i:02d}_{j}") for j in (1, 2))
            norm1, norm2 = (getattr(self, f"in{i:02d}_{j}") for j in (1, 2))
            inner = F.relu(norm1(first(F.pad(y, (1,) * 4, "reflect"))))
            y = y + norm2(second(F.pad(inner, (1,) * 4, "reflect")))
        y = F.relu(self.in12_1(self.deconv01_2(self.deconv01_1(y))))
        y = F.relu(self.in13_1(self.deconv02_2(self.deconv02_1(y))))
        return torch.tanh(self.deconv03_1(F.pad(y, (3,) * 4, "reflect")))


# --- AnimeGANv2's generator


def layer_norm(width):
    norm = nn.GroupNorm(1, width)
    nn.init.uniform_(norm.weight, 0.5, 1.5)
    nn.init.uniform_(norm.bias, -0.5, 0.5)
    return norm


def conv_norm(cin, cout, kernel=3, stride=1, pad=(1, 1, 1, 1), groups=1, bias=False):
    return nn.Sequential(
        nn.ReflectionPad2d(pad), nn.Conv2d(cin, cout, kernel, stride, 0, groups=groups, bias=bias), layer_norm(cout),
        nn.LeakyReLU(0.2))


class InvertedResidual(nn.Module):
    def __init__(self, cin, cout):
        super().__init__()
        self.adds = cin == cout
        wide = 2 * cin
        self.layers = nn.Sequential(
            conv_norm(cin, wide, 1, pad=(0,) * 4), conv_norm(wide, wide, 3, groups=wide, bias=True),
            nn.Conv2d(wide, cout, 1, bias=False), layer_norm(cout))

    def forward(self, x):
        return x + self.layers(x) if self.adds else self.layers(x)


class AnimeGanV2(nn.Module):
    def __init__(self, width):
        super().__init__()
        w, after = width, (0, 1, 0, 1)
        self.block_a = nn.Sequential(
            conv_norm(3, w, 7, pad=(3,) * 4), conv_norm(w, 2 * w, 3, 2, after), conv_norm(2 * w, 2 * w))
        self.block_b = nn.Sequential(conv_norm(2 * w, 4 * w, 3, 2, after), conv_norm(4 * w, 4 * w))
        self.block_c = nn.Sequential(
            conv_norm(4 * w, 4 * w), InvertedResidual(4 * w, 8 * w), InvertedResidual(8 * w, 8 * w),
            InvertedResidual(8 * w, 8 * w), InvertedResidual(8 * w, 8 * w), conv_norm(8 * w, 4 * w))
        self.block_d = nn.Sequential(conv_norm(4 * w, 4 * w), conv_norm(4 * w, 4 * w))
        self.block_e = nn.Sequential(
            conv_norm(4 * w, 2 * w), conv_norm(2 * w, 2 * w), conv_norm(2 * w, w, 7, pad=(3,) * 4))
        self.out_layer = nn.Sequential(nn.Conv2d(w, 3, 1, bias=False), nn.Tanh())

    def forward(self, x, mode):
        y = self.block_a(x)
        half = y.shape[-2:]
        y = self.block_c(self.block_b(y))
        y = self.block_d(resize(y, half, mode))
        return self.out_layer(self.block_e(resize(y, x.shape[-2:], mode)))


# --- This project's own generator


class LocalBlock(nn.Module):
    def __init__(self, width):
        super().__init__()
        self.conv1, self.conv2 = nn.Conv2d(width, width, 3), nn.Conv2d(width, width, 3)

    def forward(self, x):
        y = F.leaky_relu(self.conv1(F.pad(x, (1,) * 4, "reflect")), 0.2)
        return x + self.conv2(F.pad(y, (1,) * 4, "reflect"))


class Local(nn.Module):
    def __init__(self, width, blocks, leave):
        super().__init__()
        w = width
        self.down1, self.down2 = nn.Conv2d(3, w, 3, 2), nn.Conv2d(w, 2 * w, 3, 2)
        self.blocks = nn.Sequential(*[LocalBlock(2 * w) for _ in range(blocks)])
        self.up1 = nn.Conv2d(2 * w, w, 1)
        self.leave1 = nn.Sequential(*[LocalBlock(w) for _ in range(leave)])
        self.head = nn.ConvTranspose2d(w, 3, 4, 2, 1)

    def forward(self, x):
        def conv(layer, y):
            return layer(F.pad(y, (1,) * 4, "reflect"))

        half = F.leaky_relu(conv(self.down1, x), 0.2)
        quarter = self.blocks(F.leaky_relu(conv(self.down2, half), 0.2))
        y = F.interpolate(self.up1(quarter), scale_factor=2, mode="bilinear", align_corners=False)
        return x + self.head(self.leave1(F.leaky_relu(y + half, 0.2)))


# --- What is written


def rounded(module):
    """The network with weights that float32 can hold, computing in float64."""
    return module.float().double().eval()


def picture(height, width):
    return (torch.rand(1, 3, height, width) * 2 - 1).float().double()


def write_network(name, network, sizes, modes=(None,)):
    network = rounded(network)
    weights = name + ".safetensors"
    write_safetensors(weights, network.state_dict(), {"seeded": "random weights"})
    tensors, metadata = {}, {"weights": weights, "torch": torch.__version__, "layout": "NCHW"}
    for height, width in sizes:
        x = picture(height, width)
        tensors[f"{height}x{width}.input"] = x
        for mode in modes:
            # x2 up-sampling in the modes of old does not return to odd sizes: such pictures are refused.
            if mode in (None, "align_corners") or height % 4 == width % 4 == 0:
                y = network(x, mode) if mode else network(x)
                tensors[f"{height}x{width}.output" + (f".{mode}" if mode else "")] = y
    write_safetensors(name + ".pairs.safetensors", tensors, metadata)


def operators():
    def random(*shape):
        return torch.randn(shape).float().double()

    t = {"x": random(1, 5, 7, 9)}
    x = t["x"]
    t["reflect3"] = F.pad(x, (3,) * 4, "reflect")
    t["reflect_0101"] = F.pad(x, (0, 1, 0, 1), "reflect")
    t["zero_1234"] = F.pad(x, (3, 4, 1, 2))
    t["conv_w"], t["conv_b"] = random(6, 5, 3, 3), random(6)
    t["conv_s2p1"] = F.conv2d(x, t["conv_w"], t["conv_b"], 2, 1)
    t["conv_s1p0"] = F.conv2d(x, t["conv_w"], t["conv_b"])
    t["conv1_w"] = random(7, 5, 1, 1)
    t["conv1"] = F.conv2d(x, t["conv1_w"])
    t["convt_w"], t["convt_b"] = random(5, 4, 3, 3), random(4)
    t["convt"] = F.conv_transpose2d(x, t["convt_w"], t["convt_b"], 2, 1, 1)
    t["convt_k4_w"] = random(5, 4, 4, 4)
    t["convt_k4"] = F.conv_transpose2d(x, t["convt_k4_w"], None, 2, 1, 0)
    t["convt_s3_w"] = random(5, 2, 5, 5)
    t["convt_s3"] = F.conv_transpose2d(x, t["convt_s3_w"], None, 3, 0, 2)
    t["dw_w"] = random(5, 1, 3, 3)
    t["dw"] = F.conv2d(F.pad(x, (1,) * 4, "reflect"), t["dw_w"], groups=5)
    t["instance_norm"] = F.instance_norm(x)
    t["gn_gamma"], t["gn_beta"] = random(5), random(5)
    t["group_norm1"] = F.group_norm(x, 1, t["gn_gamma"], t["gn_beta"])
    t["leaky"] = F.leaky_relu(x, 0.2)
    t["up_align"], t["up_half"], t["up_tf1_legacy"] = (resize(x, (14, 18), mode) for mode in MODES)
    t["up_align_odd"] = resize(x, (13, 17), "align_corners")
    t["tanh"] = torch.tanh(x)
    return t


def main():
    os.makedirs(OUT, exist_ok=True)
    torch.manual_seed(20261121)
    write_network("resnet_conv_block", Resnet(4, 2, "conv_block"), [(16, 20), (17, 23)])
    write_network("resnet_block", Resnet(3, 3, "block"), [(14, 21)])
    write_network("cartoongan", CartoonGan(2), [(16, 24), (19, 14)])
    write_network("animeganv2", AnimeGanV2(3), [(24, 20), (19, 26)], MODES)
    write_safetensors("ops.safetensors", operators(), {"torch": torch.__version__, "layout": "NCHW, OIHW"})
    write_network("local", Local(4, 2, 1), [(8, 8), (20, 28)])
    total = sum(os.path.getsize(os.path.join(OUT, name)) for name in os.listdir(OUT))
    print(f"{total} bytes")


if __name__ == "__main__":
    main()
