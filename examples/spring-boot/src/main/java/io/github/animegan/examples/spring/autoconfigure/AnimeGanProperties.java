package io.github.animegan.examples.spring.autoconfigure;

import io.github.animegan.memory.MemoryPolicy;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * What {@code animegan.*} says.
 *
 * @param style the style that is injected where no name is asked for
 * @param styles further styles, each a bean of its name
 * @param recipe steps before and after the generator, such as shinkai or portrait
 * @param threads how many threads compute a picture, shared by all styles; 0 for as many as there are processors
 * @param cache where pictures are kept, so that the same photo is computed once
 * @param limits what a photo may ask for
 */
@ConfigurationProperties("animegan")
public record AnimeGanProperties(
        @DefaultValue("sora") String style,
        @DefaultValue List<String> styles,
        @DefaultValue("none") String recipe,
        @DefaultValue("0") int threads,
        @DefaultValue Cache cache,
        @DefaultValue Limits limits) {

    /** The names of all styles, the default first. */
    Set<String> allStyles() {
        Set<String> all = new LinkedHashSet<>();
        all.add(style);
        all.addAll(styles);
        return all;
    }

    /**
     * Where results are kept; nowhere unless set.
     *
     * @param memory how much of the heap they may take, such as 64MB; needs Caffeine on the class path
     * @param folder a folder for them, which outlives the process
     * @param folderSize how much of the disk they may take
     */
    public record Cache(
            @DefaultValue("0B") DataSize memory,
            @Nullable Path folder,
            @DefaultValue("1GB") DataSize folderSize) {}

    /**
     * What a photo may ask for.
     *
     * @param upload the largest file
     * @param pixels the most pixels of a photo, checked before it is decoded
     * @param side the longest side of a picture; larger photos are reduced to it
     * @param timeout how long a picture may take, waiting included
     * @param queue how many may wait, for each style; further ones are refused
     * @param memory what happens to photos that need more memory than there is
     */
    public record Limits(
            @DefaultValue("20MB") DataSize upload,
            @DefaultValue("60000000") long pixels,
            @DefaultValue("2048") int side,
            @DefaultValue("60s") Duration timeout,
            @DefaultValue("16") int queue,
            @DefaultValue("fail") MemoryPolicy memory) {}
}
