package reliablep2p.model;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PrintableTest {
    @Test
    void leavesOrdinaryTextAsItIs() {
        assertThat(Printable.text("é 日本 \uD83C\uDFB5 'x'")).isEqualTo("é 日本 \uD83C\uDFB5 'x'");
    }

    @Test
    void showsWhatATerminalWouldObeyOrAPersonCouldNotSee() {
        assertThat(Printable.text("\u001b[2J\u009b\n\r\u0000\u202e\u200b\ufeff\ud800"))
                .isEqualTo("\\u001b[2J\\u009b\\u000a\\u000d\\u0000\\u202e\\u200b\\ufeff\\ud800");
    }

    @Test
    void writesTagCharactersAsTheirTwoHalves() {
        assertThat(Printable.text(Character.toString(0xE0041))).isEqualTo("\\udb40\\udc41");
    }
}
