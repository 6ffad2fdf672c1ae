package io.github.animegan.video;

import io.github.animegan.ForkedJvm;
import io.github.animegan.ForkedJvm.Running;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * A soak of some minutes, run by hand: a film of 2,000 frames once in one go, watching the memory of the process, and once killed
 * at ten random moments, reading back the numbers burnt into its frames. Arguments: a folder, and a seed.
 */
final class FilmSoak {
    private static final int FRAMES = 2000;
    private static final int KILLS = 10;
    private static final FilmOptions OPTIONS = FilmOptions.defaults().pieceFrames(50);

    private FilmSoak() {}

    /** Answers with what it measured. */
    public static void main(String[] args) throws IOException, InterruptedException {
        Path folder = Files.createDirectories(Path.of(args[0]));
        Random random = new Random(Long.parseLong(args[1]));
        Path film = TestFilms.make(
                folder.resolve("film.mp4"),
                "-f lavfi -i " + TestFilms.counter("25") + " -frames:v " + FRAMES
                        + " -c:v libx264 -preset ultrafast -qp 10");
        List<String> report = new ArrayList<>();
        report.add(memory(film, folder.resolve("whole.mp4")));
        Path target = folder.resolve("anime.mp4");
        Files.deleteIfExists(target);
        int kills = 0;
        while (!Files.exists(target)) {
            Running run = ForkedJvm.start(Child.class, flags(film, target));
            if (kills < KILLS) {
                Thread.sleep(1500 + random.nextInt(5000));
                if (run.process().isAlive()) {
                    run.kill();
                    kills++;
                }
            } else {
                report.add(run.get());
            }
        }
        List<Integer> numbers = TestFilms.numbers(target);
        int wrong = 0;
        for (int i = 0; i < numbers.size(); i++) {
            wrong += numbers.get(i) == i % (1 << TestFilms.BITS) ? 0 : 1;
        }
        report.add(kills + " kills, " + numbers.size() + " frames, " + wrong + " out of order");
        Files.write(folder.resolve("report.txt"), report);
    }

    private static String[] flags(Path film, Path target) {
        return new String[] {"-Dfilm=" + film, "-Dtarget=" + target, "-Xmx256m", "-Xmn32m", "-XX:+UseSerialGC"};
    }

    /** Resident memory when a quarter is done and at the end. */
    private static String memory(Path film, Path target) throws IOException, InterruptedException {
        Running run = ForkedJvm.start(Child.class, flags(film, target));
        List<Long> resident = new ArrayList<>();
        while (run.process().isAlive()) {
            residentKilobytes(run.process().pid(), resident);
            Thread.sleep(200);
        }
        int quarter = resident.size() / 4;
        long early = resident.get(quarter);
        long late = resident.get(resident.size() - 2);
        return run.get() + "; resident " + early + " kB after a quarter, " + late + " kB at the end, "
                + Math.round(1000.0 * (late - early) / early) / 10.0 + " %";
    }

    private static void residentKilobytes(long pid, List<Long> found) throws IOException {
        Path status = Path.of("/proc/" + pid + "/status");
        if (Files.exists(status)) {
            for (String line : Files.readAllLines(status)) {
                if (line.startsWith("VmRSS:")) {
                    found.add(Long.parseLong(line.replaceAll("\\D", "")));
                }
            }
        }
    }

    /** The other JVM. */
    static final class Child {
        private Child() {}

        public static void main(String[] args) throws IOException {
            FilmResult result = FilmStylizer.of(new PlainStyle())
                    .with(OPTIONS)
                    .stylize(Path.of(System.getProperty("film")), Path.of(System.getProperty("target")));
            ForkedJvm.answer(result.toString());
        }
    }
}
