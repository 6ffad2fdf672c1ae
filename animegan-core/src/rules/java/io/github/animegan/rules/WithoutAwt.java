package io.github.animegan.rules;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;

/** Classes for programs without AWT: neither they nor what they need, however far away, may refer to it. */
public final class WithoutAwt {
    private static final String OURS = "io.github.animegan.";

    private WithoutAwt() {}

    /**
     * Follows all references from these classes to classes of this project.
     *
     * @param classes all of this project's
     * @param roots those that must do without AWT
     */
    public static void require(JavaClasses classes, Class<?>... roots) {
        Map<JavaClass, String> ways = new HashMap<>();
        Deque<JavaClass> open = new ArrayDeque<>();
        for (Class<?> root : roots) {
            JavaClass found = classes.get(root);
            ways.put(found, root.getSimpleName());
            open.add(found);
        }
        while (!open.isEmpty()) {
            JavaClass from = open.remove();
            for (Dependency dependency : from.getDirectDependenciesFromSelf()) {
                JavaClass to = dependency.getTargetClass().getBaseComponentType();
                String way = ways.get(from) + " > " + to.getSimpleName();
                assertThat(to.getPackageName())
                        .as(way + ": " + dependency.getDescription())
                        .doesNotStartWith("java.awt")
                        .doesNotStartWith("javax.imageio");
                if (to.getName().startsWith(OURS) && ways.putIfAbsent(to, way) == null) {
                    open.add(to);
                }
            }
        }
        assertThat(ways).as("classes that were looked at").hasSizeGreaterThan(roots.length);
    }
}
