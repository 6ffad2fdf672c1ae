/**
 * FFmpeg's programs as processes: {@link io.github.animegan.video.ffmpeg.Ffmpeg} finds and runs them. Frames go through
 * pipes in NUT, FFmpeg's own container, because it keeps every time stamp exactly; raw video would have none.
 */
@NullMarked
package io.github.animegan.video.ffmpeg;

import org.jspecify.annotations.NullMarked;
