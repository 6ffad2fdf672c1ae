/** Rules for the code of all modules; the jar of this module's tests has nothing else. */
@NullMarked
package io.github.animegan.rules;

import org.jspecify.annotations.NullMarked;
