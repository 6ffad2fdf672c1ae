/** An application of Spring Boot with one controller; what it needs is configured by the package beside. */
@NullMarked
package io.github.animegan.examples.spring;

import org.jspecify.annotations.NullMarked;
