/**
 * WebP: {@link io.github.animegan.image.io.webp.WebPFile} finds the chunks; the pixels are for optional libraries. Internal:
 * not an API.
 */
@NullMarked
package io.github.animegan.image.io.webp;

import org.jspecify.annotations.NullMarked;
