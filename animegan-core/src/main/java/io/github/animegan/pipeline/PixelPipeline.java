package io.github.animegan.pipeline;

import io.github.animegan.engine.RunOptions;
import io.github.animegan.engine.Session;
import io.github.animegan.engine.kernel.MemoryCosts;
import io.github.animegan.engine.plan.MapStorage;
import io.github.animegan.image.ImageSize;
import io.github.animegan.image.PixelRows;
import io.github.animegan.image.PixelTransparency;
import io.github.animegan.image.Pixels;
import io.github.animegan.image.Samples;
import io.github.animegan.image.TensorRows;
import io.github.animegan.image.filter.Flattening;
import io.github.animegan.image.filter.PixelFilter;
import io.github.animegan.image.resample.PixelResizing;
import io.github.animegan.memory.InsufficientMemoryException;
import io.github.animegan.model.Generator;
import io.github.animegan.network.MapSize;
import io.github.animegan.network.NormStatistics;
import java.util.OptionalInt;

/**
 * The way of one photo as {@link Stylizer} has it where a style's canvas and flatness are the only steps, for pixels: the same samples,
 * and nothing of AWT. A photo that does not fit into the memory is refused.
 */
public final class PixelPipeline {
    private static final double HEAP_SHARE = 0.9;
    private static final int PIXEL_BYTES = Integer.BYTES;

    /** Pictures of the photo's size that there are besides it while a drawing is brought to that size. */
    private static final int FINISHING_PICTURES = 3;

    /** Pictures of the size that the generator sees, while it draws. */
    private static final int DRAWING_PICTURES = 3;

    private final Session session;
    private final Generator generator;
    private final OptionalInt canvas;
    private final PixelFilter finishing;
    private final long columnBytes;

    /**
     * A way through a generator.
     *
     * @param canvas the longer side that photos are drawn at; empty for their own size
     * @param flatness how much drawings are flattened, in levels; 0 not at all
     * @param costs of the session's backend
     */
    public PixelPipeline(Session session, Generator generator, OptionalInt canvas, int flatness, MemoryCosts costs) {
        this.session = session;
        this.generator = generator;
        this.canvas = canvas;
        this.finishing = Flattening.ofLevels(flatness);
        this.columnBytes = costs.bytesPerColumn() * session.threads();
    }

    /** The picture of a photo, which is not changed; of its size, with its alpha. */
    public Pixels stylize(Pixels photo, PictureCall call) {
        call.check();
        ImageSize size = photo.size();
        ImageSize drawn = canvas.isPresent() ? size.withLongestSide(canvas.getAsInt()) : size;
        requireMemory(size, drawn);
        Pixels drawing = draw(PixelResizing.bicubic(photo, drawn), call);
        call.check();
        Pixels picture = PixelTransparency.copy(photo, PixelResizing.drawing(drawing, size));
        call.finish();
        return picture;
    }

    private void requireMemory(ImageSize photo, ImageSize drawn) {
        ImageSize computed = computedSize(drawn).roundedUpTo(generator.format().sizeMultiple());
        long maps =
                session.mapBytes(mapSize(computed), false, MapStorage.MEMORY).memory();
        long drawing = maps + columnBytes * computed.width() + DRAWING_PICTURES * PIXEL_BYTES * computed.pixels();
        long finishing = FINISHING_PICTURES * PIXEL_BYTES * photo.pixels();
        long needed = session.weightBytes() + PIXEL_BYTES * photo.pixels() + Math.max(drawing, finishing);
        long limit = (long) (Runtime.getRuntime().maxMemory() * HEAP_SHARE);
        if (needed > limit) {
            throw new InsufficientMemoryException(photo.toString(), needed, limit);
        }
    }

    private ImageSize computedSize(ImageSize seen) {
        return SmallestSize.isBelow(seen, generator) ? seen.roundedUpTo(SmallestSize.SIDE) : seen;
    }

    /** The drawing that the generator makes of a picture, in an array of its own. */
    private Pixels draw(Pixels seen, PictureCall call) {
        ImageSize size = seen.size();
        Pixels whole = continuedTo(seen, computedSize(size));
        Pixels opaque = PixelTransparency.opaque(whole);
        TensorRows rows = new TensorRows(opaque.size(), PixelRows.of(opaque), generator.format());
        RunOptions options = RunOptions.defaults().withObserver(call);
        NormStatistics used = session.run(
                new MapSize(rows.height(), rows.width()),
                rows::read,
                rows::write,
                call.statistics().map(options::withStatistics).orElse(options));
        call.measured(used);
        Pixels drawing = rows.result();
        finishing.apply(drawing);
        Pixels visible = PixelTransparency.copy(whole, drawing);
        return visible.size().equals(size) ? visible : visible.crop(0, 0, size);
    }

    /** The picture, mirrored at its right and lower edges up to that size. */
    private static Pixels continuedTo(Pixels picture, ImageSize size) {
        if (picture.size().equals(size)) {
            return picture;
        }
        Pixels continued = new Pixels(size, picture.hasAlpha);
        for (int y = 0; y < size.height(); y++) {
            int row = Samples.reflect(y, picture.height) * picture.width;
            for (int x = 0; x < size.width(); x++) {
                continued.argb[y * size.width() + x] = picture.argb[row + Samples.reflect(x, picture.width)];
            }
        }
        return continued;
    }

    private static MapSize mapSize(ImageSize size) {
        return new MapSize(size.height(), size.width());
    }
}
