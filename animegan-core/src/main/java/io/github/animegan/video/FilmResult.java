package io.github.animegan.video;

/**
 * What was made.
 *
 * @param frames how many frames the film has
 * @param resumed how many of them an earlier run had made
 * @param drawnShare the share of the frames' area that was drawn, the rest being as in the frame before; 1 if none was spared
 * @param cuts how many changes of scene were seen
 * @param encoder FFmpeg's encoder of the pictures; {@code png} for a folder of frames
 */
public record FilmResult(long frames, long resumed, double drawnShare, int cuts, String encoder) {}
