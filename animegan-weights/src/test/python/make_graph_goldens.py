"""Makes goldens/graphs.safetensors: what PyTorch computes with parts of networks that no list of layers could express.

Run with Debian's python3-torch (1.13): /usr/bin/python3 animegan-weights/src/test/python/make_graph_goldens.py
Weights are tiny, random and seeded; everything is computed in float64 from weights and inputs rounded to float32. Keys are
PART.input, PART.WEIGHT and PART.OUTPUT, NCHW. Sources: AnimeGANv1's down-sampling block and AnimeGANv3's LADE as in
TachibanaYoshino's repositories, O-Net as in timesler/facenet-pytorch, the skip as in O. Ronneberger et al., "U-Net".
"""
import torch
import torch.nn.functional as F

from make_goldens import write_safetensors

torch.manual_seed(20261126)
TENSORS = {}


def tensor(part, name, *shape, scale=1.0):
    value = ((torch.rand(*shape, dtype=torch.float64) * 2 - 1) * scale).float().double()
    TENSORS[part + "." + name] = value
    return value


def conv(part, name, out, into, kernel, groups=1):
    scale = (3 / (into // groups * kernel * kernel)) ** 0.5
    return tensor(part, name + "_w", out, into // groups, kernel, kernel, scale=scale), tensor(part, name + "_b", out)


def reflect(x, pad):
    return F.pad(x, pad, mode="reflect")


def animeganv1():
    """Separable convolution of stride 2, plus a bilinear half of the same input through a separable convolution of stride 1."""
    part = "animeganv1"
    x = tensor(part, "input", 1, 8, 18, 22)

    def separable(name, value, out, stride):
        depth_w, depth_b = conv(part, name + "_depth", value.shape[1], value.shape[1], 3, value.shape[1])
        point_w, point_b = conv(part, name + "_point", out, value.shape[1], 1)
        padded = reflect(value, (0, 1, 0, 1) if stride == 2 else (1, 1, 1, 1))
        y = F.conv2d(padded, depth_w, depth_b, stride=stride, groups=value.shape[1])
        y = F.leaky_relu(F.instance_norm(y), 0.2)
        return F.leaky_relu(F.instance_norm(F.conv2d(y, point_w, point_b)), 0.2)

    strided = separable("strided", x, 12, 2)
    half = F.interpolate(x, size=strided.shape[2:], mode="bilinear", align_corners=True)
    TENSORS[part + ".output"] = strided + separable("down", half, 12, 1)


def unet():
    part = "unet"
    x = tensor(part, "input", 1, 3, 21, 19)
    outer_w, outer_b = conv(part, "outer", 10, 3, 3)
    inner_w, inner_b = conv(part, "inner", 20, 10, 3)
    after_w, after_b = conv(part, "after", 3, 30, 3)
    skip = F.relu(F.conv2d(F.pad(x, (1, 1, 1, 1)), outer_w, outer_b))
    down = F.max_pool2d(skip, 2)
    inner = F.relu(F.conv2d(F.pad(down, (1, 1, 1, 1)), inner_w, inner_b))
    up = F.interpolate(inner, size=skip.shape[2:], mode="nearest")
    TENSORS[part + ".output"] = torch.tanh(F.conv2d(F.pad(torch.cat([skip, up], 1), (1, 1, 1, 1)), after_w, after_b))


def onet():
    """O-Net with fewer channels: four convolutions with PReLU, pooling that counts broken windows, three heads."""
    part = "onet"
    x = tensor(part, "input", 2, 3, 48, 48)
    y, into = x, 3
    for i, (out, kernel, pool) in enumerate([(6, 3, 3), (10, 3, 3), (12, 3, 2), (14, 2, 0)], 1):
        weight, bias = conv(part, "conv%d" % i, out, into, kernel)
        y = F.prelu(F.conv2d(y, weight, bias), tensor(part, "prelu%d" % i, out))
        into = out
        if pool:
            y = F.max_pool2d(y, pool, 2, ceil_mode=True)
    dense_w, dense_b = conv(part, "dense", 16, into, 3)
    y = F.prelu(F.conv2d(y, dense_w, dense_b), tensor(part, "prelu5", 16))
    for name, out in [("score", 2), ("box", 4), ("points", 10)]:
        weight, bias = conv(part, name, out, 16, 1)
        head = F.conv2d(y, weight, bias)
        TENSORS[part + "." + name] = head.softmax(1) if name == "score" else head


def lade():
    """Instance norm whose scale and shift are the deviation and mean of a 1x1 projection of the same map, and leaky ReLU."""
    part = "lade"
    x = tensor(part, "input", 1, 5, 17, 23)
    weight, _ = conv(part, "conv", 18, 5, 3)
    project, _ = conv(part, "project", 18, 18, 1)
    c = F.conv2d(reflect(x, (1, 1, 1, 1)), weight)
    t = F.conv2d(c, project)
    mean_c, mean_t = c.mean((2, 3), True), t.mean((2, 3), True)
    var_c, var_t = c.var((2, 3), unbiased=False, keepdim=True), t.var((2, 3), unbiased=False, keepdim=True)
    y = (c - mean_c) / torch.sqrt(var_c + 1e-5) * torch.sqrt(var_t + 1e-5) + mean_t
    TENSORS[part + ".output"] = F.leaky_relu(y, 0.2)


if __name__ == "__main__":
    for make in (animeganv1, unet, onet, lade):
        make()
    write_safetensors("graphs.safetensors", TENSORS, {"torch": torch.__version__})
