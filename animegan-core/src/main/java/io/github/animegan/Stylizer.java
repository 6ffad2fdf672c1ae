package io.github.animegan;

import io.github.animegan.engine.Engine;
import io.github.animegan.image.ImageSize;
import io.github.animegan.image.ImageTensors;
import io.github.animegan.image.Postprocessor;
import io.github.animegan.image.Prepared;
import io.github.animegan.image.Preprocessor;
import io.github.animegan.image.TensorRows;
import io.github.animegan.image.Transparency;
import io.github.animegan.model.ChannelOrder;
import io.github.animegan.tensor.Tensor;
import java.awt.image.BufferedImage;
import org.jspecify.annotations.Nullable;

/** The way of one photo: through the preprocessors, the generator, the way back and the postprocessors. */
final class Stylizer {
    private final Engine engine;
    private final Preprocessor preprocessor;
    private final Postprocessor postprocessor;
    private final @Nullable CachedResults cached;

    /** @param preprocessor ends with what the generator and the memory need */
    Stylizer(Engine engine, Preprocessor preprocessor, Postprocessor postprocessor, @Nullable CachedResults cached) {
        this.engine = engine;
        this.preprocessor = preprocessor;
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
        Prepared prepared = preprocessor.prepare(photo);
        BufferedImage seen = prepared.image();
        BufferedImage stylized = prepared.undo(Transparency.copy(seen, generate(seen, call)));
        call.check();
        if (ImageSize.of(stylized).equals(ImageSize.of(photo))) {
            return postprocessor.apply(Transparency.copy(photo, stylized), photo);
        }
        return postprocessor.apply(stylized, prepared.undo(seen));
    }

    private BufferedImage generate(BufferedImage seen, Call call) {
        ChannelOrder order = engine.generator().channelOrder();
        BufferedImage opaque = Transparency.opaque(seen);
        if (engine.isLocal()) {
            TensorRows rows = new TensorRows(opaque, order, engine.generator().sizeMultiple());
            engine.roll(rows.height(), rows.width(), rows::read, rows::write, call);
            return rows.toImage();
        }
        Tensor output =
                engine.run(ImageTensors.toTensor(opaque, order), null, call).output();
        return ImageTensors.toImage(output, order, ImageSize.of(seen));
    }
}
