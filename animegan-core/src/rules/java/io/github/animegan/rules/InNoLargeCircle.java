package io.github.animegan.rules;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * The condition that a class is in no circle of dependencies with more than some other classes. Nested classes count as part of
 * the one around them: a circle inside a file is no trouble.
 */
final class InNoLargeCircle extends ArchCondition<JavaClass> {
    private final int most;
    private final Map<String, Set<String>> uses = new HashMap<>();

    InNoLargeCircle(int most) {
        super("be in no circle of more than %d classes", most);
        this.most = most;
    }

    @Override
    public void init(Collection<JavaClass> classes) {
        Set<String> names = classes.stream().map(InNoLargeCircle::outermost).collect(Collectors.toSet());
        for (JavaClass type : classes) {
            Set<String> used = uses.computeIfAbsent(outermost(type), name -> new TreeSet<>());
            type.getDirectDependenciesFromSelf().stream()
                    .map(dependency -> outermost(dependency.getTargetClass()))
                    .filter(names::contains)
                    .forEach(used::add);
        }
    }

    @Override
    public void check(JavaClass type, ConditionEvents events) {
        if (type.isNestedClass() || type.getModifiers().contains(JavaModifier.SYNTHETIC)) {
            return;
        }
        Set<String> circle = reachable(type.getName());
        circle.removeIf(other -> !reachable(other).contains(type.getName()));
        boolean isSmall = circle.size() <= most;
        events.add(new SimpleConditionEvent(type, isSmall, type.getName() + " is in a circle of " + circle));
    }

    private Set<String> reachable(String name) {
        Set<String> reached = new TreeSet<>();
        Deque<String> open = new ArrayDeque<>(Set.of(name));
        while (!open.isEmpty()) {
            for (String next : uses.getOrDefault(open.pop(), Set.of())) {
                if (reached.add(next)) {
                    open.push(next);
                }
            }
        }
        return reached;
    }

    private static String outermost(JavaClass type) {
        String name = type.getName();
        int nested = name.indexOf('$');
        return nested < 0 ? name : name.substring(0, nested);
    }
}
