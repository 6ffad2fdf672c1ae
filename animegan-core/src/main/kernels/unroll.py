#!/usr/bin/env python3
"""Writes the unrolled methods of the vector kernels between the lines that mark them.

C2 keeps vectors in registers only where each is a local variable of its own: arrays of vectors are allocated, and loops over them are not
unrolled reliably. So a change to such a method is a change here, and then

    animegan-core/src/main/kernels/unroll.py            writes the methods
    animegan-core/src/main/kernels/unroll.py --check    says whether they are as written here; .ci/lint calls it
"""

import pathlib
import re
import sys

KERNELS = pathlib.Path(__file__).resolve().parents[1] / "java/io/github/animegan/engine/kernel/vector"


def at(base, factor, step):
    """The index of the factor-th of several things that lie a constant distance apart."""
    return base if factor == 0 else "%s + %s" % (base, step) if factor == 1 else "%s + %d * %s" % (base, factor, step)


def product(name, comment, rows, sides, packed):
    """C = A * B + bias for some rows of A, in place or packed, and some vectors of columns of B, which go by the given names."""
    yield "/** %s */" % comment
    yield "private static void %s(" % name
    place = ["int blocks", "float[] a", "int aOffset"] if packed else [
        "int runs", "int length", "int runStride", "float[] a", "int aOffset", "int aStride"]
    parameters = [*place, "float[] b", "int bOffset", "float[] bias", "int biasOffset", "float[] c", "int cOffset",
                  "int cStride"]
    for parameter in parameters:
        yield "        " + parameter + (") {" if parameter == parameters[-1] else ",")
    yield from unless("blocks == 0" if packed else "length == 0")
    if not packed:
        for row in range(2, rows):
            yield "    int row%d = %d * aStride;" % (row, row)
    for number, side in enumerate(sides):
        yield "    FloatVector %s = FloatVector.fromArray(SPECIES, bias, %s);" % (side, at("biasOffset", number, "LENGTH"))
    for row in range(rows):
        for side in sides:
            yield "    FloatVector c%d%s = %s;" % (row, side[0], side)
    yield "    int bi = bOffset;"
    if packed:
        yield "    int ai = aOffset;"
        yield "    int last = ai + blocks * PANEL_BLOCK;"
        yield "    do {"
        yield "        int end = ai + BLOCK;"
        yield from product_steps(rows, sides, [at("ai", row, "BLOCK") for row in range(rows)], "        ")
        yield "        ai += PANEL_BLOCK - BLOCK;"
        yield "    } while (ai != last);"
    else:
        yield "    int run = 0;"
        yield "    do {"
        yield "        int ai = aOffset + run * runStride;"
        yield "        int end = ai + length;"
        indexes = ["ai" if row == 0 else "ai + aStride" if row == 1 else "ai + row%d" % row for row in range(rows)]
        yield from product_steps(rows, sides, indexes, "        ")
        yield "    } while (++run < runs);"
    yield "    int to = cOffset;"
    for row in range(rows):
        if row > 0:
            yield "    to += cStride;"
        for number, side in enumerate(sides):
            yield "    c%d%s.intoArray(c, %s);" % (row, side[0], at("to", number, "LENGTH"))
    yield "}"


def unless(idle):
    """The begin of a method that may be called idly."""
    yield "    if (%s) {" % idle
    yield "        return; // An idle call of an exercise."
    yield "    }"


def product_steps(rows, sides, indexes, indent):
    """The loop over a row of A from ai to end, which reads the rows at the given indexes."""
    yield indent + "do {"
    for number, side in enumerate(sides):
        yield indent + "    FloatVector b%s = FloatVector.fromArray(SPECIES, b, %s);" % (side[0], at("bi", number, "LENGTH"))
    for row in range(rows):
        yield indent + "    FloatVector a%d = FloatVector.broadcast(SPECIES, a[%s]);" % (row, indexes[row])
        for side in sides:
            yield indent + "    c%d%s = a%d.fma(b%s, c%d%s);" % (row, side[0], row, side[0], row, side[0])
    yield indent + "    bi += %s;" % ("LENGTH" if len(sides) == 1 else "%d * LENGTH" % len(sides))
    yield indent + "} while (++ai != end);"


