/** The currency of films: {@link io.github.animegan.video.frame.Frame frames}, where they come from and where they go. */
@NullMarked
package io.github.animegan.video.frame;

import org.jspecify.annotations.NullMarked;
