"""Teaches the last layers of a generator to keep faces recognizable.

finetune.py CHECKPOINT PHOTOS OUT.safetensors [--embedding face_recognition_model.bin] [--features FEATURES.pt] [...]

CHECKPOINT is a state dict of AnimeGANv2's generator or of CycleGAN's ResNet generator (.pt, or .safetensors of ours). Faces
are those that lie beside each photo as NAME.json, in the form of `animegan faces PHOTO --json`. The loss of a step is

    1.0 * mean |drawing - drawing before|              the style stays
  + 2.0 * mean |features(drawing) - features(photo)|   what is in the photo stays: by the TorchScript file --features, else
                                                        the gradients of luma at three sizes
  + 0.5 * mean |embedding(drawing) - embedding(photo)|  the person stays: dlib's network in face-api's layout, --embedding

All layers but the last ones keep their weights. The result loads in Java; OUT.golden.safetensors beside it has an input and
what PyTorch makes of it in float64, for `animegan verify`. Needs Debian's python3-torch and python3-opencv.
"""
import argparse
import glob
import json
import os
import random
import sys

import cv2
import numpy as np
import torch
import torch.nn.functional as F

import checkpoint

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "../src/test/python"))
from embedding_reference import embed  # noqa: E402
from make_goldens import AnimeGanV2, Resnet  # noqa: E402

L1, PERCEPTUAL, IDENTITY = 1.0, 2.0, 0.5
MULTIPLE = 32
# dlib's cut-out of 150 pixels: where its five points are, in the standard pose brought 1.276 times closer.
SIDE = 150
POSE = (np.array([[0.377, 0.469], [0.623, 0.469], [0.5, 0.613], [0.393, 0.725], [0.607, 0.725]]) - [0.5, 0.469]) * 1.276 \
    + [0.5, 0.309]
MEANS = torch.tensor([122.782, 117.001, 104.298]).view(1, 3, 1, 1)


def state_dict(path):
    if path.endswith(".safetensors"):
        return checkpoint.read(path)
    return torch.load(path, map_location="cpu"), {}


def generator(state, mode):
    """The network of a state dict, and how it is run."""
    if "block_a.0.1.weight" in state:
        network = AnimeGanV2(state["block_a.0.1.weight"].shape[0])
        run = lambda net, x: net(x, mode)
    elif "model.1.weight" in state:
        inner = [key for key in state if key.startswith("model.10.")]
        if not inner:
            sys.exit("model.10 has no weights: this is no ResNet generator with blocks")
        name = inner[0].split(".")[2]
        blocks = len({key.split(".")[1] for key in state if f".{name}." in key})
        network = Resnet(state["model.1.weight"].shape[0], blocks, name)
        run = lambda net, x: net(x)
    else:
        sys.exit("neither AnimeGANv2's generator nor a ResNet generator: there is no block_a.0.1.weight and no model.1.weight")
    # A convolution before an instance norm may come without the bias that the norm takes away.
    missing = network.load_state_dict(state, strict=False)
    if missing.unexpected_keys or any(not key.endswith(".bias") for key in missing.missing_keys):
        sys.exit(f"does not fit: missing {missing.missing_keys}, unexpected {missing.unexpected_keys}")
    with torch.no_grad():
        for key, parameter in network.named_parameters():
            if key in missing.missing_keys:
                parameter.zero_()
    return network, run


def freeze(network, layers):
    """All but the last convolutions and what normalizes them. Returns what is left to train, by name."""
    keys = list(network.state_dict())
    convolutions = [key for key in keys if network.state_dict()[key].ndim == 4]
    first = keys.index(convolutions[-layers])
    trained = {}
    for index, key in enumerate(keys):
        parameter = dict(network.named_parameters())[key]
        parameter.requires_grad_(index >= first)
        if index >= first:
            trained[key] = parameter
    return trained


