package io.github.animegan.examples.web;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * All settings of the server. Each can be an option ({@code --queue 32}), a variable of the environment ({@code
 * ANIMEGAN_QUEUE=32}) or a line of the file that {@code --config} or {@code ANIMEGAN_CONFIG} names ({@code queue=32}); the
 * first of these that is there counts. Written to while it is parsed, then no more.
 */
@Command(
        name = "animegan serve",
        description = "Serves a page to try the styles on, and a REST service.",
        sortOptions = false,
        usageHelpWidth = 110)
final class ServerConfig {
    private static final String ENVIRONMENT_PREFIX = "ANIMEGAN_";
    private static final int MIB = 1 << 20;

    @Option(
            names = "--config",
            paramLabel = "FILE",
            description = "A file of lines such as port=8080, for all that follows.")
    @Nullable
    Path config;

    @Option(names = "--port", paramLabel = "N", description = "Where to listen; 0 takes a free one. Default: 8080.")
    int port = 8080;

    @Option(
            names = "--host",
            paramLabel = "ADDRESS",
            description = "Which address to listen at; 0.0.0.0 for all. Default: 127.0.0.1, this machine alone.")
    String host = "127.0.0.1";

    @Option(
            names = "--token",
            paramLabel = "TEXT",
            description = "What clients must send as 'Authorization: Bearer TEXT'.")
    @Nullable
    String token;

    @Option(
            names = "--cors",
            paramLabel = "ORIGIN",
            split = ",",
            description = "Other sites whose pages may use the service, such as https://example.org; * for all.")
    List<String> cors = List.of();

    @Option(
            names = "--forwarded",
            arity = "0..1",
            fallbackValue = "true",
            description =
                    "Takes the client's address from Forwarded or X-Forwarded-For: only behind a proxy that sets them.")
    boolean forwarded;

    @Option(
            names = "--threads",
            paramLabel = "N",
            description = "Threads that compute. Default: one for each processor.")
    int threads = Runtime.getRuntime().availableProcessors();

    @Option(
            names = "--pictures",
            paramLabel = "N",
            description = "Pictures in work at once: one is computed while others are decoded and encoded. Default: 2.")
    int pictures = 2;

    @Option(names = "--queue", paramLabel = "N", description = "Pictures that may wait. Default: 64.")
    int queue = 64;

    @Option(
            names = "--rate",
            paramLabel = "N",
            description = "Photos a client may send in a minute; 0 for any. Default: 120.")
    int rate = 120;

    @Option(names = "--max-upload", paramLabel = "MB", description = "The largest upload. Default: 20.")
    int maxUpload = 20;

    @Option(
            names = "--max-pixels",
            paramLabel = "MP",
            description = "The largest photo, in megapixels. Default: what a quarter of the heap holds, 100 at most.")
    int maxPixels = (int) Math.max(4, Math.min(100, Runtime.getRuntime().maxMemory() / 4 / 4 / 1_000_000));

    @Option(
            names = "--max-side",
            paramLabel = "PX",
            description = "Larger photos are reduced to this longest side. Default: 2048.")
    int maxSide = 2048;

    @Option(
            names = "--face-weights",
            paramLabel = "FILE|FOLDER",
            description =
                    "MTCNN's weights, which find faces: a folder with pnet.pt, rnet.pt and onet.pt, or a file with"
                            + " all three. Default: those of animegan fetch mtcnn, if they were fetched.")
    @Nullable
    Path faceWeights;

    @Option(
            names = "--upload-timeout",
            paramLabel = "SECONDS",
            description = "How long an upload may take. Default: 60.")
    int uploadTimeout = 60;

    @Option(
            names = "--timeout",
            paramLabel = "SECONDS",
            description = "How long a picture may wait, and how long it may be computed. Default: 300.")
    int timeout = 300;

    @Option(names = "--keep", paramLabel = "SECONDS", description = "How long a result can be fetched. Default: 900.")
    int keep = 900;

    @Option(
            names = "--keep-size",
            paramLabel = "MB",
            description =
                    "What the results may take in memory; above it the oldest go. Default: a sixteenth of the heap.")
    int keepSize = (int) Math.max(8, Runtime.getRuntime().maxMemory() / 16 / MIB);

