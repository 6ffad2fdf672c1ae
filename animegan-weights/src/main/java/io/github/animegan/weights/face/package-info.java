/** Weights of what finds and compares faces: {@link MtcnnFiles} and {@link FaceApiWeights}. Reads files; never goes to the network. */
@NullMarked
package io.github.animegan.weights.face;

import org.jspecify.annotations.NullMarked;
