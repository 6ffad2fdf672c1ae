package io.github.animegan.bench.contestant;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import io.github.animegan.bench.Versions;
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
import org.jspecify.annotations.Nullable;

/** ONNX Runtime's Java API on the CPU, with the settings that it comes with, but for the number of threads. */
final class OnnxRuntimeContestant implements Contestant {
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

    private static final class OnnxSession implements Session {
        private final OrtEnvironment environment;
        private final OrtSession session;
        private final String inputName;
        private @Nullable OnnxTensor input;
        private OrtSession.@Nullable Result result;

        OnnxSession(Path file, int threads) throws OrtException {
            environment = OrtEnvironment.getEnvironment();
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
