package io.github.animegan.bench.study;

import io.github.animegan.AnimeGan;
import io.github.animegan.AnimeGanBuilder;
import io.github.animegan.face.FaceChange;
import io.github.animegan.face.FaceDetector;
import io.github.animegan.face.FaceDrawing;
import io.github.animegan.face.FaceEmbedding;
import io.github.animegan.face.FacePolicy;
import io.github.animegan.face.FacePose;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Draws composed sheets as a whole and with every face by itself, and measures what became of the faces. */
public final class FaceStudy {
    /** Where faces are drawn: small and large ones on leaves, upright, turned a little and turned much, and mixed. */
    private static final List<String> SHEETS = List.of("sizes-leaves", "roll-30", "roll-90", "mixed-rolls");

    private final FaceDetector detector;
    private final @Nullable FaceEmbedding network;

    /** @param network tells faces apart; null for no such figures */
    public FaceStudy(FaceDetector detector, @Nullable FaceEmbedding network) {
        this.detector = detector;
        this.network = network;
    }

    /**
     * Studies one style.
     *
     * @param generator makes a generator of the style, again and again
     * @param sheets all sheets by name, as {@link FaceSheets#compose} makes them
     */
    public List<StudiedFace> run(String style, Supplier<AnimeGanBuilder> generator, Map<String, FaceSheet> sheets) {
        List<StudiedFace> faces = new ArrayList<>();
        try (AnimeGan whole = generator.get().build();
                AnimeGan byThemselves = generator
                        .get()
                        .faces(FaceDrawing.of(detector, FacePolicy.ALL))
                        .build()) {
            for (String name : SHEETS) {
                FaceSheet sheet = sheets.get(name);
                if (sheet != null) {
                    BufferedImage drawnWhole = whole.stylize(sheet.picture());
                    BufferedImage drawnByThemselves = byThemselves.stylize(sheet.picture());
                    for (FaceSheet.Placed placed : sheet.faces()) {
                        faces.add(new StudiedFace(
                                style,
                                name,
                                placed.face(),
                                placed.size(),
                                placed.roll(),
                                FacePose.of(placed.face().landmarks()).yaw(),
                                change(sheet, drawnWhole, placed),
                                change(sheet, drawnByThemselves, placed)));
                    }
                }
            }
        }
        return faces;
    }

    private FaceChange change(FaceSheet sheet, BufferedImage drawn, FaceSheet.Placed placed) {
        return FaceChange.of(sheet.picture(), drawn, placed.landmarks(), detector, network);
    }
}
