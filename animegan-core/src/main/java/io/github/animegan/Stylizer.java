package io.github.animegan;

import io.github.animegan.engine.Engine;
import io.github.animegan.image.ImageSize;
import io.github.animegan.image.Postprocessor;
import io.github.animegan.image.Prepared;
import io.github.animegan.image.Preprocessor;
import io.github.animegan.image.TensorRows;
import io.github.animegan.image.Transparency;
import java.awt.image.BufferedImage;
import org.jspecify.annotations.Nullable;

/** The way of one photo: through the preprocessors, the generator, the way back and the postprocessors. */
final class Stylizer {
    private final Engine engine;
    private final Preprocessor preprocessor;
    private final MemoryBudget budget;
    private final Postprocessor postprocessor;
    private final @Nullable CachedResults cached;

    Stylizer(
            Engine engine,
            Preprocessor preprocessor,
            MemoryBudget budget,
            Postprocessor postprocessor,
            @Nullable CachedResults cached) {
        this.engine = engine;
        this.preprocessor = preprocessor;
        this.budget = budget;
        this.postprocessor = postprocessor;
        this.cached = cached;
    }

    BufferedImage stylize(BufferedImage photo, Call call) {
        call.check();
        BufferedImage picture = cached == null ? compute(photo, call) : cached.get(photo, () -> compute(photo, call));
        call.finish();
        return picture;
    }

    private BufferedImage compute(BufferedImage photo, Call call) {
        ImageSize size = ImageSize.of(photo);
        Prepared prepared = preprocessor.then(seen -> budget.fit(seen, size)).prepare(photo);
        BufferedImage seen = prepared.image();
        BufferedImage stylized = prepared.undo(Transparency.copy(seen, generate(seen, call)));
        call.check();
        if (ImageSize.of(stylized).equals(size)) {
            return postprocessor.apply(Transparency.copy(photo, stylized), photo);
        }
        return postprocessor.apply(stylized, prepared.undo(seen));
    }

    private BufferedImage generate(BufferedImage seen, Call call) {
        TensorRows rows = new TensorRows(
                Transparency.opaque(seen),
                engine.generator().channelOrder(),
                engine.generator().sizeMultiple());
        engine.run(rows.height(), rows.width(), rows::read, rows::write, call);
        return rows.toImage();
    }
}
