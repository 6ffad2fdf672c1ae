package io.github.animegan.examples.cli.faces;

import io.github.animegan.face.FaceBox;
import io.github.animegan.face.FacePoint;
import io.github.animegan.face.FaceReport;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.util.List;

/** Boxes and landmarks of faces, drawn into a copy of their photo. */
public final class FaceMarks {
    private static final Color BOX = new Color(0x00c853);
    private static final Color POINT = new Color(0xff3d00);

    /** Lines as wide as a part of the face, so that they are seen on faces of any size. */
    private static final double LINE = 0.015;

    private FaceMarks() {}

    /** A copy of the photo with the faces marked. */
    public static BufferedImage on(BufferedImage photo, List<FaceReport> faces) {
        BufferedImage marked = new BufferedImage(photo.getWidth(), photo.getHeight(), BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = marked.createGraphics();
        try {
            graphics.drawImage(photo, 0, 0, null);
            graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
            faces.forEach(face -> mark(graphics, face));
        } finally {
            graphics.dispose();
        }
        return marked;
    }

    private static void mark(Graphics2D graphics, FaceReport report) {
        FaceBox box = report.face().box();
        double line = Math.max(1, box.size() * LINE);
        graphics.setStroke(new BasicStroke((float) line));
        graphics.setColor(BOX);
        graphics.draw(new Rectangle2D.Double(box.left(), box.top(), box.width(), box.height()));
        graphics.setColor(POINT);
        for (FacePoint point : report.face().landmarks().points()) {
            graphics.fill(new Ellipse2D.Double(point.x() - line, point.y() - line, 2 * line, 2 * line));
        }
    }
}
