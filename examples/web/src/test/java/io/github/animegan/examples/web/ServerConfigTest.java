package io.github.animegan.examples.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class ServerConfigTest {
    @TempDir
    Path folder;

    private static ServerConfig parse(Map<String, String> environment, String... arguments) {
        ServerConfig config = new ServerConfig();
        config.commandLine(environment).parseArgs(arguments);
        config.check();
        return config;
    }

    @Test
    void withoutSettingsItListensOnThisMachineAlone() {
        ServerConfig config = parse(Map.of());

        assertThat(config.host).isEqualTo("127.0.0.1");
        assertThat(config.port).isEqualTo(8080);
        assertThat(config.uploadBytes()).isEqualTo(20L << 20);
        assertThat(config.maxSide).isEqualTo(2048);
        assertThat(config.cache).isTrue();
        assertThat(config.cors).isEmpty();
    }

    @Test
    void optionsCountBeforeTheEnvironmentAndThatBeforeTheFile() throws IOException {
        Path file = Files.writeString(folder.resolve("server.properties"), "port=1\nqueue=2\nrate=3\ncache=false\n");
        Map<String, String> environment =
                Map.of("ANIMEGAN_CONFIG", file.toString(), "ANIMEGAN_PORT", "10", "ANIMEGAN_QUEUE", "20");

        ServerConfig config = parse(environment, "--port", "100");

        assertThat(config.port).isEqualTo(100);
        assertThat(config.queue).isEqualTo(20);
        assertThat(config.rate).isEqualTo(3);
        assertThat(config.cache).isFalse();
    }

    @Test
    void wrongSettingsAreNamed() throws IOException {
        Path file = Files.writeString(folder.resolve("server.properties"), "prot=1\n");

        assertThatThrownBy(() -> parse(Map.of(), "--config", file.toString()))
                .isInstanceOf(CommandLine.ParameterException.class)
                .hasMessageContaining("'prot'");
        assertThatThrownBy(() -> parse(Map.of("ANIMEGAN_QUEUE", "0"))).hasMessageContaining("--queue must be from 1");
        assertThatThrownBy(() -> parse(Map.of(), "--port", "many")).hasMessageContaining("--port");
    }
}
