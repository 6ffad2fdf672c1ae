package io.github.animegan.examples.cli;

import io.github.animegan.examples.cli.console.FetchDisplay;
import io.github.animegan.examples.cli.option.CommonOptions;
import io.github.animegan.weights.style.CatalogEntry;
import io.github.animegan.weights.style.DetectorEntry;
import io.github.animegan.weights.style.FetchListener;
import io.github.animegan.weights.style.Licence;
import io.github.animegan.weights.style.Provenance;
import io.github.animegan.weights.style.StyleFetcher;
import io.github.animegan.weights.style.StyleLibrary;
import io.github.animegan.weights.style.StyleLibrary.Availability;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Fetches a style of somebody else's, or what finds faces. */
@Command(
        name = "fetch",
        description =
                "Fetches a style of somebody else's, or what finds faces, once its licence is accepted. Nothing else goes to"
                        + " the network.",
        footerHeading = "%n",
        footer = {
            "Styles lie in the folder animegan/styles of the user's caches, or below ANIMEGAN_CACHE.",
            "A proxy is that of the JVM: ANIMEGAN_JAVA_OPTS=\"-Dhttps.proxyHost=HOST -Dhttps.proxyPort=PORT\"."
        })
final class FetchCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec command;

    @Parameters(paramLabel = "NAME", description = "The style, or mtcnn; animegan styles lists them.")
    private String name = "";

    @Option(
            names = "--accept-licence",
            description = "You have read the licence, which the command shows without this, and accept it.")
    private boolean accepted;

    @Option(
            names = "--mirror",
            paramLabel = "URL",
            defaultValue = "${env:ANIMEGAN_MIRROR}",
            description =
                    "Another server with the same paths as the style's own. Default: ANIMEGAN_MIRROR, if that is set.")
    private @Nullable URI mirror;

    /** What can be fetched: a style, or what finds faces. */
    private record Fetched(String title, Licence licence, Provenance provenance, Fetching fetching) {}

    private interface Fetching {
        Path run(StyleFetcher fetcher, FetchListener listener) throws IOException, InterruptedException;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        StyleLibrary styles = CommonOptions.of(command.commandLine()).styles();
        Fetched wanted =
                styles.catalog().findDetector(name).map(FetchCommand::of).orElseGet(() -> style(styles));
        PrintWriter out = command.commandLine().getOut();
        if (!accepted) {
            showLicence(wanted, out);
            return CommandLine.ExitCode.USAGE;
        }
        try (FetchDisplay display = FetchDisplay.of(name)) {
            out.println(wanted.fetching.run(fetcher(styles), display));
        }
        out.flush();
        return CommandLine.ExitCode.OK;
    }

    private Fetched style(StyleLibrary styles) {
        CatalogEntry entry = styles.catalog()
                .find(name)
                .orElseThrow(() -> usage("no style is called '" + name + "'; animegan styles lists them"));
        if (styles.availability(entry) == Availability.BUILT_IN) {
            throw usage("the style '" + name + "' is built in, there is nothing to fetch");
        }
        return new Fetched(
                entry.title(),
                entry.licence(),
                entry.provenance(),
                (fetcher, listener) -> fetcher.fetch(name, entry.licence(), listener));
    }

    private static Fetched of(DetectorEntry entry) {
        return new Fetched(
                entry.title(),
                entry.licence(),
                entry.provenance(),
                (fetcher, listener) -> fetcher.fetch(entry, entry.licence(), listener));
    }

    private StyleFetcher fetcher(StyleLibrary styles) {
        StyleFetcher.Builder fetcher = StyleFetcher.builder(styles);
        try {
            return (mirror == null ? fetcher : fetcher.mirror(mirror)).build();
        } catch (IllegalArgumentException e) {
            throw usage("--mirror must be http://... or https://..., not " + mirror);
        }
    }

    private void showLicence(Fetched wanted, PrintWriter out) {
        Licence licence = wanted.licence;
        out.println(wanted.title + ", from " + wanted.provenance.source());
        out.println("Licence: " + licence.name() + ", " + licence.url());
        out.println(licence.terms());
        out.println("To accept it: animegan fetch " + name + " --accept-licence");
        out.flush();
    }

    private ParameterException usage(String message) {
        return new ParameterException(command.commandLine(), message);
    }
}
