"""MTCNN's three networks in PyTorch, with facenet-pytorch's keys, and its cascade: the judge of io.github.animegan.face.

K. Zhang, Z. Zhang, Z. Li, Y. Qiao, "Joint Face Detection and Alignment Using Multitask Cascaded Convolutional Networks",
IEEE Signal Processing Letters 23(10), 2016. The cascade follows facenet-pytorch (MIT), whose weights it runs.

Usage: mtcnn_reference.py FOLDER_OF_PT_FILES PHOTO...   prints boxes, scores and landmarks
"""
import json
import sys

import numpy as np
import torch
import torch.nn.functional as F


def pnet(x, w):
    x = F.prelu(F.conv2d(x, w["conv1.weight"], w["conv1.bias"]), w["prelu1.weight"])
    x = F.max_pool2d(x, 2, 2, ceil_mode=True)
    x = F.prelu(F.conv2d(x, w["conv2.weight"], w["conv2.bias"]), w["prelu2.weight"])
    x = F.prelu(F.conv2d(x, w["conv3.weight"], w["conv3.bias"]), w["prelu3.weight"])
    score = F.softmax(F.conv2d(x, w["conv4_1.weight"], w["conv4_1.bias"]), dim=1)
    return score, F.conv2d(x, w["conv4_2.weight"], w["conv4_2.bias"])


def flat(x):
    """Columns, then rows, then channels, as the weights of the dense layers want them."""
    return x.permute(0, 3, 2, 1).reshape(x.shape[0], -1)


def rnet(x, w):
    x = F.prelu(F.conv2d(x, w["conv1.weight"], w["conv1.bias"]), w["prelu1.weight"])
    x = F.max_pool2d(x, 3, 2, ceil_mode=True)
    x = F.prelu(F.conv2d(x, w["conv2.weight"], w["conv2.bias"]), w["prelu2.weight"])
    x = F.max_pool2d(x, 3, 2, ceil_mode=True)
    x = F.prelu(F.conv2d(x, w["conv3.weight"], w["conv3.bias"]), w["prelu3.weight"])
    x = F.prelu(F.linear(flat(x), w["dense4.weight"], w["dense4.bias"]), w["prelu4.weight"])
    score = F.softmax(F.linear(x, w["dense5_1.weight"], w["dense5_1.bias"]), dim=1)
    return score, F.linear(x, w["dense5_2.weight"], w["dense5_2.bias"])


def onet(x, w):
    x = F.prelu(F.conv2d(x, w["conv1.weight"], w["conv1.bias"]), w["prelu1.weight"])
    x = F.max_pool2d(x, 3, 2, ceil_mode=True)
    x = F.prelu(F.conv2d(x, w["conv2.weight"], w["conv2.bias"]), w["prelu2.weight"])
    x = F.max_pool2d(x, 3, 2, ceil_mode=True)
    x = F.prelu(F.conv2d(x, w["conv3.weight"], w["conv3.bias"]), w["prelu3.weight"])
    x = F.max_pool2d(x, 2, 2, ceil_mode=True)
    x = F.prelu(F.conv2d(x, w["conv4.weight"], w["conv4.bias"]), w["prelu4.weight"])
    x = F.prelu(F.linear(flat(x), w["dense5.weight"], w["dense5.bias"]), w["prelu5.weight"])
    score = F.softmax(F.linear(x, w["dense6_1.weight"], w["dense6_1.bias"]), dim=1)
    return (
        score,
        F.linear(x, w["dense6_2.weight"], w["dense6_2.bias"]),
        F.linear(x, w["dense6_3.weight"], w["dense6_3.bias"]),
    )


def normalized(x):
    return (x - 127.5) / 128


def nms(boxes, scores, threshold, of_smaller=False, extra=0.0):
    order = list(np.argsort(-scores, kind="stable"))
    kept = []
    area = (boxes[:, 2] - boxes[:, 0] + extra) * (boxes[:, 3] - boxes[:, 1] + extra)
    while order:
        i, rest = order[0], np.array(order[1:], dtype=int)
        kept.append(i)
        if not len(rest):
            break
        w = np.minimum(boxes[i, 2], boxes[rest, 2]) - np.maximum(boxes[i, 0], boxes[rest, 0]) + extra
        h = np.minimum(boxes[i, 3], boxes[rest, 3]) - np.maximum(boxes[i, 1], boxes[rest, 1]) + extra
        inter = np.maximum(0, w) * np.maximum(0, h)
        union = np.minimum(area[i], area[rest]) if of_smaller else area[i] + area[rest] - inter
        order = list(rest[inter / union <= threshold])
    return kept


