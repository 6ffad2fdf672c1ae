/**
 * Picture files: {@link io.github.animegan.image.io.PhotoReader} and {@link io.github.animegan.image.io.PhotoWriter}.
 *
 * <p>Files may come from strangers. All sizes are checked before memory is taken for them, and anything wrong with a file is
 * an {@link io.github.animegan.image.io.UnreadableImageException}. What the JVM has registered with ImageIO is neither
 * changed nor trusted: pixels are decoded and encoded by the JDK's own readers and writers, by ours for PNG, and by two
 * optional libraries for WebP, which are asked for by name. Each format has a package of its own below this one; what they share
 * is in {@code image.io.codec}.
 */
@NullMarked
package io.github.animegan.image.io;

import org.jspecify.annotations.NullMarked;
