"""Makes the goldens of the face networks under src/test/resources/goldens: tiny random weights, and what PyTorch computes.

Run with Debian's python3-torch (1.13): /usr/bin/python3 animegan-weights/src/test/python/make_face_goldens.py
The networks are those of mtcnn_reference.py and embedding_reference.py, with few channels; all in float64, stored in float32.
Each NAME.safetensors holds the weights, the input and the outputs, the latter as "golden.input" and "golden.OUTPUT".
"""
import torch

import embedding_reference
import mtcnn_reference
from make_goldens import write_safetensors


def random(*shape, scale=1.0):
    return (torch.randn(shape) * scale).float().double()


def conv(w, key, out, cin, side, prelu=None):
    w[key + ".weight"] = random(out, cin, side, side, scale=(cin * side * side) ** -0.5)
    w[key + ".bias"] = random(out, scale=0.3)
    if prelu:
        w[prelu + ".weight"] = random(out, scale=0.5)


def dense(w, key, out, cin, prelu=None):
    w[key + ".weight"] = random(out, cin, scale=cin**-0.5)
    w[key + ".bias"] = random(out, scale=0.3)
    if prelu:
        w[prelu + ".weight"] = random(out, scale=0.5)


def pnet():
    w = {}
    conv(w, "conv1", 4, 3, 3, "prelu1")
    conv(w, "conv2", 5, 4, 3, "prelu2")
    conv(w, "conv3", 6, 5, 3, "prelu3")
    conv(w, "conv4_1", 2, 6, 1)
    conv(w, "conv4_2", 4, 6, 1)
    return w


def rnet():
    w = {}
    conv(w, "conv1", 4, 3, 3, "prelu1")
    conv(w, "conv2", 5, 4, 3, "prelu2")
    conv(w, "conv3", 6, 5, 2, "prelu3")
    dense(w, "dense4", 7, 54, "prelu4")
    dense(w, "dense5_1", 2, 7)
    dense(w, "dense5_2", 4, 7)
    return w


def onet():
    w = {}
    conv(w, "conv1", 4, 3, 3, "prelu1")
    conv(w, "conv2", 5, 4, 3, "prelu2")
    conv(w, "conv3", 6, 5, 3, "prelu3")
    conv(w, "conv4", 7, 6, 2, "prelu4")
    dense(w, "dense5", 8, 63, "prelu5")
    dense(w, "dense6_1", 2, 8)
    dense(w, "dense6_2", 4, 8)
    dense(w, "dense6_3", 10, 8)
    return w


def embedding():
    w = {}

    def layer(key, out, cin, side):
        w[key + "/conv/filters"] = random(out, cin, side, side, scale=(cin * side * side) ** -0.5)
        w[key + "/conv/bias"] = random(out, scale=0.3)
        w[key + "/scale/weights"] = 1 + random(out, scale=0.2)
        w[key + "/scale/biases"] = random(out, scale=0.3)

    def pair(key, out, cin):
        layer(key + "/conv1", out, cin, 3)
        layer(key + "/conv2", out, out, 3)

    layer("conv32_down", 3, 3, 7)
    for key in ("conv32_1", "conv32_2", "conv32_3"):
        pair(key, 3, 3)
    pair("conv64_down", 4, 3)
    for key in ("conv64_1", "conv64_2", "conv64_3"):
        pair(key, 4, 4)
    pair("conv128_down", 5, 4)
    for key in ("conv128_1", "conv128_2"):
        pair(key, 5, 5)
    pair("conv256_down", 6, 5)
    for key in ("conv256_1", "conv256_2"):
        pair(key, 6, 6)
    pair("conv256_down_out", 6, 6)
    w["fc"] = random(6, 7)
    return w


def write(name, weights, x, outputs):
    tensors = dict(weights)
    tensors["golden.input"] = x
    for key, value in outputs.items():
        tensors["golden." + key] = value
    write_safetensors(name + ".safetensors", tensors, {"torch": torch.__version__, "layout": "NCHW"})


def main():
    torch.manual_seed(20261126)
    w, x = pnet(), random(1, 3, 31, 28)
    write("mtcnn_pnet", w, x, dict(zip(("score", "box"), mtcnn_reference.pnet(x, w))))
    w, x = rnet(), random(3, 3, 24, 24)
    write("mtcnn_rnet", w, x, dict(zip(("score", "box"), mtcnn_reference.rnet(x, w))))
    w, x = onet(), random(2, 3, 48, 48)
    write("mtcnn_onet", w, x, dict(zip(("score", "box", "landmarks"), mtcnn_reference.onet(x, w))))
    w, x = embedding(), random(1, 3, 110, 110)
    write("face_embedding", w, x, {"embedding": embedding_reference.embed(x, w)})


if __name__ == "__main__":
    main()
