/** To copy as a whole: beans of styles by {@code animegan.*} in {@code application.properties}, for Spring Boot 3.5 and 4. */
@NullMarked
package io.github.animegan.examples.spring.autoconfigure;

import org.jspecify.annotations.NullMarked;
