/**
 * What moves in a film, and how to keep still what does not: {@link io.github.animegan.video.motion.MotionSearch} finds
 * motion, {@link io.github.animegan.video.motion.TemporalSmoother} takes flicker out along it, {@link
 * io.github.animegan.video.motion.StillBlocks} finds what need not be computed again. Internal: not an API.
 */
@NullMarked
package io.github.animegan.video.motion;

import org.jspecify.annotations.NullMarked;
