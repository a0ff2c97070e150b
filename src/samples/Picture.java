import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.LinearGradientPaint;
import java.awt.Paint;
import java.awt.RadialGradientPaint;
import java.awt.RenderingHints;
import java.awt.geom.Area;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Line2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.function.DoubleUnaryOperator;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;

// The recipe of the sample picture.png; no screen is needed:
//   java Picture.java picture.png

/** Draws a night over a bay, whose stars are peers; the lighthouse is the one that is always there. */
class Picture {
    private static final int WIDTH = 640;
    private static final int HEIGHT = 400;
    private static final int SHORE = 292;

    private static final Color STARLIGHT = new Color(0xbfe8ff);
    private static final Color LAMPLIGHT = new Color(0xffd690);
    private static final Color ROCK = new Color(0x080a18);
    private static final double LAMP_X = 536;
    private static final double LAMP_Y = 181;

    /** Where the peers are: x, y, brightness. */
    private static final double[][] PEERS = {
        {182, 150, 0.8}, {236, 84, 1.0}, {262, 186, 0.7}, {318, 128, 1.2}, {352, 52, 0.8},
        {404, 168, 0.9}, {432, 96, 1.1}, {508, 58, 0.9}, {588, 104, 0.8}, {150, 218, 0.6},
    };

    /** Which of them talk with each other. */
    private static final int[][] TALKS = {
        {0, 1}, {0, 2}, {0, 9}, {1, 3}, {1, 4}, {2, 3}, {3, 4}, {3, 5}, {3, 6}, {4, 6}, {5, 6}, {6, 7}, {7, 8},
    };

    /** Which of them the lighthouse hears. */
    private static final int[] HEARD = {5, 6, 7, 8};

