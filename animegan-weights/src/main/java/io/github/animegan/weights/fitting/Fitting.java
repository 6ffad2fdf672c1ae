package io.github.animegan.weights.fitting;

import io.github.animegan.model.Architecture;
import io.github.animegan.model.Architectures;
import io.github.animegan.tensor.StateDict;
import io.github.animegan.tensor.Tensor;
import io.github.animegan.weights.file.ByteSource;
import io.github.animegan.weights.file.MalformedFileException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Chooses the weights in a file: those that an {@link Architecture} builds a network of, whatever the dictionaries around
 * them are called and whatever prefix their keys have. People's files hold state dicts under {@code netG_A2B}, {@code gen} or
 * {@code state_dict}, with {@code module.}, {@code _orig_mod.} or {@code generator.} before each key, in any order and number.
 * No list of names can keep up, but only a generator's tensors build a generator.
 */
public final class Fitting<T> {
    /** Metadata: where in the file the weights lay. */
    public static final String ENTRY = "checkpoint.entry";
    /** Metadata: what all their keys began with. */
    public static final String PREFIX = "checkpoint.prefix";
    /** Metadata: which tensors beside them were left out. */
    public static final String UNUSED = "checkpoint.unused";
    /** Metadata: the class of the pickled module. */
    public static final String MODULE = "checkpoint.module";

    private static final int MAX_CANDIDATES = 100;
    private static final String AVERAGED = "ema";
    /** What {@code DataParallel} and {@code torch.compile} put before the keys of any network. */
    private static final List<String> WRAPPERS = List.of("module.", "_orig_mod.");

    /** Reads one tensor; the same object is read once. */
    public interface Loader<T> {
        Tensor load(String key, T tensor) throws IOException;
    }

    /** Tensors of a group that have a prefix in common. */
    private record Candidate<T>(TensorGroup<T> group, String prefix, Map<String, T> tensors) {
        String name() {
            String end = prefix.endsWith(".") ? prefix.substring(0, prefix.length() - 1) : prefix;
            return TensorGroup.join(group.path(), end);
        }

        boolean isCalled(String entry) {
            return name().equals(entry)
                    || group.path().equals(entry)
                    || List.of(name().split("\\.")).contains(entry);
        }
    }

    private final ByteSource file;
    private final List<TensorGroup<T>> groups;
    private final Loader<T> loader;
    private final Map<String, String> metadata;
    private final IdentityHashMap<T, Tensor> loaded = new IdentityHashMap<>();

    private Fitting(ByteSource file, List<TensorGroup<T>> groups, Loader<T> loader, Map<String, String> metadata) {
        this.file = file;
        this.groups = groups;
        this.loader = loader;
        this.metadata = metadata;
    }

    /**
     * The weights of the generator in a file; if nothing in it is one, those that are nearest to being a network's.
     *
     * @param groups the tensors of the file, at least one group
     * @param metadata the file's own
     * @param entry the name of the weights to take, or null for the only ones
     * @throws MalformedFileException if there are several generators and no name, or none of that name
     */
    public static <T> StateDict choose(
            ByteSource file,
            List<TensorGroup<T>> groups,
            Loader<T> loader,
            Map<String, String> metadata,
            @Nullable String entry)
            throws IOException {
        return new Fitting<>(file, groups, loader, metadata).choose(entry);
    }

    private StateDict choose(@Nullable String entry) throws IOException {
        List<Candidate<T>> candidates = candidates();
        List<Candidate<T>> named = new ArrayList<>(candidates);
        if (entry != null) {
            named.removeIf(candidate -> !candidate.isCalled(entry));
        }
        Map<Candidate<T>, StateDict> fits = new LinkedHashMap<>();
        for (Candidate<T> candidate : named) {
            StateDict weights = load(candidate);
            if (builds(weights)) {
                fits.put(candidate, weights);
            }
        }
        if (fits.size() > 1) {
            fits.keySet().retainAll(distinct(fits.keySet()));
        }
        if (fits.size() > 1) {
            throw several(fits.keySet(), entry);
        }
        if (fits.size() == 1) {
            return fits.values().iterator().next();
        }
        if (entry != null) {
            return load(groupCalled(entry, candidates));
        }
        return load(named.isEmpty() ? likeliest() : named.get(0));
    }

    /** Every group, and every part of it with a prefix, that has an architecture's first key. */
    private List<Candidate<T>> candidates() {
        Set<String> firstKeys = new LinkedHashSet<>();
        Architectures.all().forEach(architecture -> firstKeys.add(architecture.firstKey()));
        List<Candidate<T>> candidates = new ArrayList<>();
        for (TensorGroup<T> group : groups) {
            Set<String> prefixes = new LinkedHashSet<>();
            for (String key : group.tensors().keySet()) {
                firstKeys.stream()
                        .filter(first -> key.equals(first) || key.endsWith("." + first))
                        .forEach(first -> prefixes.add(key.substring(0, key.length() - first.length())));
            }
            for (String prefix : prefixes) {
                if (candidates.size() < MAX_CANDIDATES) {
                    candidates.add(candidate(group, prefix));
                }
            }
        }
        return candidates;
    }

    private Candidate<T> candidate(TensorGroup<T> group, String prefix) {
        Map<String, T> tensors = new LinkedHashMap<>();
        group.tensors().forEach((key, tensor) -> {
            if (key.startsWith(prefix)) {
                tensors.put(key.substring(prefix.length()), tensor);
            }
        });
        return new Candidate<>(group, prefix, tensors);
    }