def square(boxes):
    w, h = boxes[:, 2] - boxes[:, 0], boxes[:, 3] - boxes[:, 1]
    side = np.maximum(w, h)
    x, y = boxes[:, 0] + w * 0.5 - side * 0.5, boxes[:, 1] + h * 0.5 - side * 0.5
    return np.stack([x, y, x + side, y + side], 1)


def refined(boxes, regression):
    w, h = boxes[:, 2] - boxes[:, 0] + 1, boxes[:, 3] - boxes[:, 1] + 1
    return boxes + regression * np.stack([w, h, w, h], 1)


def crops(picture, boxes, size):
    height, width = picture.shape[2:]
    result, kept = [], []
    for k, (x, y, ex, ey) in enumerate(np.trunc(boxes).astype(int)):
        x, y, ex, ey = max(x, 1), max(y, 1), min(ex, width), min(ey, height)
        if ey > y - 1 and ex > x - 1:
            result.append(F.interpolate(picture[:, :, y - 1 : ey, x - 1 : ex], size=(size, size), mode="area"))
            kept.append(k)
    return normalized(torch.cat(result)), kept


def detect(rgb, weights, min_size=20, thresholds=(0.6, 0.7, 0.7), factor=0.709):
    """rgb: uint8 [h, w, 3]. Returns boxes [n, 4], scores [n], landmarks [n, 5, 2]."""
    none = np.zeros((0, 4)), np.zeros(0), np.zeros((0, 5, 2))
    picture = torch.from_numpy(rgb.astype(np.float32)).permute(2, 0, 1)[None]
    height, width = rgb.shape[:2]
    scale, shorter = 12 / min_size, min(height, width) * 12 / min_size
    boxes, scores, regressions = [], [], []
    while shorter >= 12:
        level = normalized(
            F.interpolate(picture, size=(int(height * scale + 1), int(width * scale + 1)), mode="area")
        )
        score, regression = pnet(level, weights["pnet"])
        score, regression = score[0, 1].numpy(), regression[0].numpy()
        y, x = np.nonzero(score >= thresholds[0])
        if len(x):
            box = np.stack([2 * x + 1, 2 * y + 1, 2 * x + 12, 2 * y + 12], 1).astype(np.float32)
            box = np.floor(box / np.float32(scale))
            pick = nms(box, score[y, x], 0.5)
            boxes.append(box[pick])
            scores.append(score[y, x][pick])
            regressions.append(regression[:, y, x].T[pick])
        scale, shorter = scale * factor, shorter * factor
    if not boxes:
        return none
    boxes, scores, regressions = np.concatenate(boxes), np.concatenate(scores), np.concatenate(regressions)
    pick = nms(boxes, scores, 0.7)
    boxes, regressions = boxes[pick], regressions[pick]
    w, h = boxes[:, 2] - boxes[:, 0], boxes[:, 3] - boxes[:, 1]
    boxes = square(boxes + regressions * np.stack([w, h, w, h], 1))

    inputs, kept = crops(picture, boxes, 24)
    score, regression = (t.numpy() for t in rnet(inputs, weights["rnet"]))
    good = score[:, 1] > thresholds[1]
    boxes, scores, regression = boxes[kept][good], score[good, 1], regression[good]
    if not len(boxes):
        return none
    pick = nms(boxes, scores, 0.7)
    boxes = square(refined(boxes[pick], regression[pick]))

    inputs, kept = crops(picture, boxes, 48)
    score, regression, points = (t.numpy() for t in onet(inputs, weights["onet"]))
    good = score[:, 1] > thresholds[2]
    boxes, scores, regression, points = boxes[kept][good], score[good, 1], regression[good], points[good]
    w, h = boxes[:, 2:3] - boxes[:, 0:1] + 1, boxes[:, 3:4] - boxes[:, 1:2] + 1
    points = np.stack([w * points[:, :5] + boxes[:, 0:1] - 1, h * points[:, 5:] + boxes[:, 1:2] - 1], 2)
    boxes = refined(boxes, regression)
    pick = nms(boxes, scores, 0.7, of_smaller=True, extra=1.0)
    return boxes[pick], scores[pick], points[pick]


def read_weights(folder):
    return {net: torch.load(f"{folder}/{net}.pt", map_location="cpu") for net in ("pnet", "rnet", "onet")}


if __name__ == "__main__":
    from PIL import Image

    torch.set_num_threads(1)
    with torch.no_grad():
        weights = read_weights(sys.argv[1])
        for name in sys.argv[2:]:
            rgb = np.array(Image.open(name).convert("RGB"))
            boxes, scores, points = detect(rgb, weights)
            print(name, json.dumps({"boxes": boxes.round(2).tolist(), "scores": scores.round(6).tolist(),
                                    "landmarks": points.round(2).tolist()}))
