package io.github.animegan.bench.contestant;

import io.github.animegan.AnimeGan;
import io.github.animegan.AnimeGanBuilder;
import io.github.animegan.bench.subject.Backends;
import io.github.animegan.bench.subject.BenchmarkedModel;
import io.github.animegan.bench.subject.Versions;
import io.github.animegan.tensor.Tensor;
import io.github.animegan.weights.Checkpoints;
import java.io.IOException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** This library with one of its backends, as an application would use it. */
final class OwnContestant implements Contestant {
    private final String backend;

    OwnContestant(String backend) {
        this.backend = backend;
    }

    @Override
    public String name() {
        return backend;
    }

    @Override
    public String version() {
        String version = "this library " + Versions.of("animegan") + ", backend " + backend;
        return backend.equals("nd4j") ? version + " (ND4J " + Versions.of("nd4j") + ")" : version;
    }

    @Override
    public boolean isOurs() {
        return true;
    }

    @Override
    public Session open(ModelFiles model, int threads) throws AbsentException, IOException {
        AnimeGanBuilder builder = AnimeGan.builder(Checkpoints.read(model.weights()))
                .upsampling(BenchmarkedModel.UPSAMPLING)
                .backend(Backends.of(backend))
                .threads(threads);
        try {
            return new OwnSession(builder.build());
        } catch (IllegalStateException e) {
            throw new AbsentException(String.valueOf(e.getMessage()));
        }
    }

    private static final class OwnSession implements Session {
        private final AnimeGan gan;
        private @Nullable Tensor picture;
        private @Nullable Tensor result;

        OwnSession(AnimeGan gan) {
            this.gan = gan;
        }

        @Override
        public void load(Tensor newPicture) {
            picture = newPicture;
        }

        @Override
        public void run() {
            result = gan.run(Objects.requireNonNull(picture));
        }

        @Override
        public Tensor result() {
            return Objects.requireNonNull(result);
        }

        @Override
        public void close() {
            gan.close();
        }
    }
}
