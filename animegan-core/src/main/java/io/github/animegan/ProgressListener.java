package io.github.animegan;

/** Is told how far a call is. */
@FunctionalInterface
public interface ProgressListener {
    /**
     * Called every few milliseconds while a picture is computed and at its end, in the calling thread, by one thread at a time and
     * with ever growing progress; so it should be quick, and may well cancel the call. What it throws ends the call.
     *
     * <p>Never called once the call has returned or its future has its result. Where another thread cancels, the event that is
     * being told at that moment may still be on its way.
     *
     * @param progress how far the call is, a value that may be kept
     */
    void onProgress(Progress progress);
}
