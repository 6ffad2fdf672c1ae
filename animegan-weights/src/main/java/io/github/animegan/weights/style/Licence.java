package io.github.animegan.weights.style;

/**
 * What may be done with a style's weights. Immutable.
 *
 * @param name its short name, such as {@code Apache-2.0}
 * @param url where all of it is written
 * @param terms what matters most, in its own words where that is possible
 * @param commercialUse whether commercial use is allowed
 */
public record Licence(String name, String url, String terms, boolean commercialUse) {}
