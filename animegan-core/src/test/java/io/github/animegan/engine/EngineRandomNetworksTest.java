package io.github.animegan.engine;

import io.github.animegan.Seed;
import io.github.animegan.model.Layer;
import java.util.List;
import java.util.Random;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class EngineRandomNetworksTest {
    @ParameterizedTest
    @EnumSource
    void anySequenceOfLayers_meansWhatItsLayersMean(TestBackends backend) {
        Seed seed = Seed.any();
        Random random = seed.random();
        RandomLayers pictures = new RandomLayers(random);
        for (int i = 0; i < 60; i++) {
            int height = 1 + random.nextInt(24);
            int width = 1 + random.nextInt(24);
            List<Layer> layers = RandomNetwork.of(random, height, width);
            Assertions.assertThatCode(() -> EngineCheck.assertMatchesReference(
                            backend.kernels(), pictures.picture(height, width), layers))
                    .as("network %d of %s", i, seed)
                    .doesNotThrowAnyException();
        }
    }
}
