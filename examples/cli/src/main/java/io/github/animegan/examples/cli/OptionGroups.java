package io.github.animegan.examples.cli;

import io.github.animegan.examples.cli.option.FilmCommandOptions;
import io.github.animegan.examples.cli.option.OutputOptions;
import io.github.animegan.examples.cli.option.PictureOptions;
import io.github.animegan.examples.cli.option.ResourceOptions;
import java.lang.reflect.Field;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.Help;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.UsageMessageSpec;

/**
 * Help by topics: options that are declared together appear together, under a heading. Not by picocli's own groups, which
 * would also change how options are parsed and defaults are set.
 */
final class OptionGroups {
    private record Group(String heading, List<Class<?>> declaring) {
        Group(String heading, Class<?>... declaring) {
            this(heading, List.of(declaring));
        }
    }

    private static final List<Group> GROUPS = List.of(
            new Group("Style", GeneratorOptions.class),
            new Group("Picture", PictureOptions.class),
            new Group("Faces", FaceOptions.class, FaceWeightsOption.class),
            new Group("Output", OutputOptions.class, ReportOptions.class),
            new Group("Films", FilmCommandOptions.class),
            new Group("Resources", ResourceOptions.class),
            new Group("More", StylizeCommand.class));

    private OptionGroups() {}

    /** Makes the help of this command, but not that of its subcommands, show groups. */
    static CommandLine applyTo(CommandLine command) {
        command.getHelpSectionMap().put(UsageMessageSpec.SECTION_KEY_OPTION_LIST_HEADING, help -> "");
        command.getHelpSectionMap().put(UsageMessageSpec.SECTION_KEY_OPTION_LIST, OptionGroups::render);
        return command;
    }

    private static String render(Help help) {
        Map<Class<?>, List<OptionSpec>> options =
                help.commandSpec().options().stream().collect(Collectors.groupingBy(OptionGroups::declaring));
        return GROUPS.stream()
                .map(group -> help.createHeading("%n" + group.heading() + ":%n")
                        + list(
                                help,
                                group.declaring().stream()
                                        .flatMap(declaring -> options.getOrDefault(declaring, List.of()).stream())
                                        .toList()))
                .collect(Collectors.joining());
    }

    private static Class<?> declaring(OptionSpec option) {
        return ((Field) option.userObject()).getDeclaringClass();
    }

    private static String list(Help help, List<OptionSpec> options) {
        Help.Layout layout = help.createDefaultLayout();
        layout.addOptions(options, help.createDefaultParamLabelRenderer());
        return layout.toString();
    }
}
