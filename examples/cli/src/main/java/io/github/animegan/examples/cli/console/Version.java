package io.github.animegan.examples.cli.console;

import picocli.CommandLine.IVersionProvider;

/** The version of the jar that runs. */
public final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
        String version = Version.class.getPackage().getImplementationVersion();
        return new String[] {"animegan " + (version == null ? "(not packaged)" : version)};
    }
}
