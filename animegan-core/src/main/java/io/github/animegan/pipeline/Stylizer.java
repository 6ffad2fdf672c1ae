package io.github.animegan.pipeline;

import io.github.animegan.engine.RunOptions;
import io.github.animegan.engine.Session;
import io.github.animegan.engine.run.RunObserver;
import io.github.animegan.heap.FreeHeap;
import io.github.animegan.image.ImageSize;
import io.github.animegan.image.ImageTensors;
import io.github.animegan.image.Images;
import io.github.animegan.image.PixelRows;
import io.github.animegan.image.Pixels;
import io.github.animegan.image.TensorRows;
import io.github.animegan.image.Transparency;
import io.github.animegan.image.filter.PixelFilter;
import io.github.animegan.image.step.Postprocessor;
import io.github.animegan.image.step.Prepared;
import io.github.animegan.image.step.Preprocessor;
import io.github.animegan.model.Generator;
import io.github.animegan.network.MapSize;
import io.github.animegan.network.NormStatistics;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The way of one photo: through the preprocessors, the generator and what finishes its drawings at the size they are drawn at, the way
 * back and the postprocessors.
 */
public final class Stylizer {
    /** The share of the work that copies count as, of which statistics are taken: about what they may take. */
    private static final double COPIES_SHARE = 1.0 / 3;

    private final Session session;
    private final Generator generator;
    private final PixelFilter finishing;
    private final Preprocessor preprocessor;
    private final MemoryBudget budget;
    private final Postprocessor postprocessor;
    private final @Nullable CachedResults cached;
    private final Rehearsal rehearsal;

    public Stylizer(
            Session session,
            Generator generator,
            PixelFilter finishing,
            Preprocessor preprocessor,
            MemoryBudget budget,
            Postprocessor postprocessor,
            @Nullable CachedResults cached,
            Rehearsal rehearsal) {
        this.session = session;
        this.generator = generator;
        this.finishing = finishing;
        this.preprocessor = preprocessor;
        this.budget = budget;
        this.postprocessor = postprocessor;
        this.cached = cached;
        this.rehearsal = rehearsal;
    }

    public BufferedImage stylize(BufferedImage photo, PictureCall call) {
        rehearsal.stop();
        call.check();
        call.begin();
        boolean isUsual = call.statistics().isEmpty()
                && !call.wantsStatistics()
                && call.redrawing().isEmpty();
        BufferedImage picture =
                cached != null && isUsual ? cached.get(photo, () -> compute(photo, call)) : compute(photo, call);
        call.finish();
        return picture;
    }

    private BufferedImage compute(BufferedImage photo, PictureCall call) {
        FreeHeap.beginPicture();
        try {
            BufferedImage picture = computeOnce(photo, call);
            budget.prove(Images.sizeOf(photo));
            return picture;
        } catch (OutOfMemoryError e) {
            if (!budget.reducesFurther()) {
                throw e;
            }
        } finally {
            FreeHeap.endPicture();
        }
        return compute(photo, call);
    }

    private BufferedImage computeOnce(BufferedImage photo, PictureCall call) {
        ImageSize size = Images.sizeOf(photo);
        boolean known = call.statistics().isPresent();
        budget.requireBefore(size, known);
        Prepared prepared =
                preprocessor.then(seen -> budget.fit(seen, size, known)).prepare(photo);
        call.prepared();
        List<BufferedImage> drawn = generate(prepared.views(), size, call);
        call.generated();
        BufferedImage stylized = prepared.undo(drawn);
        call.check();
        if (Images.sizeOf(stylized).equals(size)) {
            return finish(Transparency.copy(photo, stylized), photo);
        }
        return finish(stylized, prepared.undo(prepared.views()));
    }

    private BufferedImage finish(BufferedImage stylized, BufferedImage original) {
        return Objects.requireNonNull(
                postprocessor.apply(stylized, original), () -> "null from the postprocessor " + postprocessor);
    }

    private List<BufferedImage> generate(List<BufferedImage> views, ImageSize photo, PictureCall call) {
        if (views.size() == 1) {
            BufferedImage seen = views.get(0);
            boolean mayKeep = generator.receptiveField().isPresent() && !call.wantsStatistics();
            BufferedImage drawn = call.redrawing()
                    .filter(last -> mayKeep)
                    .map(last -> last.draw(Images.pixelsOf(Transparency.opaque(seen)), part -> draw(part, call)))
                    .map(Images::toImage)
                    .orElseGet(() -> generateOnly(seen, photo, call));
            return List.of(Transparency.copy(seen, drawn));
        }
        List<BufferedImage> stylized = new ArrayList<>();
        for (BufferedImage seen : views) {
            int done = stylized.size();
            TensorRows rows = ImageTensors.rowsOf(Transparency.opaque(seen), generator.format());
            generate(seen, rows, photo, call.part((double) done / views.size(), (done + 1.0) / views.size()));
            stylized.add(Transparency.copy(seen, Images.toImage(drawing(rows))));
        }
        return stylized;
    }

    /** A picture or a part of one, by a generator without statistics. */
    private Pixels draw(Pixels part, PictureCall call) {
        TensorRows rows = new TensorRows(part.size(), PixelRows.of(part), generator.format());
        run(rows, RunOptions.defaults().withObserver(call));
        return drawing(rows);
    }

    /** By the statistics that the caller gives, if any. */
    private BufferedImage generateOnly(BufferedImage seen, ImageSize photo, PictureCall call) {
        TensorRows rows = ImageTensors.rowsOf(Transparency.opaque(seen), generator.format());
        NormStatistics used = call.statistics()
                .map(given ->
                        run(rows, RunOptions.defaults().withStatistics(given).withObserver(call)))
                .orElseGet(() -> generate(seen, rows, photo, call));
        call.measured(used);
        return Images.toImage(drawing(rows));
    }

    /** The drawing that a generator has written to rows, as the style wants it: flattened, for example. */
    private Pixels drawing(TensorRows rows) {
        Pixels drawing = rows.result();
        finishing.apply(drawing);
        return drawing;
    }

    /** As the budget has it. */
    private NormStatistics generate(BufferedImage seen, TensorRows rows, ImageSize photo, RunObserver observer) {
        MemoryBudget.Decision way = budget.decide(photo, Images.sizeOf(seen), false);
        way.tell();
        if (way.copy().isEmpty()) {
            return run(rows, RunOptions.defaults().withStorage(way.storage()).withObserver(observer));
        }
        NormStatistics statistics = new CopyStatistics(session, generator.format())
                .estimate(Transparency.opaque(seen), way.copy().get(), observer.part(0, COPIES_SHARE));
        return run(rows, RunOptions.defaults().withStatistics(statistics).withObserver(observer.part(COPIES_SHARE, 1)));
    }

    private NormStatistics run(TensorRows rows, RunOptions options) {
        return session.run(new MapSize(rows.height(), rows.width()), rows::read, rows::write, options);
    }
}
