/** How well a picture turned out: {@link io.github.animegan.report.QualityReport}. */
@NullMarked
package io.github.animegan.report;

import org.jspecify.annotations.NullMarked;
