/**
 * Films to anime films, with their sound, subtitles and time stamps: start at {@link io.github.animegan.video.FilmStylizer}.
 * Needs FFmpeg's programs {@code ffmpeg} and {@code ffprobe} on the machine.
 */
@NullMarked
package io.github.animegan.video;

import org.jspecify.annotations.NullMarked;
