package dev.tokenless.diagnose;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Archives as GitHub gives them, as people pack them again, and as nobody should. */
class LogArchiveTest {
    private static final String ERROR = "2026-08-21T10:15:30.1234567Z ##[error]Error message: Unable to get"
            + " ACTIONS_ID_TOKEN_REQUEST_URL env variable\n";

    private interface Writing {
        void to(ZipOutputStream zip) throws IOException;
    }

    private static byte[] zip(Writing writing) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            writing.to(zip);
        }
        return bytes.toByteArray();
    }

    private static void put(ZipOutputStream zip, String name, String text) throws IOException {
        zip.putNextEntry(new ZipEntry(name));
        zip.write(text.getBytes(StandardCharsets.UTF_8));
        zip.closeEntry();
    }

    private static void zeros(OutputStream out, long many) throws IOException {
        byte[] block = new byte[1 << 16];
        for (long left = many; left > 0; left -= block.length) {
            out.write(block);
        }
    }

    @Test
    void an_archive_that_was_packed_again_has_the_same_jobs() throws IOException {
        byte[] file = zip(zip -> {
            put(zip, "logs_77/0_publish.txt", "a copy");
            put(zip, "logs_77/publish/1_Set up job.txt", "fine");
            put(zip, "logs_77/publish/2_Publish.txt", ERROR);
            put(zip, "logs_77/publish/system.txt", "of the runner");
        });

        List<LogLine> lines = LogArchive.read(file);

        assertThat(lines).extracting(LogLine::job).containsOnly("publish");
        assertThat(Samples.ids(Diagnosis.of(Given.nothing().withLog(file)))).startsWith("id-token-permission-missing");
    }

    @Test
    void a_name_that_leads_out_of_the_archive_is_only_a_name() throws IOException {
        byte[] file = zip(zip -> put(zip, "../../../../publish/1_Publish.txt", ERROR));

        assertThat(Samples.ids(Diagnosis.of(Given.nothing().withLog(file)))).startsWith("id-token-permission-missing");
    }

    @Test
    void of_a_very_long_step_its_end_is_read() throws IOException {
        byte[] file = zip(zip -> {
            zip.putNextEntry(new ZipEntry("publish/1_Publish.txt"));
            byte[] line = "nothing to see in this line\n".repeat(4_000).getBytes(StandardCharsets.UTF_8);
            for (int i = 0; i < 100; i++) {
                zip.write(line);
            }
            zip.write(ERROR.getBytes(StandardCharsets.UTF_8));
            zip.closeEntry();
        });

        assertThat(Samples.ids(Diagnosis.of(Given.nothing().withLog(file)))).startsWith("id-token-permission-missing");
    }

    @Test
    @Timeout(value = 60, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void an_archive_that_unpacks_without_end_is_left_in_time() throws IOException {
        byte[] file = zip(zip -> {
            put(zip, "publish/1_Publish.txt", ERROR);
            zip.setLevel(Deflater.BEST_SPEED);
            zip.putNextEntry(new ZipEntry("publish/2_Bomb.txt"));
            zeros(zip, 300L << 20);
            zip.closeEntry();
        });

        assertThat(LogArchive.read(file)).anyMatch(l -> l.kind() == LogLine.Kind.ERROR);
    }

    @Test
    void a_log_that_was_packed_by_itself_is_read() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
            out.write(ERROR.getBytes(StandardCharsets.UTF_8));
        }

        assertThat(Samples.ids(Diagnosis.of(Given.nothing().withLog(bytes.toByteArray()))))
                .startsWith("id-token-permission-missing");
    }

    @Test
    void what_is_no_archive_or_a_broken_one_makes_no_cause() throws IOException {
        byte[] whole = zip(zip -> put(zip, "publish/1_Publish.txt", ERROR.repeat(50)));
        byte[] none = zip(zip -> {});
        for (byte[] file : List.of(
                none, new byte[] {'P', 'K', 3, 4, 1, 2}, new byte[] {0x1F, (byte) 0x8B, 8, 1}, new byte[5_000])) {
            Diagnosis diagnosis = Diagnosis.of(Given.nothing().withLog(file));
            assertThat(diagnosis.causes()).isEmpty();
            assertThat(diagnosis.notes().isEmpty() && diagnosis.notKnown().isEmpty())
                    .isFalse();
        }
        assertThat(LogArchive.read(Arrays.copyOf(whole, whole.length / 2))).isNotNull();
    }
}
