package demo;

import io.github.animegan.AnimeGan;
import java.awt.Color;
import java.awt.GradientPaint;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;

/** Makes one picture, and says by what. The recipes beside this file all run it. */
public final class Demo {
    private Demo() {}

    /** @param args the backend that is expected, if any: "vector" or "plain" */
    public static void main(String[] args) {
        BufferedImage photo = new BufferedImage(160, 120, BufferedImage.TYPE_INT_RGB);
        Graphics2D canvas = photo.createGraphics();
        canvas.setPaint(new GradientPaint(0, 0, Color.ORANGE, 160, 120, Color.BLUE));
        canvas.fillRect(0, 0, 160, 120);
        canvas.dispose();

        try (AnimeGan gan = AnimeGan.create()) {
            BufferedImage anime = gan.stylize(photo);
            System.out.println(anime.getWidth() + "x" + anime.getHeight() + " by " + gan.backend());
            if (args.length > 0 && !gan.backend().name().equals(args[0])) {
                throw new IllegalStateException("expected the backend " + args[0]);
            }
        }
    }
}
