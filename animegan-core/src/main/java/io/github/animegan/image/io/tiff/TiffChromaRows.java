package io.github.animegan.image.io.tiff;

import io.github.animegan.image.io.codec.UnsupportedImageException;
import io.github.animegan.math.Ints;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;

/** Rows of pixels that share chrominance: blocks of luminances, each followed by the two of chrominance. */
final class TiffChromaRows {
    private final TiffChroma chroma;
    private final InputStream bytes;
    private final int width;
    private final byte[] blocks;
    private int rowOfBlock;

    /** @throws UnsupportedImageException if blocks are of sizes that the specification does not know */
    TiffChromaRows(TiffLayout layout, TiffChroma chroma, InputStream bytes) throws UnsupportedImageException {
        boolean known = isKnown(chroma.across()) && isKnown(chroma.down());
        if (!known) {
            throw new UnsupportedImageException("a YCbCr TIFF sub-sampled by " + chroma.across() + "x" + chroma.down());
        }
        this.chroma = chroma;
        this.bytes = bytes;
        this.width = layout.chunkSize().width();
        this.blocks = new byte[Math.multiplyExact(Ints.ceilDiv(width, chroma.across()), blockBytes())];
    }

    private static boolean isKnown(int factor) {
        return factor == 1 || factor == 2 || factor == 4;
    }

    private int blockBytes() {
        return chroma.across() * chroma.down() + 2;
    }

    void next(int[] row) throws IOException {
        if (rowOfBlock == 0 && bytes.readNBytes(blocks, 0, blocks.length) < blocks.length) {
            throw new EOFException("the pixels end too early");
        }
        int across = chroma.across();
        for (int x = 0; x < width; x++) {
            int block = x / across * blockBytes();
            int shared = block + blockBytes() - 2;
            row[x] = chroma.color(
                    blocks[block + rowOfBlock * across + x % across] & 0xff,
                    blocks[shared] & 0xff,
                    blocks[shared + 1] & 0xff);
        }
        rowOfBlock = (rowOfBlock + 1) % chroma.down();
    }
}
