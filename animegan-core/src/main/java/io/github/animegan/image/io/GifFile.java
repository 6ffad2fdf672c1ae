package io.github.animegan.image.io;

import java.io.EOFException;
import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Where the first picture of a GIF file lies on its logical screen, which ImageIO's reader ignores.
 *
 * @see <a href="https://www.w3.org/Graphics/GIF/spec-gif89a.txt">Graphics Interchange Format, version 89a</a>
 */
record GifFile(int screenWidth, int screenHeight, int left, int top) {
    private static final int SCREEN_DESCRIPTOR = 6;
    private static final int EXTENSION = 0x21;
    private static final int PICTURE = 0x2c;

    static PixelSource source(byte[] file) throws IOException {
        GifFile gif = read(file);
        return ReaderSource.of(
                ImagePlugIns.reader(ImageFormat.GIF), file, gif.left, gif.top, gif.screenWidth, gif.screenHeight);
    }

    private static GifFile read(byte[] file) throws EOFException {
        ByteBuffer gif = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
        try {
            gif.position(SCREEN_DESCRIPTOR);
            int width = gif.getShort() & 0xffff;
            int height = gif.getShort() & 0xffff;
            int flags = gif.get();
            int palette = (flags & 0x80) == 0 ? 0 : 3 << ((flags & 7) + 1);
            skip(gif, 2 + palette);
            int block = gif.get();
            while (block == EXTENSION) {
                gif.get();
                int length = gif.get() & 0xff;
                while (length > 0) {
                    skip(gif, length);
                    length = gif.get() & 0xff;
                }
                block = gif.get();
            }
            if (block == PICTURE) {
                return new GifFile(width, height, gif.getShort() & 0xffff, gif.getShort() & 0xffff);
            }
        } catch (BufferUnderflowException e) {
            throw new EOFException("it ends before its first picture");
        }
        throw new EOFException("it has no picture");
    }

    private static void skip(ByteBuffer gif, int bytes) {
        if (bytes > gif.remaining()) {
            throw new BufferUnderflowException();
        }
        gif.position(gif.position() + bytes);
    }
}
