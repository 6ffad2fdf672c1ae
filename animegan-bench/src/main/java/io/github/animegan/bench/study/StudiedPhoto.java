package io.github.animegan.bench.study;

import io.github.animegan.image.quality.EdgePreservation;
import io.github.animegan.image.quality.Ssim;
import java.awt.Rectangle;
import java.awt.image.BufferedImage;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * A photo stylised at one size.
 *
 * @param photo its file's name
 * @param size the longer side of what the generator saw
 * @param seconds from the photo to the anime picture of its size
 * @param ssim of that picture to the photo
 * @param faceSsim of the face alone, where the photo has one
 * @param edges how well the photo's edges are kept
 */
public record StudiedPhoto(String photo, int size, double seconds, double ssim, OptionalDouble faceSsim, double edges) {
    /** Compares the anime picture, of the photo's size, with the photo. */
    static StudiedPhoto of(String name, int size, double seconds, BufferedImage photo, BufferedImage anime) {
        Optional<Rectangle> face = Faces.in(name);
        return new StudiedPhoto(
                name,
                size,
                seconds,
                Ssim.of(photo, anime),
                face.isPresent() ? OptionalDouble.of(Ssim.of(photo, anime, face.get())) : OptionalDouble.empty(),
                EdgePreservation.of(photo, anime));
    }
}
