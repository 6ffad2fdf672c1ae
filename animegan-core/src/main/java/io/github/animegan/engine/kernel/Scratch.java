package io.github.animegan.engine.kernel;

import java.util.IdentityHashMap;
import java.util.function.Supplier;

/**
 * The working memory of one thread, kept from call to call. Keys are compared by identity: whoever needs an array owns
 * a constant for it.
 */
public final class Scratch implements AutoCloseable {
    private final IdentityHashMap<Object, float[]> arrays = new IdentityHashMap<>();
    private final IdentityHashMap<Object, AutoCloseable> resources = new IdentityHashMap<>();

    /** An array of at least that length, with whatever it held before. */
    public float[] floats(Object key, int length) {
        float[] array = arrays.get(key);
        if (array == null || array.length < length) {
            array = new float[length];
            arrays.put(key, array);
        }
        return array;
    }

    /** A thing made once for this thread and closed with it. */
    public <T extends AutoCloseable> T resource(Class<T> key, Supplier<T> maker) {
        return key.cast(resources.computeIfAbsent(key, unused -> maker.get()));
    }

    @Override
    public void close() {
        arrays.clear();
        for (AutoCloseable resource : resources.values()) {
            try {
                resource.close();
            } catch (Exception e) {
                throw new IllegalStateException("cannot free " + resource, e);
            }
        }
        resources.clear();
    }
}
