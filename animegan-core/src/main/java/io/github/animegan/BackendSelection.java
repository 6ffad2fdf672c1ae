package io.github.animegan;

import io.github.animegan.engine.kernel.Availability;
import io.github.animegan.engine.kernel.Kernels;
import io.github.animegan.engine.kernel.KernelsProvider;
import io.github.animegan.engine.kernel.plain.PlainKernelsProvider;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one place that chooses kernels: the fastest of those backends that say they are fast in this JVM. Tells once a process what
 * it chose, and warns once of each thing that the user could do to make it faster.
 */
final class BackendSelection {
    private static final Logger LOG = LoggerFactory.getLogger(Backend.class);
    private static final String PROPERTY = "animegan.backend";

    /** What was said already: programs that build many styles do not say it many times. */
    private static final Set<String> SAID = ConcurrentHashMap.newKeySet();

    private final List<KernelsProvider> providers;
    private final Predicate<String> isNews;

    /**
     * A choice among these.
     *
     * @param providers one of them must be able to run everywhere
     * @param isNews whether a sentence was not said before
     */
    BackendSelection(List<KernelsProvider> providers, Predicate<String> isNews) {
        this.providers = providers.stream()
                .sorted(Comparator.comparingDouble(KernelsProvider::speed).reversed())
                .toList();
        this.isNews = isNews;
    }

    /** The backend that was chosen: who makes its kernels, and why it is that one. */
    record Selected(KernelsProvider provider, BackendChoice choice) {}

    /** A choice among all backends that this program contains. */
    static BackendSelection ofInstalled() {
        return new BackendSelection(installed(), SAID::add);
    }

    /**
     * What was chosen.
     *
     * @param warning what the user could do to make it faster, as a sentence; null if there is nothing
     */
    private record Choice(
            KernelsProvider provider,
            BackendChoice why,
            @Nullable String warning) {}

    /**
     * Chooses a backend and tells about it.
     *
     * @throws IllegalStateException if that backend cannot run here, with what it lacks
     */
    Selected select(Backend wanted) {
        Choice choice = choose(wanted);
        if (choice.warning != null && isNews.test(choice.warning)) {
            LOG.warn(choice.warning);
        }
        String said = "backend " + choice.why;
        if (isNews.test(said)) {
            LOG.info(said);
        }
        return new Selected(choice.provider, choice.why);
    }

    /** Makes the kernels that {@link #select} would, without a word: for programs that prepare while they start. */
    Kernels createSilently(Backend wanted) {
        return choose(wanted).provider.create();
    }

    private Choice choose(Backend wanted) {
        Backend backend = wanted == Backend.AUTO ? ofProperty() : wanted;
        return backend == Backend.AUTO ? fastest() : named(nameOf(backend));
    }

    private static String nameOf(Backend backend) {
        return backend.name().toLowerCase(Locale.ROOT);
    }

    private static Backend ofProperty() {
        String name = System.getProperty(PROPERTY, Backend.AUTO.name());
        try {
            return Backend.valueOf(name.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            throw new IllegalStateException("no backend is called -D" + PROPERTY + "=" + name, e);
        }
    }

    private Choice named(String name) {
        KernelsProvider provider = providers.stream()
                .filter(each -> each.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("backend " + name
                        + ": this program was packed without it; keep META-INF/services and its classes"));
        Availability availability = provider.availability();
        if (availability.isMissing()) {
            throw new IllegalStateException(
                    "backend %s: %s: %s".formatted(name, provider.title(), availability.inWords()));
        }
        String warning = availability.isFast()
                ? null
                : "%s was asked for, but is slow here: %s".formatted(provider.title(), availability.inWords());
        return new Choice(provider, new BackendChoice(name, "as asked for; " + availability.reason()), warning);
    }

    private Choice fastest() {
        List<String> passedOver = new ArrayList<>();
        String warning = null;
        for (KernelsProvider provider : providers) {
            Availability availability = provider.availability();
            if (availability.isFast()) {
                passedOver.add(0, availability.reason());
                return new Choice(
                        provider,
                        new BackendChoice(provider.name(), String.join("; ", passedOver)),
                        warning == null ? null : warning.formatted(provider.title()));
            }
            passedOver.add(provider.name() + ": " + availability.inWords());
            if (warning == null && availability.remedy().isPresent()) {
                warning = "computing with %%s, slower than %s would be: %s"
                        .formatted(provider.title(), availability.inWords().replace("%", "%%"));
            }
        }
        throw new AssertionError("no backend runs everywhere among " + providers);
    }

    /** Plain Java is named, so that a tool which strips what no class refers to keeps it; the others are services. */
    static List<KernelsProvider> installed() {
        List<KernelsProvider> found = new ArrayList<>();
        found.add(new PlainKernelsProvider());
        Iterator<KernelsProvider> services = ServiceLoader.load(
                        KernelsProvider.class, BackendSelection.class.getClassLoader())
                .iterator();
        while (true) {
            try {
                if (!services.hasNext()) {
                    return found;
                }
                KernelsProvider provider = services.next();
                if (!(provider instanceof PlainKernelsProvider)) {
                    found.add(provider);
                }
            } catch (ServiceConfigurationError e) {
                LOG.debug("a backend that is listed is not there", e); // Stripped from a jar; the next may be there.
            }
        }
    }
}
