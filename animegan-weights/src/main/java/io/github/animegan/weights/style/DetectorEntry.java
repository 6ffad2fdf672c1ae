package io.github.animegan.weights.style;

import io.github.animegan.weights.style.StyleSource.Fetchable;
import java.util.List;

/**
 * The weights of a detector of faces as the catalogue lists them: none is built in. Immutable.
 *
 * @param name what commands call it
 * @param title what people call it
 * @param licence what may be done with the weights; whoever fetches them accepts it
 * @param provenance where the weights come from
 * @param files its checkpoints, which are fetched into a folder of the detector's name
 */
public record DetectorEntry(
        String name, String title, Licence licence, Provenance provenance, List<DetectorFile> files) {
    /**
     * One of the files.
     *
     * @param name its name in the folder
     * @param source where it is fetched from
     */
    public record DetectorFile(String name, Fetchable source) {}

    /**
     * Copies the list.
     *
     * @param name what commands call it
     * @param title what people call it
     * @param licence what may be done with the weights; whoever fetches them accepts it
     * @param provenance where the weights come from
     * @param files its checkpoints, which are fetched into a folder of the detector's name
     */
    public DetectorEntry {
        files = List.copyOf(files);
    }
}
