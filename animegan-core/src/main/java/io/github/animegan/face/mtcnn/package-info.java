/**
 * MTCNN, the detector that finds five landmarks: {@link io.github.animegan.face.mtcnn.MtcnnDetector} runs
 * {@link io.github.animegan.face.mtcnn.MtcnnWeights} as {@link io.github.animegan.face.mtcnn.MtcnnSettings} say.
 */
@NullMarked
package io.github.animegan.face.mtcnn;

import org.jspecify.annotations.NullMarked;
