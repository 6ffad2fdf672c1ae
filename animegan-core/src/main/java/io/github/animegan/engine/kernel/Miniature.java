package io.github.animegan.engine.kernel;

/**
 * A layer of few channels that is computed by the same code as another one, for having the JIT compile that code.
 *
 * @param productNanos a few times what a product takes once the code is compiled, and less than a fifth of what it takes before
 */
public record Miniature(LayerSpec layer, double productNanos) {}
