/**
 * Keeps results, so that the same photo need not be computed twice: see {@link io.github.animegan.cache.ResultCache}.
 *
 * <p>A cache holds bytes by key and knows nothing of pictures.
 */
@NullMarked
package io.github.animegan.cache;

import org.jspecify.annotations.NullMarked;
