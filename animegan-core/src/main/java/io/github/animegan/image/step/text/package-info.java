/**
 * How processing steps are written and read: {@link io.github.animegan.image.step.text.StepTable}. Knows no step itself.
 * Internal: not an API.
 */
@NullMarked
package io.github.animegan.image.step.text;

import org.jspecify.annotations.NullMarked;
