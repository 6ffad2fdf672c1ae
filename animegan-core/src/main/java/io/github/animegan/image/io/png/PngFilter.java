package io.github.animegan.image.io.png;

/**
 * PNG's five ways to predict a byte from those to the left, above and above left (PNG specification, clause 9). Rows start
 * with as many zeros as a pixel has bytes, so that the first pixel has a neighbor too.
 */
public enum PngFilter {
    NONE {
        @Override
        void encode(byte[] row, byte[] above, int pixelLength, byte[] filtered) {
            System.arraycopy(row, pixelLength, filtered, pixelLength, row.length - pixelLength);
        }

        @Override
        void decode(byte[] row, byte[] above, int pixelLength) {
            // it is what it is
        }
    },
    SUB {
        @Override
        void encode(byte[] row, byte[] above, int pixelLength, byte[] filtered) {
            for (int i = pixelLength; i < row.length; i++) {
                filtered[i] = (byte) (row[i] - row[i - pixelLength]);
            }
        }

        @Override
        void decode(byte[] row, byte[] above, int pixelLength) {
            for (int i = pixelLength; i < row.length; i++) {
                row[i] += row[i - pixelLength];
            }
        }
    },
    UP {
        @Override
        void encode(byte[] row, byte[] above, int pixelLength, byte[] filtered) {
            for (int i = pixelLength; i < row.length; i++) {
                filtered[i] = (byte) (row[i] - above[i]);
            }
        }

        @Override
        void decode(byte[] row, byte[] above, int pixelLength) {
            for (int i = pixelLength; i < row.length; i++) {
                row[i] += above[i];
            }
        }
    },
    AVERAGE {
        @Override
        void encode(byte[] row, byte[] above, int pixelLength, byte[] filtered) {
            for (int i = pixelLength; i < row.length; i++) {
                filtered[i] = (byte) (row[i] - (((row[i - pixelLength] & 0xff) + (above[i] & 0xff)) >> 1));
            }
        }

        @Override
        void decode(byte[] row, byte[] above, int pixelLength) {
            for (int i = pixelLength; i < row.length; i++) {
                row[i] += (byte) (((row[i - pixelLength] & 0xff) + (above[i] & 0xff)) >> 1);
            }
        }
    },
    PAETH {
        @Override
        void encode(byte[] row, byte[] above, int pixelLength, byte[] filtered) {
            for (int i = pixelLength; i < row.length; i++) {
                filtered[i] = (byte) (row[i] - paeth(row[i - pixelLength], above[i], above[i - pixelLength]));
            }
        }

        @Override
        void decode(byte[] row, byte[] above, int pixelLength) {
            for (int i = pixelLength; i < row.length; i++) {
                row[i] += (byte) paeth(row[i - pixelLength], above[i], above[i - pixelLength]);
            }
        }
    };

    /** Writes the differences from what is predicted, at the row's own indices. */
    abstract void encode(byte[] row, byte[] above, int pixelLength, byte[] filtered);

    /** Turns differences into the row, in place. */
    abstract void decode(byte[] row, byte[] above, int pixelLength);

    /** The neighbor nearest to {@code left + up - upLeft}. */
    private static int paeth(byte left, byte up, byte upLeft) {
        int a = left & 0xff;
        int b = up & 0xff;
        int c = upLeft & 0xff;
        int fromA = Math.abs(b - c);
        int fromB = Math.abs(a - c);
        int fromC = Math.abs(a + b - 2 * c);
        int nearest = fromA <= fromB ? a : b;
        return Math.min(fromA, fromB) <= fromC ? nearest : c;
    }
}
