package io.github.animegan.bench.contestant;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import io.github.animegan.bench.subject.Versions;
import io.github.animegan.tensor.Shape;
import io.github.animegan.tensor.Tensor;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** ONNX Runtime's Java API on the CPU, with the settings that it comes with, but for the number of threads. */
final class OnnxRuntimeContestant implements Contestant {
    /** Set to 1 in its process, it neither collects nor sends how it is used; Java cannot set it in its own. */
    private static final String NO_TELEMETRY = "ORT_DISABLE_TELEMETRY";

    private static final long STARTING_STACK_BYTES = 256 << 20;

    @Override
    public String name() {
        return "onnxruntime";
    }

    @Override
    public String version() {
        return "ONNX Runtime " + Versions.of("onnxruntime");
    }

    @Override
    public Session open(ModelFiles model, int threads) throws AbsentException, IOException {
        Path file = model.onnx().orElseThrow(() -> new AbsentException("no .onnx file of " + model.network()));
        try {
            return new OnnxSession(file, threads);
        } catch (OrtException e) {
            throw new IOException("ONNX Runtime refuses " + file.getFileName(), e);
        } catch (LinkageError e) {
            throw new AbsentException("ONNX Runtime has no native library for this platform (" + e + ")");
        }
    }

    @Override
    public Map<String, String> environmentVariables() {
        return Map.of(NO_TELEMETRY, "1");
    }

    /**
     * The environment, started on a thread with a large stack: in 1.29.0 the telemetry matches regular expressions
     * against the process's command line by recursion, and a long class path in it overflows a thread's usual megabyte,
     * which ends the JVM without a word (microsoft/onnxruntime issue 32173).
     */
    private static OrtEnvironment start() throws OrtException {
        AtomicReference<@Nullable OrtEnvironment> started = new AtomicReference<>();
        AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
        Thread starter = new Thread(
                null, () -> started.set(OrtEnvironment.getEnvironment()), "onnxruntime-start", STARTING_STACK_BYTES);
        starter.setUncaughtExceptionHandler((thread, thrown) -> failure.set(thrown));
        starter.start();
        boolean interrupted = false;
        while (starter.isAlive()) {
            try {
                starter.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        OrtEnvironment environment = started.get();
        if (environment == null) {
            throw new UnsatisfiedLinkError(String.valueOf(failure.get()));
        }
        environment.setTelemetry(false);
        return environment;
    }

    private static final class OnnxSession implements Session {
        private final OrtEnvironment environment;
        private final OrtSession session;
        private final String inputName;
        private @Nullable OnnxTensor input;
        private OrtSession.@Nullable Result result;

        OnnxSession(Path file, int threads) throws OrtException {
            environment = start();
            try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
                options.setIntraOpNumThreads(threads);
                session = environment.createSession(file.toString(), options);
            }
            inputName = session.getInputNames().iterator().next();
        }

        @Override
        public void load(Tensor picture) throws IOException {
            Tensor nchw = picture.nhwcToNchw();
            FloatBuffer buffer = ByteBuffer.allocateDirect(nchw.data().length * Float.BYTES)
                    .order(ByteOrder.nativeOrder())
                    .asFloatBuffer();
            buffer.put(nchw.data()).flip();
            long[] shape = Arrays.stream(nchw.shape().toArray()).asLongStream().toArray();
            try {
                closeTensors();
                input = OnnxTensor.createTensor(environment, buffer, shape);
            } catch (OrtException e) {
                throw new IOException("ONNX Runtime refuses the picture", e);
            }
        }

        @Override
        public void run() throws IOException {
            try {
                OrtSession.Result old = result;
                if (old != null) {
                    old.close();
                    result = null;
                }
                result = session.run(Map.of(inputName, Objects.requireNonNull(input)));
            } catch (OrtException e) {
                throw new IOException("ONNX Runtime failed", e);
            }
        }

        @Override
        public Tensor result() throws IOException {
            OnnxTensor output = (OnnxTensor) Objects.requireNonNull(result).get(0);
            int[] shape = Arrays.stream(output.getInfo().getShape())
                    .mapToInt(Math::toIntExact)
                    .toArray();
            FloatBuffer buffer = output.getFloatBuffer();
            float[] values = new float[buffer.remaining()];
            buffer.get(values);
            return Tensor.of(Shape.of(shape), values).nchwToNhwc();
        }

        private void closeTensors() {
            OnnxTensor oldInput = input;
            if (oldInput != null) {
                oldInput.close();
                input = null;
            }
            OrtSession.Result oldResult = result;
            if (oldResult != null) {
                oldResult.close();
                result = null;
            }
        }

        @Override
        public void close() throws IOException {
            closeTensors();
            try {
                session.close();
            } catch (OrtException e) {
                throw new IOException("ONNX Runtime cannot close", e);
            }
        }
    }
}