def few_outputs(name, comment, pixels, outputs):
    """The sums of some neighboring pixels for a few outputs; all lanes of a sum belong to one output."""
    yield "/** %s */" % comment
    yield "private static void %s(" % name
    parameters = ["float[] input", "int offset", "int rowStride", "int pixelStride", "int rows", "int run", "float[] weight",
                  "int weightOffset", "float[] sums"]
    for parameter in parameters:
        yield "        " + parameter + (") {" if parameter == parameters[-1] else ",")
    yield from unless("rows == 0")
    for line in few_outputs_body(pixels, outputs):
        yield "    " + line
    yield "}"


def few_outputs_body(pixels, outputs):
    names = ["p%do%d" % (pixel, output) for pixel in range(pixels) for output in range(outputs)]
    yield "FloatVector zero = FloatVector.zero(SPECIES);"
    for name in names:
        yield "FloatVector %s = zero;" % name
    yield "int wi = weightOffset;"
    yield "int row = 0;"
    yield "do {"
    yield "    int xi = offset + row * rowStride;"
    yield "    int end = xi + run;"
    yield "    do {"
    for output in range(outputs):
        yield "        FloatVector w%d = FloatVector.fromArray(SPECIES, weight, %s);" % (output, at("wi", output, "LENGTH"))
    for pixel in range(pixels):
        yield "        FloatVector x%d = FloatVector.fromArray(SPECIES, input, %s);" % (pixel, at("xi", pixel, "pixelStride"))
        for output in range(outputs):
            yield "        p%do%d = x%d.fma(w%d, p%do%d);" % (pixel, output, pixel, output, pixel, output)
    yield "        xi += LENGTH;"
    yield "        wi += OUTPUTS * LENGTH;"
    yield "    } while (xi < end);"
    yield "} while (++row < rows);"
    for number, name in enumerate(names):
        yield "%s.intoArray(sums, %s);" % (name, "0" if number == 0 else "LENGTH" if number == 1 else "%d * LENGTH" % number)


METHODS = {
    "product/PanelKernel.java": (4, lambda: [
        *product("twelve", "Twelve rows by two vectors.", 12, ("left", "right"), True), "",
        *product("six", "Six rows by two vectors.", 6, ("left", "right"), True), "",
        *product("narrow", "Twelve rows by one vector.", 12, ("only",), True)]),
    "product/PatchKernel.java": (4, lambda: [
        *product("six", "Six rows by two vectors.", 6, ("left", "right"), False), "",
        *product("four", "Four rows by three vectors.", 4, ("left", "middle", "right"), False), "",
        *product("narrow", "Twelve rows by one vector.", 12, ("only",), False)]),
    "VectorFewOutputsConvolution.java": (4, lambda: [
        *few_outputs("eight", "Eight pixels.", 8, 3), "", *few_outputs("four", "Four pixels.", 4, 3)]),
}


def main():
    stale = []
    for name, (indent, lines) in METHODS.items():
        file = KERNELS / name
        old = file.read_text()
        body = "".join((" " * indent + line).rstrip() + "\n" for line in lines())
        pad = " " * indent
        begin, end = pad + "// Unrolled by src/main/kernels/unroll.py:\n", pad + "// End of what is unrolled.\n"
        new, found = re.subn(re.escape(begin) + ".*?" + re.escape(end), lambda match: begin + body + end, old, flags=re.S)
        if found != 1:
            sys.exit("%s: no place for the unrolled lines" % file)
        if new != old:
            stale.append(name)
            if "--check" not in sys.argv:
                file.write_text(new)
    if "--check" in sys.argv and stale:
        sys.exit("not as unroll.py writes them: " + ", ".join(stale))


main()
