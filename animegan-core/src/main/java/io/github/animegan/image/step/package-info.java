/**
 * The steps of a picture on its way to a generator and back.
 *
 * <p>A {@link io.github.animegan.image.step.Preprocessor} (built-ins: {@link io.github.animegan.image.step.Preprocessors})
 * prepares a picture and knows how to undo that on the result; a {@link io.github.animegan.image.step.Postprocessor} (built-ins:
 * {@link io.github.animegan.image.step.Postprocessors}) finishes the result; a {@link io.github.animegan.image.step.Recipe} is
 * both under one name.
 *
 * <p>Steps that come with the library {@linkplain io.github.animegan.image.step.Preprocessor#description() describe themselves},
 * and are {@linkplain io.github.animegan.image.step.Preprocessors#parse read} from their descriptions. All are stateless, and
 * threads may share them.
 */
@NullMarked
package io.github.animegan.image.step;

import org.jspecify.annotations.NullMarked;
