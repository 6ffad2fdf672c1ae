"""dlib's face recognition network in PyTorch, with face-api's keys and filters as OIHW: the judge of FaceEmbedding.

K. He et al., "Deep Residual Learning for Image Recognition", CVPR 2016; D. King, dlib (public domain).
"""
import torch
import torch.nn.functional as F


def conv(x, w, key, stride, same, relu):
    f = w[key + "/conv/filters"]
    x = F.conv2d(x, f, w[key + "/conv/bias"], stride=stride, padding=f.shape[2] // 2 if same else 0)
    x = x * w[key + "/scale/weights"].view(1, -1, 1, 1) + w[key + "/scale/biases"].view(1, -1, 1, 1)
    return F.relu(x) if relu else x


def block(x, w, key):
    return F.relu(conv(conv(x, w, key + "/conv1", 1, True, True), w, key + "/conv2", 1, True, False) + x)


def down(x, w, key):
    body = conv(conv(x, w, key + "/conv1", 2, False, True), w, key + "/conv2", 1, True, False)
    pooled = F.avg_pool2d(x, 2, 2)
    body = F.pad(body, (0, pooled.shape[3] - body.shape[3], 0, pooled.shape[2] - body.shape[2]))
    missing = body.shape[1] - pooled.shape[1]
    return F.relu(F.pad(pooled, (0, 0, 0, 0, 0, missing)) + body)


def embed(x, w):
    x = F.max_pool2d(conv(x, w, "conv32_down", 2, False, True), 3, 2)
    for key in ("conv32_1", "conv32_2", "conv32_3"):
        x = block(x, w, key)
    x = down(x, w, "conv64_down")
    for key in ("conv64_1", "conv64_2", "conv64_3"):
        x = block(x, w, key)
    x = down(x, w, "conv128_down")
    for key in ("conv128_1", "conv128_2"):
        x = block(x, w, key)
    x = down(x, w, "conv256_down")
    for key in ("conv256_1", "conv256_2"):
        x = block(x, w, key)
    x = down(x, w, "conv256_down_out")
    return x.mean((2, 3)) @ w["fc"]
