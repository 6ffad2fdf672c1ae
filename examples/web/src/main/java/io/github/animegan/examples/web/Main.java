package io.github.animegan.examples.web;

import java.io.IOException;
import java.nio.file.Files;
import java.util.Arrays;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;

/** {@code java --add-modules jdk.incubator.vector -jar animegan-web.jar --port 8080}: the page and the service. */
public final class Main {
    private static final Logger LOG = LoggerFactory.getLogger(Main.class);

    private Main() {}

    /** Serves until the process is told to end (SIGTERM, Ctrl+C), which lets what was accepted be done and fetched first. */
    public static void main(String[] args) {
        System.exit(run(args));
    }

    private static int run(String[] args) {
        ServerConfig config = new ServerConfig();
        CommandLine command = config.commandLine(System.getenv());
        try {
            CommandLine.ParseResult parsed = command.parseArgs(args);
            if (parsed.isUsageHelpRequested()) {
                command.usage(System.out);
                return 0;
            }
            config.check();
        } catch (CommandLine.ParameterException e) {
            System.err.println("animegan serve: " + e.getMessage());
            return CommandLine.ExitCode.USAGE;
        }
        try {
            serve(config);
            return 0;
        } catch (IOException | RuntimeException e) {
            LOG.debug("the server could not start", e);
            System.err.println("animegan serve: " + reason(e));
            return CommandLine.ExitCode.SOFTWARE;
        }
    }

    private static void serve(ServerConfig config) throws IOException {
        if (config.data != null) {
            Files.createDirectories(config.data);
        }
        WebServer server = WebServer.start(config);
        Thread ending = new Thread(server::close, "shutdown");
        Runtime.getRuntime().addShutdownHook(ending);
        System.out.println("AnimeGAN is at " + server.address() + " (Ctrl+C ends it)");
        server.awaitEnd();
    }

    /** The innermost message that says something: Javalin and Jetty wrap "Address already in use". */
    private static String reason(Throwable e) {
        Throwable[] chain = java.util.stream.Stream.iterate(e, t -> t != null, Throwable::getCause)
                .limit(16)
                .toArray(Throwable[]::new);
        return Arrays.stream(chain)
                .map(Throwable::getMessage)
                .filter(message -> message != null && !message.isBlank())
                .reduce((outer, inner) -> inner)
                .orElse(e.toString());
    }
}
