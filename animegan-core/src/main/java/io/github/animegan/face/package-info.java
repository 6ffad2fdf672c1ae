/**
 * Faces: found by a {@link io.github.animegan.face.FaceDetector}, described by a {@link io.github.animegan.face.FaceReport}, and drawn by
 * a {@link io.github.animegan.face.FaceDrawing}, which sets them upright, has a generator draw them at the size at which it draws best,
 * and puts them back into their picture.
 */
@NullMarked
package io.github.animegan.face;

import org.jspecify.annotations.NullMarked;
