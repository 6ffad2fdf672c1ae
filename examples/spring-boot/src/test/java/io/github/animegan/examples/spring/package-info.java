@NullMarked
package io.github.animegan.examples.spring;

import org.jspecify.annotations.NullMarked;
