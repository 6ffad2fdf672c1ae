package io.github.animegan.weights.style;

import io.github.animegan.model.Upsampling;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A style as the catalogue lists it. Immutable.
 *
 * @param name what commands and {@link io.github.animegan.AnimeGan#create(String)} call it
 * @param title what people call it
 * @param architecture its generator, such as {@code LocalGenerator}: an {@link io.github.animegan.model.Architecture#title}
 * @param upsampling how its weights were trained to up-sample, where that matters
 * @param licence what may be done with the weights; whoever fetches them accepts it
 * @param provenance where the weights come from
 * @param source how they are had: they are built in, or fetched from an address
 * @param canvas the longer side of the canvas it draws on, in pixels; empty where it draws at the photo's size
 * @param flatness how much its drawings are flattened, in levels of 255; empty where they stay as they are
 * @param thumbnail the file of a small JPEG picture beside the catalogue
 */
public record CatalogEntry(
        String name,
        String title,
        String architecture,
        Optional<Upsampling> upsampling,
        Licence licence,
        Provenance provenance,
        StyleSource source,
        OptionalInt canvas,
        OptionalInt flatness,
        Optional<String> thumbnail) {}
