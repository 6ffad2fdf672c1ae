/**
 * Programs of the system that decode what no Java library here does: {@link
 * io.github.animegan.image.io.external.ExternalConverter}. Internal: not an API.
 */
@NullMarked
package io.github.animegan.image.io.external;

import org.jspecify.annotations.NullMarked;