    @Option(
            names = "--data",
            paramLabel = "FOLDER",
            description =
                    "Keeps results of the same photo and options there, also over a restart. Default: in memory alone.")
    @Nullable
    Path data;

    @Option(
            names = "--data-size",
            paramLabel = "MB",
            description = "What that folder may take; above it, what was used longest ago goes. Default: 2048.")
    int dataSize = 2048;

    @Option(
            names = "--cache",
            arity = "0..1",
            defaultValue = "true",
            fallbackValue = "true",
            negatable = true,
            description = "Whether the same photo with the same options is answered from memory. Default: yes.")
    boolean cache = true;

    @Option(
            names = "--drain",
            paramLabel = "SECONDS",
            description = "How long the end waits for what was accepted. Default: 30.")
    int drain = 30;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Shows this.")
    boolean help;

    /** Settings from arguments alone. */
    static ServerConfig of(String... arguments) {
        ServerConfig config = new ServerConfig();
        config.commandLine(Map.of()).parseArgs(arguments);
        config.check();
        return config;
    }

    /** What parses into this object. */
    CommandLine commandLine(Map<String, String> environment) {
        CommandLine command = new CommandLine(this);
        Properties[] file = new Properties[1];
        command.setDefaultValueProvider(argument -> {
            String key = key(argument);
            if (key == null || argument == command.getCommandSpec().findOption("--help")) {
                return null;
            }
            String variable = ENVIRONMENT_PREFIX + key.toUpperCase(Locale.ROOT).replace('-', '_');
            String value = environment.get(variable);
            if (value != null || key.equals("config")) {
                return value;
            }
            if (file[0] == null) {
                file[0] = read(command);
            }
            return file[0].getProperty(key);
        });
        return command;
    }

    private static @Nullable String key(CommandLine.Model.ArgSpec argument) {
        return argument instanceof CommandLine.Model.OptionSpec option
                ? option.longestName().substring(2)
                : null;
    }

    private Properties read(CommandLine command) {
        Properties properties = new Properties();
        if (config == null) {
            return properties;
        }
        try (Reader in = Files.newBufferedReader(config)) {
            properties.load(in);
        } catch (IOException | IllegalArgumentException e) {
            throw new CommandLine.ParameterException(command, "--config " + config + ": cannot be read: " + e);
        }
        for (String key : properties.stringPropertyNames()) {
            if (command.getCommandSpec().findOption("--" + key) == null) {
                throw new CommandLine.ParameterException(command, config + ": there is no setting '" + key + "'");
            }
        }
        return properties;
    }

    /** @throws CommandLine.ParameterException if a value is out of its range */
    void check() {
        within("--port", port, 0, 65535);
        within("--threads", threads, 1, 1024);
        within("--pictures", pictures, 1, 64);
        within("--queue", queue, 1, 100_000);
        within("--rate", rate, 0, 1_000_000);
        within("--max-upload", maxUpload, 1, 1024);
        within("--max-pixels", maxPixels, 1, 2000);
        within("--max-side", maxSide, 32, 16384);
        within("--upload-timeout", uploadTimeout, 1, 3600);
        within("--timeout", timeout, 1, 86_400);
        within("--keep", keep, 1, 604_800);
        within("--keep-size", keepSize, 1, 1 << 20);
        within("--data-size", dataSize, 1, 1 << 30);
        within("--drain", drain, 0, 3600);
        if (token != null && token.isBlank()) {
            throw new CommandLine.ParameterException(new CommandLine(this), "--token must not be empty");
        }
    }

    private void within(String name, int value, int least, int most) {
        if (value < least || value > most) {
            throw new CommandLine.ParameterException(
                    new CommandLine(this), name + " must be from " + least + " to " + most + ", not " + value);
        }
    }

    long uploadBytes() {
        return (long) maxUpload * MIB;
    }

    long pixelLimit() {
        return maxPixels * 1_000_000L;
    }

    long keepBytes() {
        return (long) keepSize * MIB;
    }

    long dataBytes() {
        return (long) dataSize * MIB;
    }

    Duration pictureTimeout() {
        return Duration.ofSeconds(timeout);
    }
}
