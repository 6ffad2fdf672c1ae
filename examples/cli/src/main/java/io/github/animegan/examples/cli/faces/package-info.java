/** What the command tells of faces: {@link io.github.animegan.examples.cli.faces.FaceLines}, as text and JSON, and boxes in a picture. */
@NullMarked
package io.github.animegan.examples.cli.faces;

import org.jspecify.annotations.NullMarked;