    private final Random random = new Random(20);
    private final BufferedImage image = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_INT_RGB);
    private final Graphics2D pen = image.createGraphics();

    public static void main(String[] arguments) throws IOException {
        if (arguments.length != 1) {
            System.out.println("Usage: java Picture.java picture.png");
            return;
        }
        System.setProperty("java.awt.headless", "true");
        save(new Picture().draw(), Path.of(arguments[0]));
    }

    private static void save(BufferedImage image, Path file) throws IOException {
        ImageWriter writer = ImageIO.getImageWritersByFormatName("png").next();
        ImageWriteParam smallest = writer.getDefaultWriteParam();
        smallest.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
        smallest.setCompressionQuality(0);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ImageOutputStream out = ImageIO.createImageOutputStream(bytes)) {
            writer.setOutput(out);
            writer.write(null, new IIOImage(image, null, null), smallest);
        }
        writer.dispose();
        Files.write(file, bytes.toByteArray());
    }

    private BufferedImage draw() {
        pen.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        pen.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
        drawSky();
        drawMoon(88, 74);
        drawHills(new Color(0x4a3a72), x -> 262 - 13 * Math.sin(x / 71) - 7 * Math.sin(x / 29 + 1));
        drawHills(new Color(0x2a2552), x -> 276 - 11 * Math.sin(x / 53 + 2) - 5 * Math.sin(x / 19));
        drawNetwork();
        drawHills(new Color(0x141534), x -> 286 - 7 * Math.sin(x / 37 + 4) - 3 * Math.sin(x / 11));
        drawHouses();
        drawBeam();
        drawLighthouse(LAMP_X, LAMP_Y);
        drawHeadland();
        drawWater();
        pen.dispose();
        return image;
    }

    private void drawSky() {
        Color[] colors = {
            new Color(0x060a1e), new Color(0x121a48), new Color(0x352a68), new Color(0x86497a), new Color(0xe0946f)
        };
        pen.setPaint(new LinearGradientPaint(0, 0, 0, SHORE, new float[] {0f, 0.4f, 0.7f, 0.88f, 1f}, colors));
        pen.fillRect(0, 0, WIDTH, SHORE);
        for (int i = 0; i < 240; i++) {
            double x = random.nextDouble() * WIDTH;
            double y = Math.pow(random.nextDouble(), 1.2) * 240;
            pen.setColor(faded(Color.WHITE, (0.25 + 0.6 * random.nextDouble()) * (1 - y / 260)));
            dot(x, y, 0.4 + 0.5 * random.nextDouble());
        }
    }

    private void drawMoon(double x, double y) {
        glow(x, y, 70, new Color(0xcfdcff), 0.28);
        Area crescent = new Area(circle(x, y, 23));
        crescent.subtract(new Area(circle(x + 11, y - 6, 20)));
        pen.setColor(new Color(0xf4f0dc));
        pen.fill(crescent);
    }

    private void drawHills(Color color, DoubleUnaryOperator height) {
        Path2D hills = new Path2D.Double();
        hills.moveTo(0, SHORE);
        for (int x = 0; x <= WIDTH; x += 4) {
            hills.lineTo(x, height.applyAsDouble(x));
        }
        hills.lineTo(WIDTH, SHORE);
        pen.setColor(color);
        pen.fill(hills);
    }

    private void drawNetwork() {
        for (int[] talk : TALKS) {
            drawTalk(PEERS[talk[0]], PEERS[talk[1]], STARLIGHT);
        }
        for (int peer : HEARD) {
            drawTalk(new double[] {LAMP_X, LAMP_Y}, PEERS[peer], LAMPLIGHT);
        }
        for (double[] peer : PEERS) {
            glow(peer[0], peer[1], 20 * peer[2], new Color(0x69c8ff), 0.6);
            pen.setColor(STARLIGHT);
            dot(peer[0], peer[1], 2.2 * peer[2]);
            pen.setColor(Color.WHITE);
            dot(peer[0], peer[1], 1.4 * peer[2]);
        }
    }

    /** A line from one to the other, and what they pass along it. */
    private void drawTalk(double[] from, double[] to, Color color) {
        pen.setStroke(new BasicStroke(1f));
        pen.setColor(faded(color, 0.42));
        pen.draw(new Line2D.Double(from[0], from[1], to[0], to[1]));
        double part = 0.2 + 0.6 * random.nextDouble();
        double x = from[0] + part * (to[0] - from[0]);
        double y = from[1] + part * (to[1] - from[1]);
        glow(x, y, 6, color, 0.7);
        pen.setColor(color);
        dot(x, y, 1.3);
    }

    private void drawHouses() {
        int[][] houses = {{60, 284}, {84, 287}, {110, 285}, {226, 286}, {248, 284}, {372, 287}, {396, 285}};
        for (int[] house : houses) {
            int x = house[0];
            int y = house[1];
            fill(ROCK, x - 7, y + 6, x - 7, y - 3, x, y - 9, x + 7, y - 3, x + 7, y + 6);
            glow(x, y, 10, LAMPLIGHT, 0.5);
            pen.setColor(LAMPLIGHT);
            pen.fill(new Rectangle2D.Double(x - 1.5, y - 2, 3, 4));
        }
    }

    private void drawBeam() {
        Color[] colors = {faded(LAMPLIGHT, 0.5), faded(LAMPLIGHT, 0)};
        RadialGradientPaint paint =
                new RadialGradientPaint((float) LAMP_X, (float) LAMP_Y, 330, new float[] {0, 1}, colors);
        fill(paint, LAMP_X, LAMP_Y, LAMP_X - 330, LAMP_Y + 34, LAMP_X - 330, LAMP_Y + 78);
    }

    private void drawLighthouse(double x, double y) {
        Color[] colors = {new Color(0x8d86b8), new Color(0x2a2850)};
        LinearGradientPaint wall =
                new LinearGradientPaint((float) x - 13, 0, (float) x + 13, 0, new float[] {0, 1}, colors);
        fill(wall, x - 13, 260, x - 8, y + 8, x + 8, y + 8, x + 13, 260);
        fill(
                ROCK, x - 10, y + 9, x - 10, y + 6, x - 6, y + 6, x - 6, y - 5, x - 8, y - 5, x, y - 14, x + 8, y - 5,
                x + 6, y - 5, x + 6, y + 6, x + 10, y + 6, x + 10, y + 9);
        glow(x, y, 46, LAMPLIGHT, 0.75);
        pen.setColor(new Color(0xfff4d8));
        dot(x, y, 4.2);
    }

    private void drawHeadland() {
        Path2D rock = new Path2D.Double();
        rock.moveTo(430, SHORE);
        rock.curveTo(460, 286, 470, 262, 500, 258);
        rock.curveTo(530, 252, 560, 258, 590, 250);
        rock.curveTo(610, 245, 625, 250, WIDTH, 244);
        rock.lineTo(WIDTH, SHORE);
        pen.setColor(ROCK);
        pen.fill(rock);
    }

    /** What is above the shore, upside down, darker, and moved by waves that grow towards us. */
    private void drawWater() {
        for (int y = SHORE; y < HEIGHT; y++) {
            double near = (double) (y - SHORE) / (HEIGHT - SHORE);
            double light = 0.72 - 0.3 * near;
            int wave = (int) Math.round((1 + 5 * near) * Math.sin(y * y / 160.0 + y));
            int above = SHORE - 1 - (int) ((y - SHORE) * 2.5 + 2.5 * near * Math.sin(y * 0.9));
            for (int x = 0; x < WIDTH; x++) {
                int beside = Math.max(0, Math.min(WIDTH - 1, x + wave));
                Color mirrored = new Color(image.getRGB(beside, Math.max(0, Math.min(SHORE - 1, above))));
                int red = (int) (mirrored.getRed() * light * 0.85);
                int green = (int) (mirrored.getGreen() * light * 0.92);
                int blue = (int) (mirrored.getBlue() * light);
                image.setRGB(x, y, new Color(red, green, blue).getRGB());
            }
        }
    }

    /** Fills the shape whose corners are given, x and y in turn. */
    private void fill(Paint paint, double... corners) {
        Path2D shape = new Path2D.Double();
        shape.moveTo(corners[0], corners[1]);
        for (int i = 2; i < corners.length; i += 2) {
            shape.lineTo(corners[i], corners[i + 1]);
        }
        pen.setPaint(paint);
        pen.fill(shape);
    }

    private void glow(double x, double y, double radius, Color color, double strength) {
        Color[] colors = {faded(color, strength), faded(color, strength * 0.3), faded(color, 0)};
        pen.setPaint(new RadialGradientPaint((float) x, (float) y, (float) radius, new float[] {0, 0.35f, 1}, colors));
        pen.fill(circle(x, y, radius));
    }

    private void dot(double x, double y, double radius) {
        pen.fill(circle(x, y, radius));
    }

    private static Ellipse2D circle(double x, double y, double radius) {
        return new Ellipse2D.Double(x - radius, y - radius, 2 * radius, 2 * radius);
    }

    private static Color faded(Color color, double strength) {
        return new Color(color.getRed(), color.getGreen(), color.getBlue(), (int) (255 * strength));
    }
}
