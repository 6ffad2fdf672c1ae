/**
 * Pictures on their way to a generator and back.
 *
 * <p>A {@link io.github.animegan.image.Preprocessor} (built-ins: {@link io.github.animegan.image.Preprocessors})
 * prepares a picture and knows how to undo that on the result; {@link io.github.animegan.image.ImageTensors} turns pictures
 * into tensors and back; {@link io.github.animegan.image.Transparency} keeps alpha; a
 * {@link io.github.animegan.image.Postprocessor} (built-ins: {@link io.github.animegan.image.Postprocessors}) finishes the
 * result; a {@link io.github.animegan.image.Recipe} is both under one name. Files are
 * read and written in {@code image.io}.
 *
 * <p>Steps that come with the library {@linkplain io.github.animegan.image.Preprocessor#description() describe themselves}, and are
 * {@linkplain io.github.animegan.image.Preprocessors#parse read} from their descriptions.
 *
 * <p>Pictures are {@link java.awt.image.BufferedImage}s, which nothing here writes to once they are handed over. All of it
 * is stateless, may be used by several threads at once and works in a headless JVM.
 */
@NullMarked
package io.github.animegan.image;

import org.jspecify.annotations.NullMarked;
