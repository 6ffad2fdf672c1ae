/**
 * Styles: {@link io.github.animegan.weights.style.StyleCatalog} lists the built-in ones and official ones of others,
 * {@link io.github.animegan.weights.style.StyleLibrary} loads them, and
 * {@link io.github.animegan.weights.style.StyleFetcher} fetches those of others when it is told to.
 */
@NullMarked
package io.github.animegan.weights.style;

import org.jspecify.annotations.NullMarked;
