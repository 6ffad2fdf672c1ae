package io.github.animegan.pipeline;

import io.github.animegan.engine.RunOptions;
import io.github.animegan.engine.Session;
import io.github.animegan.engine.run.RunObserver;
import io.github.animegan.image.ImageSize;
import io.github.animegan.image.ImageTensors;
import io.github.animegan.image.Images;
import io.github.animegan.image.TensorRows;
import io.github.animegan.image.resample.Resampling;
import io.github.animegan.model.PictureFormat;
import io.github.animegan.network.MapSize;
import io.github.animegan.network.NormStatistics;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;

/**
 * Estimates the statistics of a picture that is too large to be computed in the whole. A reduced copy has all that is in the picture, but
 * less texture. What that changes is measured on a collage of tiles, cut from all over the picture at full size: by its statistics, and
 * by those of the collage reduced as the copy is. Seams between the tiles are in both, so that hardly anything is left of them.
 */
final class CopyStatistics {
    /** About the side of a tile, in pixels: a few times as far as seams reach, and small enough for tiles from many places. */
    private static final int TILE = 192;

    /** How much of what the collage says is believed, as it is a part of the picture only. */
    private static final double TRUST = 0.8;

    /** The least side of a picture whose statistics tell something; smaller ones are mostly border. */
    private static final int LEAST_SIDE = 64;

    private final Session session;
    private final PictureFormat format;

    CopyStatistics(Session session, PictureFormat format) {
        this.session = session;
        this.format = format;
    }

    /**
     * About the statistics of a picture.
     *
     * @param copy the size of a copy that fits into memory, of the picture's shape and smaller; the collage's as well
     */
    NormStatistics estimate(BufferedImage picture, ImageSize copy, RunObserver observer) {
        ImageSize size = Images.sizeOf(picture);
        ImageSize reduced = copy.withLongestSide(
                Math.max(1, (int) ((long) copy.longestSide() * copy.longestSide() / size.longestSide())));
        if (reduced.shortestSide() < LEAST_SIDE) {
            return statistics(Resampling.BICUBIC.resize(picture, copy), observer);
        }
        NormStatistics ofCopy =
                statistics(Resampling.BICUBIC.resize(picture, copy), share -> observer.at(share * 0.45));
        BufferedImage collage = collage(picture, copy);
        NormStatistics ofCollage = statistics(collage, share -> observer.at(0.45 + share * 0.45));
        NormStatistics ofReduced =
                statistics(Resampling.BICUBIC.resize(collage, reduced), share -> observer.at(0.9 + share * 0.1));
        return ofCopy.blend(ofCopy.corrected(ofReduced, ofCollage), TRUST);
    }

    private NormStatistics statistics(BufferedImage picture, RunObserver observer) {
        TensorRows rows = ImageTensors.rowsOf(picture, format);
        return session.run(
                new MapSize(rows.height(), rows.width()),
                rows::read,
                rows::write,
                RunOptions.defaults().withObserver(observer));
    }

    /** Tiles from the middles of equal parts of the picture, beside each other as the parts are. */
    static BufferedImage collage(BufferedImage picture, ImageSize size) {
        int columns = Math.max(1, Math.round((float) size.width() / TILE));
        int rows = Math.max(1, Math.round((float) size.height() / TILE));
        BufferedImage collage = new BufferedImage(size.width(), size.height(), BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = collage.createGraphics();
        for (int row = 0; row < rows; row++) {
            int top = row * size.height() / rows;
            int height = (row + 1) * size.height() / rows - top;
            int y = (2 * row + 1) * picture.getHeight() / (2 * rows) - height / 2;
            for (int column = 0; column < columns; column++) {
                int left = column * size.width() / columns;
                int width = (column + 1) * size.width() / columns - left;
                int x = (2 * column + 1) * picture.getWidth() / (2 * columns) - width / 2;
                graphics.drawImage(picture.getSubimage(x, y, width, height), left, top, null);
            }
        }
        graphics.dispose();
        return collage;
    }
}
