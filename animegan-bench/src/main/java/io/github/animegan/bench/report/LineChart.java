package io.github.animegan.bench.report;

import de.erichseifert.vectorgraphics2d.Processors;
import de.erichseifert.vectorgraphics2d.VectorGraphics2D;
import de.erichseifert.vectorgraphics2d.util.PageSize;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.io.IOException;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.math.MathContext;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.Styler;
import org.knowm.xchart.style.lines.SeriesLines;
import org.knowm.xchart.style.markers.Marker;
import org.knowm.xchart.style.markers.SeriesMarkers;

/**
 * A chart of a quantity over the size of a picture, a line for each engine. An engine has the same colour and marker in all
 * charts; the colours are those of Okabe and Ito, which people with any colour vision can tell apart.
 */
public final class LineChart {
    private static final int WIDTH = 760;
    private static final int HEIGHT = 460;
    private static final int DPI = 160;
    private static final List<Color> COLOURS = List.of(
            new Color(0x0072B2),
            new Color(0xD55E00),
            new Color(0x009E73),
            new Color(0xCC79A7),
            new Color(0xE69F00),
            new Color(0x56B4E9));
    private static final List<Marker> MARKERS = List.of(
            SeriesMarkers.CIRCLE,
            SeriesMarkers.SQUARE,
            SeriesMarkers.DIAMOND,
            SeriesMarkers.TRIANGLE_UP,
            SeriesMarkers.TRIANGLE_DOWN,
            SeriesMarkers.CROSS);
    private static final Color INK = new Color(0x333333);
    private static final Color GRID = new Color(0xDDDDDD);

    private final String title;
    private final String axis;
    private final String quantity;
    private final Scale scale;
    private final List<String> engines;
    private Styler.LegendPosition legend = Styler.LegendPosition.InsideNW;
    private final Map<String, TreeMap<Integer, Double>> lines = new LinkedHashMap<>();

    /** How the quantity's axis is divided. */
    public enum Scale {
        /** From zero up. */
        LINEAR,
        /** By ratios: the distance of two lines is how many times faster one is, at every size. */
        LOGARITHMIC
    }

    /** An empty chart; the engines' order gives them their colours. The axis is the horizontal one's title. */
    public LineChart(String title, String axis, String quantity, Scale scale, List<String> engines) {
        this.title = title;
        this.axis = axis;
        this.quantity = quantity;
        this.scale = scale;
        this.engines = List.copyOf(engines);
    }

    /** Has the names of the lines below the chart, where they cover nothing; they are at its top left unless asked for. */
    public void putLegendBelow() {
        legend = Styler.LegendPosition.OutsideS;
    }

    public void add(String engine, int size, double value) {
        lines.computeIfAbsent(engine, unused -> new TreeMap<>()).put(size, value);
    }

    /** Writes {@code name.png} and {@code name.svg}; without any value it removes what was there. */
    public void write(Path folder, String name) throws IOException {
        Path png = folder.resolve(name + ".png");
        Path svg = folder.resolve(name + ".svg");
        if (lines.isEmpty()) {
            Files.deleteIfExists(png);
            Files.deleteIfExists(svg);
            return;
        }
        XYChart chart = chart();
        BitmapEncoder.saveBitmapWithDPI(chart, png.toString(), BitmapEncoder.BitmapFormat.PNG, DPI);
        VectorGraphics2D graphics = new VectorGraphics2D();
        chart.paint(graphics, WIDTH, HEIGHT);
        try (OutputStream stream = Files.newOutputStream(svg)) {
            Processors.get("svg")
                    .getDocument(graphics.getCommands(), new PageSize(WIDTH, HEIGHT))
                    .writeTo(stream);
        }
    }

    private XYChart chart() {
        XYChart chart = new XYChartBuilder()
                .width(WIDTH)
                .height(HEIGHT)
                .title(title)
                .xAxisTitle(axis)
                .yAxisTitle(quantity)
                .build();
        for (String engine : engines) {
            TreeMap<Integer, Double> line = lines.get(engine);
            if (line != null) {
                XYSeries series =
                        chart.addSeries(engine, new ArrayList<>(line.keySet()), new ArrayList<>(line.values()));
                int number = engines.indexOf(engine);
                series.setLineColor(COLOURS.get(number % COLOURS.size()));
                series.setMarkerColor(COLOURS.get(number % COLOURS.size()));
                series.setMarker(MARKERS.get(number % MARKERS.size()));
                series.setLineStyle(SeriesLines.SOLID);
                series.setLineWidth(2.2f);
            }
        }
        style(chart);
        return chart;
    }

    private void style(XYChart chart) {
        var styler = chart.getStyler();
        styler.setChartBackgroundColor(Color.WHITE);
        styler.setPlotBackgroundColor(Color.WHITE);
        styler.setPlotBorderVisible(false);
        styler.setChartFontColor(INK);
        styler.setChartTitleFont(new Font(Font.SANS_SERIF, Font.BOLD, 15));
        styler.setAxisTitleFont(new Font(Font.SANS_SERIF, Font.PLAIN, 13));
        styler.setAxisTickLabelsFont(new Font(Font.SANS_SERIF, Font.PLAIN, 12));
        styler.setLegendFont(new Font(Font.SANS_SERIF, Font.PLAIN, 13));
        styler.setLegendPosition(legend);
        if (legend == Styler.LegendPosition.OutsideS) {
            styler.setLegendLayout(Styler.LegendLayout.Horizontal);
        }
        styler.setLegendBorderColor(GRID);
        styler.setLegendBackgroundColor(Color.WHITE);
        styler.setPlotGridLinesColor(GRID);
        styler.setPlotGridLinesStroke(new BasicStroke(1));
        styler.setPlotGridVerticalLinesVisible(false);
        styler.setMarkerSize(8);
        styler.setPlotMargin(0);
        styler.setAxisTickMarksColor(GRID);
        styler.setAxisTickLabelsColor(INK);
        styler.setXAxisDecimalPattern("0");
        styler.setXAxisMin(0.0);
        styler.setXAxisMax(1.05 * largest(NavigableMap::lastKey));
        if (scale == Scale.LOGARITHMIC) {
            styler.setYAxisLogarithmic(true);
            styler.setYAxisLogarithmicDecadeOnly(false);
            chart.setCustomYAxisTickLabelsFormatter(LineChart::oneDigit);
        } else {
            styler.setYAxisMin(0.0);
            styler.setYAxisMax(1.05 * largest(line -> Collections.max(line.values())));
        }
    }

    private double largest(ToDoubleFunction<NavigableMap<Integer, Double>> ofLine) {
        return lines.values().stream().mapToDouble(ofLine).max().orElseThrow();
    }

    /** A tick of a logarithmic axis: with all ten of a decade, only some find room for their label. */
    private static String oneDigit(double value) {
        double decade = Math.pow(10, Math.floor(Math.log10(value) + 1e-9));
        long digit = Math.round(value / decade);
        return digit == 1 || digit == 2 || digit == 5
                ? new BigDecimal(value).round(new MathContext(1)).toPlainString()
                : "";
    }
}
