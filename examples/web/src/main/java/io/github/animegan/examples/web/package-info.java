/** The web page and the service: start at {@link io.github.animegan.examples.web.Main}. */
@NullMarked
package io.github.animegan.examples.web;

import org.jspecify.annotations.NullMarked;
