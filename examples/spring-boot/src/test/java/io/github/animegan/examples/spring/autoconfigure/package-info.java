@NullMarked
package io.github.animegan.examples.spring.autoconfigure;

import org.jspecify.annotations.NullMarked;
