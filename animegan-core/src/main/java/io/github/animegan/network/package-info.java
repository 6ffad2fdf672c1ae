/**
 * Networks as immutable graphs: a {@link io.github.animegan.network.NetworkBuilder} makes a {@link io.github.animegan.network.Network}
 * of {@link io.github.animegan.network.Op}s by handles to their {@link io.github.animegan.network.Value}s. Knows no generator and nothing
 * of how a network is run.
 */
@NullMarked
package io.github.animegan.network;

import org.jspecify.annotations.NullMarked;
