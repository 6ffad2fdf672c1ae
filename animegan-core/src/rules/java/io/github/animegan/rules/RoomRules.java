package io.github.animegan.rules;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.Source;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** What keeps the code of every module in rooms that fit into a head; modules include it by {@code ArchTests.in}. */
public final class RoomRules {
    private static final int MOST_FILES = 22;

    @ArchTest
    static final ArchRule packagesHaveNoCircles =
            slices().matching("io.github.animegan.(**)").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule classesHaveNoLargeCircles = classes().should(new InNoLargeCircle(4));

    private RoomRules() {}

    /** Its package-info counts, too; what JMH generates for benchmarks does not. */
    @ArchTest
    static void packagesHaveFewFiles(JavaClasses classes) {
        Map<String, Set<String>> files = new TreeMap<>();
        for (JavaClass type : classes) {
            if (type.getPackageName().endsWith(".jmh_generated")) {
                continue;
            }
            type.getSource()
                    .flatMap(Source::getFileName)
                    .ifPresent(file -> files.computeIfAbsent(type.getPackageName(), name -> new TreeSet<>())
                            .add(file));
        }
        assertThat(files)
                .isNotEmpty()
                .allSatisfy((name, inIt) -> assertThat(inIt).hasSizeLessThanOrEqualTo(MOST_FILES));
    }
}
