/**
 * What the engine asks of a backend: {@link io.github.animegan.engine.kernel.Kernels} and the routines it makes. Each
 * sub-package is one backend. Internal: not an API.
 */
@NullMarked
package io.github.animegan.engine.kernel;

import org.jspecify.annotations.NullMarked;
