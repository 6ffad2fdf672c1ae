/** BMP: {@link io.github.animegan.image.io.bmp.BmpFile}. Internal: not an API. */
@NullMarked
package io.github.animegan.image.io.bmp;

import org.jspecify.annotations.NullMarked;
