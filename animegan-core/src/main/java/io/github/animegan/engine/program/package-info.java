/**
 * Networks compiled for any size: {@link io.github.animegan.engine.program.Compiler} turns a network's nodes into the few
 * {@link io.github.animegan.engine.program.Step}s of a {@link io.github.animegan.engine.program.Program}. What only changes
 * values where they are read (norms, activations, sums, paddings, resizings) becomes part of a step's
 * {@link io.github.animegan.engine.program.Operand}. Internal: not an API.
 */
@NullMarked
package io.github.animegan.engine.program;

import org.jspecify.annotations.NullMarked;
