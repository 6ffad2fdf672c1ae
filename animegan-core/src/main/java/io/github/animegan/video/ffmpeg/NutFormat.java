package io.github.animegan.video.ffmpeg;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;

/**
 * The numbers of NUT, FFmpeg's container: variable-length integers, start codes, flags and checksums.
 *
 * @see <a href="https://ffmpeg.org/~michael/nut.txt">The NUT specification</a>
 */
final class NutFormat {
    static final byte[] FILE_ID = "nut/multimedia container\0".getBytes(java.nio.charset.StandardCharsets.US_ASCII);

    static final long MAIN = 0x4E4D7A561F5F04ADL;
    static final long STREAM = 0x4E5311405BF2F9DBL;
    static final long SYNCPOINT = 0x4E4BE4ADEECA4569L;

    static final int FLAG_KEY = 1;
    static final int FLAG_CODED_PTS = 8;
    static final int FLAG_STREAM_ID = 16;
    static final int FLAG_SIZE_MSB = 32;
    static final int FLAG_CHECKSUM = 64;
    static final int FLAG_RESERVED = 128;
    static final int FLAG_HEADER_INDEX = 1024;
    static final int FLAG_MATCH_TIME = 2048;
    static final int FLAG_CODED = 4096;
    static final int FLAG_INVALID = 8192;

    /** Longer packet headers carry a checksum of their own. */
    static final int LONG_HEADER = 4096;

    private static final int POLYNOMIAL = 0x04C11DB7;
    private static final int MOST_VARINT_BYTES = 9;
    private static final int[] CRC = crcTable();

    private NutFormat() {}

    private static int[] crcTable() {
        int[] table = new int[256];
        for (int i = 0; i < table.length; i++) {
            int crc = i << 24;
            for (int bit = 0; bit < 8; bit++) {
                crc = crc << 1 ^ (crc < 0 ? POLYNOMIAL : 0);
            }
            table[i] = crc;
        }
        return table;
    }

    static int checksum(byte[] data, int from, int to) {
        int crc = 0;
        for (int i = from; i < to; i++) {
            crc = crc << 8 ^ CRC[(crc >>> 24 ^ data[i]) & 0xff];
        }
        return crc;
    }

    /** Reads an unsigned number: seven bits a byte, the most significant first, all but the last byte marked. */
    static long readVarint(InputStream in) throws IOException {
        long value = 0;
        for (int i = 0; i < MOST_VARINT_BYTES; i++) {
            int next = in.read();
            if (next < 0) {
                throw new EOFException("the stream of frames ends within a number");
            }
            value = value << 7 | (next & 0x7f);
            if (next < 0x80) {
                return value;
            }
        }
        throw new IOException("the stream of frames has a number of more than 63 bits");
    }

    /** Reads a signed number: its last bit is the sign. */
    static long readSigned(InputStream in) throws IOException {
        long value = readVarint(in) + 1;
        return (value & 1) != 0 ? -(value >> 1) : value >> 1;
    }

    static void writeVarint(ByteArrayOutputStream out, long value) {
        int bits = Math.max(1, Long.SIZE - Long.numberOfLeadingZeros(value));
        for (int shift = (bits - 1) / 7 * 7; shift > 0; shift -= 7) {
            out.write((int) ((value >> shift & 0x7f) | 0x80));
        }
        out.write((int) (value & 0x7f));
    }

    static void writeInt(ByteArrayOutputStream out, int value) {
        out.write(value >> 24);
        out.write(value >> 16);
        out.write(value >> 8);
        out.write(value);
    }
}