    private static boolean builds(StateDict weights) {
        for (Architecture architecture : Architectures.all()) {
            if (architecture.recognizes(weights)) {
                try {
                    architecture.build(weights);
                    return true;
                } catch (IllegalArgumentException e) {
                    // Not this one: what the file's owner is told comes from building the weights that are chosen.
                }
            }
        }
        return false;
    }

    /**
     * The same tensors may be reached by two ways, and averaged weights are a better copy of the last step's: they are
     * taken where all that fits is one network and its average.
     */
    private Set<Candidate<T>> distinct(Collection<Candidate<T>> fits) {
        IdentityHashMap<T, Candidate<T>> byFirst = new IdentityHashMap<>();
        Set<Candidate<T>> distinct = new LinkedHashSet<>();
        for (Candidate<T> candidate : fits) {
            if (byFirst.putIfAbsent(candidate.tensors().values().iterator().next(), candidate) == null) {
                distinct.add(candidate);
            }
        }
        List<Candidate<T>> averaged = distinct.stream()
                .filter(candidate -> candidate.name().toLowerCase(Locale.ROOT).contains(AVERAGED))
                .toList();
        return distinct.size() == 2 && averaged.size() == 1 ? Set.copyOf(averaged) : distinct;
    }

    private MalformedFileException several(Collection<Candidate<T>> fits, @Nullable String entry) {
        String names = fits.stream()
                .map(candidate -> candidate.name().isEmpty() ? "(the top)" : candidate.name())
                .collect(Collectors.joining(", "));
        return file.malformed(
                (entry == null ? "holds " : ByteSource.quote(entry) + " fits ") + fits.size() + " generators: "
                        + ByteSource.quote(names) + "; name the one to use (--entry, or Checkpoints.open(file, name))");
    }

    private Candidate<T> groupCalled(String entry, List<Candidate<T>> candidates) throws MalformedFileException {
        for (TensorGroup<T> group : groups) {
            if (group.path().equals(entry)) {
                return candidate(group, wrappers(group));
            }
        }
        Set<String> names = new LinkedHashSet<>();
        candidates.forEach(candidate -> names.add(candidate.name()));
        groups.forEach(group -> names.add(group.path()));
        names.remove("");
        throw file.malformed("has no weights called " + ByteSource.quote(entry)
                + (names.isEmpty()
                        ? ", only those at its top"
                        : "; there are " + ByteSource.quote(String.join(", ", names))));
    }

    /** Where nothing is a generator: the largest group, of equal ones the averaged or the one that is called a generator. */
    private Candidate<T> likeliest() {
        TensorGroup<T> best = groups.get(0);
        for (TensorGroup<T> group : groups) {
            int more = group.tensors().size() - best.tensors().size();
            if (more > 0 || (more == 0 && rank(group) > rank(best))) {
                best = group;
            }
        }
        return candidate(best, wrappers(best));
    }

    private static int rank(TensorGroup<?> group) {
        String name = group.path().toLowerCase(Locale.ROOT);
        return name.contains(AVERAGED) ? 2 : name.contains("generator") || name.contains("netg") ? 1 : 0;
    }

    private static String wrappers(TensorGroup<?> group) {
        String prefix = "";
        boolean more = !group.tensors().isEmpty();
        while (more) {
            more = false;
            for (String wrapper : WRAPPERS) {
                String longer = prefix + wrapper;
                if (group.tensors().keySet().stream().allMatch(key -> key.startsWith(longer))) {
                    prefix = longer;
                    more = true;
                }
            }
        }
        return prefix;
    }

    private StateDict load(Candidate<T> candidate) throws IOException {
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        for (Map.Entry<String, T> entry : candidate.tensors().entrySet()) {
            Tensor tensor = loaded.get(entry.getValue());
            if (tensor == null) {
                tensor = loader.load(candidate.prefix() + entry.getKey(), entry.getValue());
                loaded.put(entry.getValue(), tensor);
            }
            tensors.put(entry.getKey(), tensor);
        }
        return StateDict.of(tensors, told(candidate));
    }

    /** The file's metadata, and what was stripped, chosen and left out. */
    private Map<String, String> told(Candidate<T> candidate) {
        Map<String, String> told = new LinkedHashMap<>(metadata);
        if (!candidate.group().path().isEmpty()) {
            told.put(ENTRY, candidate.group().path());
        }
        if (!candidate.prefix().isEmpty()) {
            told.put(PREFIX, candidate.prefix());
        }
        if (!candidate.group().className().isEmpty()) {
            told.put(MODULE, candidate.group().className());
        }
        int unused = candidate.group().tensors().size() - candidate.tensors().size();
        if (unused > 0) {
            told.put(UNUSED, unused + " tensors: " + unusedNames(candidate));
        }
        return told;
    }

    private String unusedNames(Candidate<T> candidate) {
        Map<String, Integer> heads = new HashMap<>();
        candidate.group().tensors().keySet().stream()
                .filter(key -> !key.startsWith(candidate.prefix()))
                .forEach(key -> heads.merge(
                        key.contains(".") ? key.substring(0, key.indexOf('.')) + ".*" : key, 1, Integer::sum));
        return heads.keySet().stream().sorted().limit(5).collect(Collectors.joining(", "))
                + (heads.size() > 5 ? ", ..." : "");
    }
}
