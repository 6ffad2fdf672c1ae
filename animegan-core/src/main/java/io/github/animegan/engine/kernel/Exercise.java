package io.github.animegan.engine.kernel;

/**
 * A piece of a backend's code that is many times slower until the JIT has compiled it, and calls from which the JIT learns early to do so.
 * HotSpot's C2 compiles what was called 5,000 times, whatever the calls had to do. So most are idle: they have nothing to compute and cost
 * as good as nothing. A few compute something, for C2 leaves out what it never saw happen.
 *
 * @param name what is exercised: the same for the same code of a backend
 * @param operations how many vector operations a call that is not idle has, about
 */
public record Exercise(String name, int operations, Calls calls) {
    /** Calls the code. For one thread at a time. */
    public interface Calls {
        /**
         * Makes some calls, in a loop of its own: what is called as often as the code would be compiled as well.
         *
         * @param idle whether they have nothing to compute
         */
        void make(int calls, boolean idle);
    }
}
