/**
 * TIFF files, and EXIF data, which is a TIFF structure: {@link io.github.animegan.image.io.tiff.TiffFile} and {@link
 * io.github.animegan.image.io.tiff.ExifDirectories}. Internal: not an API.
 */
@NullMarked
package io.github.animegan.image.io.tiff;

import org.jspecify.annotations.NullMarked;
