package io.github.animegan.bench.study;

import io.github.animegan.face.FaceChange;

/**
 * A face of a sheet, drawn with the whole sheet and by itself.
 *
 * @param size the height of its box, in pixels
 * @param roll by how many degrees it is turned in the picture
 * @param yaw by how many degrees it looks to the side
 */
public record StudiedFace(
        String style,
        String sheet,
        SheetFace face,
        double size,
        double roll,
        double yaw,
        FaceChange whole,
        FaceChange byItself) {}
