package io.github.animegan.engine;

import io.github.animegan.Seed;
import io.github.animegan.network.Network;
import java.util.Random;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Timeout(120)
class EngineRandomNetworksTest {
    @ParameterizedTest
    @EnumSource
    void anyGraph_meansWhatItsOpsMean(TestBackends backend) {
        Seed seed = Seed.any();
        Random random = seed.random();
        RandomLayers pictures = new RandomLayers(random);
        for (int i = 0; i < 100; i++) {
            int height = 1 + random.nextInt(24);
            int width = 1 + random.nextInt(24);
            Network network = RandomNetwork.of(random, height, width);
            Assertions.assertThatCode(() -> EngineCheck.assertMatchesReference(
                            backend.kernels(),
                            pictures.picture(height, width),
                            network,
                            network.nodes().toString()))
                    .as("network %d of %s", i, seed)
                    .doesNotThrowAnyException();
        }
    }
}
