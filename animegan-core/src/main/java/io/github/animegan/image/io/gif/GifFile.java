package io.github.animegan.image.io.gif;

import io.github.animegan.image.io.codec.ImageFormat;
import io.github.animegan.image.io.codec.ImageMetadata;
import io.github.animegan.image.io.codec.ImagePlugIns;
import io.github.animegan.image.io.codec.PixelSource;
import io.github.animegan.image.io.codec.ReaderSource;
import java.io.EOFException;
import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Where the first picture of a GIF file lies on its logical screen, which ImageIO's reader ignores, and how many there are.
 *
 * @see <a href="https://www.w3.org/Graphics/GIF/spec-gif89a.txt">Graphics Interchange Format, version 89a</a>
 */
public final class GifFile {
    private static final int SCREEN_DESCRIPTOR = 6;
    private static final int EXTENSION = 0x21;
    private static final int PICTURE = 0x2c;

    private final byte[] file;
    private final ByteBuffer gif;
    private final int screenWidth;
    private final int screenHeight;
    private final int left;
    private final int top;
    private final int frames;

    /** @throws EOFException if there is no picture */
    public GifFile(byte[] file) throws EOFException {
        this.file = file;
        this.gif = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
        try {
            gif.position(SCREEN_DESCRIPTOR);
            screenWidth = gif.getShort() & 0xffff;
            screenHeight = gif.getShort() & 0xffff;
            int flags = gif.get();
            skip(2 + paletteBytes(flags));
            if (!findPicture()) {
                throw new EOFException("it has no picture");
            }
            left = gif.getShort() & 0xffff;
            top = gif.getShort() & 0xffff;
        } catch (BufferUnderflowException | IllegalArgumentException e) {
            throw new EOFException("it ends before its first picture");
        }
        frames = 1 + countMore();
    }

    private static int paletteBytes(int flags) {
        return (flags & 0x80) == 0 ? 0 : 3 << ((flags & 7) + 1);
    }

    /** Goes to the next picture's place; there is none if it returns false. */
    private boolean findPicture() {
        int block = gif.get();
        while (block == EXTENSION) {
            gif.get();
            skipBlocks();
            block = gif.get();
        }
        return block == PICTURE;
    }

    /** Counts the pictures behind the first one, as far as the file is sound. */
    private int countMore() {
        int count = 0;
        try {
            do {
                skip(count == 0 ? 4 : 8); // the rest of the picture's place and size
                skip(paletteBytes(gif.get()) + 1);
                skipBlocks();
                count++;
            } while (findPicture());
        } catch (BufferUnderflowException end) {
            return Math.max(0, count - 1);
        }
        return count - 1;
    }

    private void skipBlocks() {
        for (int length = gif.get() & 0xff; length > 0; length = gif.get() & 0xff) {
            skip(length);
        }
    }

    private void skip(int bytes) {
        if (bytes > gif.remaining()) {
            throw new BufferUnderflowException();
        }
        gif.position(gif.position() + bytes);
    }

    public ImageMetadata metadata() {
        return ImageMetadata.none().withFrames(frames);
    }

    /** The pixels of the first picture on the screen, not yet decoded. */
    public PixelSource source() throws IOException {
        return ReaderSource.of(ImagePlugIns.reader(ImageFormat.GIF), file, left, top, screenWidth, screenHeight);
    }
}
