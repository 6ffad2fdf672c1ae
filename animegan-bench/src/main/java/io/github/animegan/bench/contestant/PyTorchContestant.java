package io.github.animegan.bench.contestant;

import ai.djl.Device;
import ai.djl.MalformedModelException;
import ai.djl.Model;
import ai.djl.engine.EngineException;
import ai.djl.inference.Predictor;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.translate.NoopTranslator;
import ai.djl.translate.TranslateException;
import io.github.animegan.bench.subject.Versions;
import io.github.animegan.tensor.Shape;
import io.github.animegan.tensor.Tensor;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * PyTorch through DJL: a frozen TorchScript trace, fed with pictures whose memory is channels-last, which is what its
 * convolutions like best. PyTorch's library is on the class path only with the Maven profile {@code peers}.
 */
final class PyTorchContestant implements Contestant {
    private static final String EXTENSION = ".pt";

    @Override
    public String name() {
        return "pytorch";
    }

    @Override
    public String version() {
        return "PyTorch " + Versions.of("pytorch") + " (DJL " + Versions.of("djl") + ", TorchScript)";
    }

    @Override
    public Session open(ModelFiles model, int threads) throws AbsentException, IOException {
        if (PyTorchContestant.class.getResource("/native/lib/pytorch.properties") == null) {
            throw new AbsentException("PyTorch's library is not on the class path: build with -Ppeers");
        }
        Path file = model.torchScript()
                .orElseThrow(() -> new AbsentException("no .torchscript.pt file of " + model.network()));
        // Otherwise DJL downloads what it misses, and reports its use.
        System.setProperty("ai.djl.offline", "true");
        System.setProperty("OPT_OUT_TRACKING", "true");
        System.setProperty("ai.djl.pytorch.num_threads", Integer.toString(threads));
        try {
            return new PyTorchSession(file.toAbsolutePath());
        } catch (MalformedModelException | EngineException e) {
            throw new IOException("PyTorch refuses " + file.getFileName(), e);
        }
    }

    private static final class PyTorchSession implements Session {
        private final Model model;
        private final Predictor<NDList, NDList> predictor;
        private final NDManager manager;
        private @Nullable NDList input;
        private @Nullable NDList output;

        PyTorchSession(Path file) throws MalformedModelException, IOException {
            String name = String.valueOf(file.getFileName());
            model = Model.newInstance(name, Device.cpu(), "PyTorch");
            model.load(Objects.requireNonNull(file.getParent()), name.substring(0, name.length() - EXTENSION.length()));
            predictor = model.newPredictor(new NoopTranslator());
            manager = model.getNDManager().newSubManager();
        }

        @Override
        public void load(Tensor picture) {
            long[] shape =
                    Arrays.stream(picture.shape().toArray()).asLongStream().toArray();
            NDArray nhwc = manager.create(picture.data(), new ai.djl.ndarray.types.Shape(shape));
            input = new NDList(nhwc.transpose(0, 3, 1, 2)); // A view: NCHW by name, channels last in memory.
        }

        @Override
        public void run() throws IOException {
            closeOutput();
            try {
                output = predictor.predict(Objects.requireNonNull(input));
            } catch (TranslateException e) {
                throw new IOException("PyTorch failed", e);
            }
        }

        @Override
        public Tensor result() {
            NDArray nchw = Objects.requireNonNull(output).singletonOrThrow();
            int[] shape = Arrays.stream(nchw.getShape().getShape())
                    .mapToInt(Math::toIntExact)
                    .toArray();
            return Tensor.of(Shape.of(shape), nchw.toFloatArray()).nchwToNhwc();
        }

        private void closeOutput() {
            NDList old = output;
            if (old != null) {
                old.close();
                output = null;
            }
        }

        @Override
        public void close() {
            closeOutput();
            predictor.close();
            manager.close();
            model.close();
        }
    }
}