def face_api(path):
    """Tensors of face-api's NAME.bin, described by NAME-weights_manifest.json; filters become OIHW."""
    with open(path[:-len(".bin")] + "-weights_manifest.json", encoding="utf-8") as file:
        entries = json.load(file)[0]["weights"]
    data, at, tensors = np.fromfile(path, np.uint8), 0, {}
    for entry in entries:
        count, packed = int(np.prod(entry["shape"])), entry.get("quantization")
        if packed:
            values = data[at:at + count].astype(np.float32) * packed["scale"] + packed["min"]
            at += count
        else:
            values = data[at:at + 4 * count].copy().view(np.float32)
            at += 4 * count
        tensor = torch.from_numpy(values.astype(np.float32).reshape(entry["shape"]))
        tensors[entry["name"]] = tensor.permute(3, 2, 0, 1).contiguous() if tensor.ndim == 4 else tensor
    return tensors


class Photo:
    """A photo, its longer side at most `side` pixels and both sides multiples of 32, and the faces in it."""

    def __init__(self, path, side):
        bgr = cv2.imread(path)
        if bgr is None:
            sys.exit(path + ": no picture that can be read")
        scale = min(1, side / max(bgr.shape[:2]))
        small = cv2.resize(bgr, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
        height, width = (max(MULTIPLE, length // MULTIPLE * MULTIPLE) for length in small.shape[:2])
        small = cv2.copyMakeBorder(small, 0, max(0, height - small.shape[0]), 0, max(0, width - small.shape[1]),
                                   cv2.BORDER_REFLECT)[:height, :width]
        rgb = np.ascontiguousarray(small[:, :, ::-1].transpose(2, 0, 1)[None])
        self.name = os.path.basename(path)
        self.x = torch.from_numpy(rgb).float() / 127.5 - 1
        faces = os.path.splitext(path)[0] + ".json"
        self.faces = []
        if os.path.exists(faces):
            with open(faces, encoding="utf-8") as file:
                found = json.load(file)
            points = [np.array(face["landmarks"]) * scale + (scale - 1) / 2 for face in found]
            self.faces = [p for p in points if p.min() >= 0 and p[:, 0].max() < width and p[:, 1].max() < height]


def cut_out(picture, points):
    """A face in dlib's pose, [1, 3, 150, 150] as the embedding network takes it; differentiable."""
    goal = POSE * SIDE - 0.5
    a, b = goal - goal.mean(0), points - points.mean(0)
    squares = (a * a).sum()
    re, im = (a * b).sum() / squares, (a[:, 0] * b[:, 1] - a[:, 1] * b[:, 0]).sum() / squares
    turn = np.array([[re, -im], [im, re]])
    grid = np.stack(np.meshgrid(np.arange(SIDE), np.arange(SIDE)), -1) - goal.mean(0)
    at = grid @ turn.T + points.mean(0)
    height, width = picture.shape[-2:]
    at = (at + 0.5) / [width, height] * 2 - 1
    # Several samples a pixel where the face becomes smaller, so that nothing aliases.
    sharp = F.avg_pool2d(picture, int(np.hypot(re, im))) if np.hypot(re, im) >= 2 else picture
    face = F.grid_sample(sharp, torch.from_numpy(at)[None].to(picture), align_corners=False, padding_mode="reflection")
    return ((face + 1) * 127.5 - MEANS.to(face)) / 256


def gradients(picture):
    """Of luma at three sizes: where edges are, and how strong."""
    luma = (picture * picture.new_tensor([0.299, 0.587, 0.114]).view(1, 3, 1, 1)).sum(1, keepdim=True)
    maps = []
    for size in (1, 2, 4):
        small = F.avg_pool2d(luma, size) if size > 1 else luma
        maps += [small[..., 1:] - small[..., :-1], small[..., 1:, :] - small[..., :-1, :]]
    return maps


def distance(one, other):
    maps, others = ([maps] if torch.is_tensor(maps) else list(maps) for maps in (one, other))
    return sum((a - b).abs().mean() for a, b in zip(maps, others)) / len(maps)


class Identity:
    def __init__(self, path):
        self.weights = face_api(path) if path else None

    def vectors(self, picture, photo):
        return [embed(cut_out(picture, points), self.weights) for points in photo.faces]

    def distances(self, picture, photo):
        """The Euclidean distance of each face's vector from that of the photo: 0.6 is another person."""
        if self.weights is None:
            return []
        return [(a - b).norm() for a, b in zip(self.vectors(picture, photo), self.vectors(photo.x.to(picture), photo))]


def loss_of(drawing, before, photo, features, identity):
    loss = L1 * (drawing - before).abs().mean() + PERCEPTUAL * distance(features(drawing), features(photo.x))
    if identity.weights is not None and photo.faces:
        pairs = zip(identity.vectors(drawing, photo), identity.vectors(photo.x, photo))
        loss = loss + IDENTITY * sum((a - b).abs().mean() for a, b in pairs) / len(photo.faces)
    return loss


def judge(network, run, photos, identity):
    """The mean distance of all faces' embeddings from those in the photos."""
    with torch.no_grad():
        all_faces = [d.item() for photo in photos for d in identity.distances(run(network, photo.x).clamp(-1, 1), photo)]
    return sum(all_faces) / len(all_faces) if all_faces else float("nan")


def write_golden(path, network, run, photo, metadata):
    exact = network.double().eval()
    with torch.no_grad():
        tensors = {"input": photo.x, "output": run(exact, photo.x.double())}
    network.float()
    checkpoint.write_float32(path, tensors, {**metadata, "layout": "NCHW", "computed": "in float64"})


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("checkpoint")
    parser.add_argument("photos")
    parser.add_argument("out")
    parser.add_argument("--upsampling", help="align_corners, half_pixel or tf1_legacy, of AnimeGANv2's weights")
    parser.add_argument("--embedding", help="dlib's recognition network in face-api's layout (.bin)")
    parser.add_argument("--features", help="a TorchScript file: from pictures in [-1, 1] to one or several maps")
    parser.add_argument("--steps", type=int, default=200)
    parser.add_argument("--rate", type=float, default=1e-5)
    parser.add_argument("--layers", type=int, default=4, help="how many of the last convolutions are trained")
    parser.add_argument("--size", type=int, default=256, help="the longest side of a photo")
    parser.add_argument("--seed", type=int, default=1)
    args = parser.parse_args()
    if not args.out.endswith(".safetensors"):
        sys.exit("OUT must end with .safetensors")

    torch.manual_seed(args.seed)
    state, metadata = state_dict(args.checkpoint)
    mode = args.upsampling or metadata.get("upsampling", "align_corners")
    network, run = generator(state, mode)
    trained = freeze(network, args.layers)
    files = sorted(f for kind in ("jpg", "jpeg", "png") for f in glob.glob(os.path.join(args.photos, "*." + kind)))
    photos = [Photo(file, args.size) for file in files]
    if not photos:
        sys.exit(args.photos + ": no .jpg or .png in this folder")
    identity = Identity(args.embedding)
    features = torch.jit.load(args.features).eval() if args.features else gradients
    with torch.no_grad():
        before = {photo.name: run(network, photo.x) for photo in photos}
    print(f"{len(photos)} photos, {sum(len(p.faces) for p in photos)} faces, training {', '.join(trained)}")
    print(f"identity before: {judge(network, run, photos, identity):.4f}", flush=True)

    order = random.Random(args.seed)
    optimizer = torch.optim.Adam(trained.values(), args.rate)
    for step in range(1, args.steps + 1):
        photo = order.choice(photos)
        loss = loss_of(run(network, photo.x), before[photo.name], photo, features, identity)
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        if step % 10 == 0 or step == args.steps:
            print(f"step {step}: loss {loss.item():.4f} on {photo.name}", flush=True)
    print(f"identity after: {judge(network, run, photos, identity):.4f}")

    told = {"upsampling": mode} if "block_a.0.1.weight" in state else {}
    told["provenance"] = f"{os.path.basename(args.checkpoint)}, fine-tuned by {args.steps} steps of finetune.py"
    written = {key: value for key, value in network.state_dict().items() if key in state}
    checkpoint.write_float32(args.out, written, told)
    write_golden(args.out[:-len("safetensors")] + "golden.safetensors", network, run, photos[0], told)
    print(args.out)


if __name__ == "__main__":
    main()
