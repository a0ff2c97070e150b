// The recipe of melody.mp3. Change the notes, and make it yours:
//   java melody.java melody.wav && lame -m m -b 80 --tt "Far Lights" melody.wav melody.mp3

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.function.DoubleUnaryOperator;

/** Computes a little waltz for a music box, and writes it as a WAV file. */
class Melody {
    private static final int RATE = 44_100;

    /** Seconds: of a beat, of a struck tone, of what follows the last bar. */
    private static final double BEAT = 0.46;

    private static final double CHIME = 2.0;
    private static final double TAIL = 2.2;

    private static final List<String> SCALE = List.of("C", "C#", "D", "D#", "E", "F", "F#", "G", "G#", "A", "A#", "B");

    /** The tune in bars of three beats: a note, a colon, its beats. */
    private static final String TUNE = "A4:1 D5:1 E5:1  F#5:1.5 E5:0.5 D5:1  B4:1 D5:1 G5:1  F#5:0.5 E5:1.5 C#5:1 "
            + "F#5:1 A5:1 F#5:1  G5:1.5 F#5:0.5 D5:1  E5:1 B4:0.5 C#5:0.5 E5:1  D5:3";

    /** The harmony, a bar each: the bass, then what is plucked above it. */
    private static final String[] CHORDS = {
        "D3 A3 D4 F#4", "B2 F#3 B3 D4", "G2 D3 G3 B3", "A2 E3 A3 C#4", //
        "F#2 C#3 A3 C#4", "G2 D3 B3 D4", "A2 E3 G3 C#4", "D3 A3 D4 F#4",
    };

    private final double[] sound = new double[(int) ((CHORDS.length * 3 * BEAT + TAIL) * RATE)];

    public static void main(String[] arguments) {
        if (arguments.length != 1) {
            System.out.println("Usage: java melody.java melody.wav");
            return;
        }
        Melody melody = new Melody();
        melody.playTune();
        melody.playChords();
        melody.addEcho();
        try {
            Files.write(Path.of(arguments[0]), melody.toWav());
            System.out.println("Wrote " + arguments[0]);
        } catch (IOException e) {
            System.out.println("Could not write " + arguments[0]);
            System.exit(1);
        }
    }

    private void playTune() {
        double beat = 0;
        for (String note : TUNE.split("\\s+")) {
            String[] pitchAndBeats = note.split(":");
            chime(frequency(pitchAndBeats[0]), beat * BEAT, beat % 3 == 0 ? 0.34 : 0.3);
            beat += Double.parseDouble(pitchAndBeats[1]);
        }
    }

    private void playChords() {
        for (int bar = 0; bar < CHORDS.length; bar++) {
            String[] notes = CHORDS[bar].split(" ");
            boolean last = bar == CHORDS.length - 1;
            double start = 3 * bar * BEAT;
            double length = last ? 3 * BEAT + TAIL : 3.2 * BEAT;
            hum(frequency(notes[0]), start, length, 0.16);
            hum(frequency(notes[2]), start, length, 0.045);
            hum(frequency(notes[3]), start, length, 0.045);
            // Plucked up and down again in half beats; the last chord goes up only, and further.
            String plucked = last ? "A3 D4 F#4 A4 D5 F#5 A5 D6" : String.join(" ", notes[1], notes[2], notes[3]);
            pluck((last ? plucked : plucked + " " + reversed(plucked)).split(" "), start);
        }
    }

    private static String reversed(String notes) {
        List<String> reversed = Arrays.asList(notes.split(" "));
        Collections.reverse(reversed);
        return String.join(" ", reversed);
    }

    private void pluck(String[] notes, double start) {
        for (int i = 0; i < notes.length; i++) {
            chime(frequency(notes[i]), start + i * BEAT / 2, 0.11 - 0.006 * i);
        }
    }

    /** A struck tone, as of a music box: its overtones are out of tune, and fade sooner. */
    private void chime(double frequency, double start, double volume) {
        double[] ratios = {1, 2, 3.01, 5.43};
        double[] strengths = {1, 0.32, 0.12, 0.05};
        add(start, CHIME, volume, time -> {
            double value = 0;
            for (int i = 0; i < ratios.length; i++) {
                double fading = (1.9 + 2.4 * i) * StrictMath.sqrt(frequency / 440);
                value += strengths[i] * StrictMath.exp(-time * fading) * sine(frequency * ratios[i] * time);
            }
            return value * Math.min(1, time / 0.004) * Math.min(1, (CHIME - time) / 0.2);
        });
    }

    /** A soft tone that swells and goes, and trembles a little. */
    private void hum(double frequency, double start, double length, double volume) {
        add(start, length, volume, time -> {
            double swell = StrictMath.pow(sine(StrictMath.pow(time / length, 0.6) / 2), 0.8);
            double tremble = 1 + 0.08 * sine(4.5 * time);
            return swell * tremble * (sine(frequency * time) + 0.3 * sine(2 * frequency * time));
        });
    }

    private static double sine(double turns) {
        return StrictMath.sin(2 * Math.PI * turns);
    }

    /** Adds a tone, given by its value at each time, to the sound. */
    private void add(double start, double length, double volume, DoubleUnaryOperator tone) {
        int first = (int) (start * RATE);
        for (int i = 0; i < (int) (length * RATE) && first + i < sound.length; i++) {
            sound[first + i] += volume * tone.applyAsDouble((double) i / RATE);
        }
    }

    /** Each sound comes back three quarters of a beat later, weaker, and again. */
    private void addEcho() {
        int delay = (int) (0.75 * BEAT * RATE);
        for (int i = delay; i < sound.length; i++) {
            sound[i] += 0.24 * sound[i - delay];
        }
    }

    /** Hertz, of a name such as F#4; A4 is 440. */
    private static double frequency(String note) {
        int octave = note.charAt(note.length() - 1) - '0';
        int step = SCALE.indexOf(note.substring(0, note.length() - 1));
        return 440 * StrictMath.pow(2, octave - 4 + (step - SCALE.indexOf("A")) / 12.0);
    }

    /** The sound as a file: 16 bits a sample, one channel, as loud as it goes, fading out at the end. */
    private byte[] toWav() {
        double loudest = 0;
        for (double value : sound) {
            loudest = Math.max(loudest, Math.abs(value));
        }
        ByteBuffer wav = ByteBuffer.allocate(44 + 2 * sound.length).order(ByteOrder.LITTLE_ENDIAN);
        wav.put(ascii("RIFF")).putInt(36 + 2 * sound.length).put(ascii("WAVE"));
        wav.put(ascii("fmt ")).putInt(16).putShort((short) 1).putShort((short) 1);
        wav.putInt(RATE).putInt(2 * RATE).putShort((short) 2).putShort((short) 16);
        wav.put(ascii("data")).putInt(2 * sound.length);
        for (int i = 0; i < sound.length; i++) {
            double fade = Math.min(1, (sound.length - 1 - i) / (1.2 * RATE));
            wav.putShort((short) Math.round(0.8 * Short.MAX_VALUE * fade * sound[i] / loudest));
        }
        return wav.array();
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
