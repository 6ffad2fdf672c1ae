/**
 * The way of one photo to its picture: {@link io.github.animegan.pipeline.Stylizer} prepares it, has the generator draw its views within
 * {@link io.github.animegan.pipeline.MemoryBudget}, puts them back and finishes them, unless
 * {@link io.github.animegan.pipeline.CachedResults} has the picture already. Internal: not an API.
 */
@NullMarked
package io.github.animegan.pipeline;

import org.jspecify.annotations.NullMarked;
