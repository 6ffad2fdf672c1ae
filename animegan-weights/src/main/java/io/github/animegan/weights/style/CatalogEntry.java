package io.github.animegan.weights.style;

import io.github.animegan.model.Upsampling;
import java.util.Optional;

/**
 * A style as the catalogue lists it. Immutable.
 *
 * @param name what commands and {@link io.github.animegan.AnimeGan#create(String)} call it
 * @param title what people call it
 * @param architecture its generator, such as {@code LocalGenerator}: an {@link io.github.animegan.model.Architecture#title}
 * @param upsampling how its weights were trained to up-sample
 * @param thumbnail the file of a small JPEG picture beside the catalogue
 */
public record CatalogEntry(
        String name,
        String title,
        String architecture,
        Upsampling upsampling,
        Licence licence,
        Provenance provenance,
        StyleSource source,
        Optional<String> thumbnail) {}
