package dev.tokenless.build;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.lang.classfile.ClassFile;
import java.lang.classfile.CodeElement;
import java.lang.classfile.instruction.InvokeDynamicInstruction;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Holds what is written out to what Java would have made. */
class WrittenOutTest {
    sealed interface Shape {
        /** A switch in an interface, where a private method is called in another way. */
        default String kind() {
            return switch (this) {
                case Dot _ -> "dot";
                case Line(Dot from, Dot to) when from.equals(to) -> "line that is a dot";
                case Line(Dot(int x, long y), Dot(int other, long z)) when x == other && y != z -> "upright line";
                case Line _ -> "line";
                case Many(List<?> all) when all.isEmpty() -> "nothing";
                case Many _ -> "many";
            };
        }
    }

    record Dot(int x, long y) implements Shape {}

    record Line(Dot from, Dot to) implements Shape {}

    record Many(List<@Nullable Shape> all) implements Shape {}

    record Nothing() {}

    record Everything(
            boolean one,
            byte two,
            char three,
            short four,
            int five,
            long six,
            float seven,
            double eight,
            @Nullable String nine,
            int @Nullable [] ten) {}

    /** What the written class is asked, in the class that Java compiled and in the one that was written out. */
    public static final class Asked implements Function<Integer, List<Object>> {
        @Override
        public List<Object> apply(Integer seed) {
            List<Object> answers = new ArrayList<>();
            List<@Nullable Shape> shapes = new ArrayList<>(List.of(
                    new Dot(1, 2),
                    new Dot(1, -2),
                    new Line(new Dot(1, 2), new Dot(1, 2)),
                    new Line(new Dot(1, 2), new Dot(1, 3)),
                    new Line(new Dot(1, 2), new Dot(4, seed)),
                    new Many(List.of()),
                    new Many(List.of(new Dot(seed, seed)))));
            shapes.forEach(shape -> answers.add(Objects.requireNonNull(shape).kind()));
            shapes.add(null);
            for (Shape shape : shapes) {
                answers.add(worded(shape));
                answers.add(Objects.hashCode(shape));
                shapes.forEach(other -> answers.add(Objects.equals(shape, other)));
            }
            int[] same = {1};
            List<Object> values = new ArrayList<>(List.of(new Nothing(), new Nothing(), "no record"));
            for (float odd : new float[] {0f, -0f, Float.NaN, 1f}) {
                for (String word : Arrays.asList("nine", null)) {
                    values.add(new Everything(
                            seed > 1, (byte) -2, 'c', (short) -4, 5 - seed, Long.MIN_VALUE, odd, -odd, word, null));
                }
            }
            values.add(new Everything(seed > 1, (byte) -2, 'c', (short) -4, 5, 6L << 40, 7, 8, "nine", new int[] {1}));
            values.add(new Everything(seed > 1, (byte) -2, 'c', (short) -4, 5, 6L << 40, 7, 8, "nine", same));
            for (Object value : values) {
                answers.add(value instanceof Everything all && all.ten() != null ? "its own" : value.hashCode());
                values.forEach(other -> answers.add(value.equals(other)));
            }
            return answers;
        }

        private static String worded(@Nullable Object value) {
            return switch (value) {
                case null -> "null";
                case Line line when line.to().x() > 2 -> "far " + line;
                case Dot dot -> "dot " + dot.x();
                case Shape shape -> "shape " + shape;
                default -> "something";
            };
        }
    }

    @Test
    void what_is_written_out_means_what_java_would_have_made() throws ReflectiveOperationException {
        Written loader = new Written();
        Object asked =
                loader.loadClass(Asked.class.getName()).getDeclaredConstructor().newInstance();

        for (int seed : new int[] {0, 1, 2, 3}) {
            assertThat(asked.getClass().getMethod("apply", Integer.class).invoke(asked, seed))
                    .isEqualTo(new Asked().apply(seed));
        }
        assertThat(loader.rewritten).contains("Shape", "Dot", "Line", "Many", "Nothing", "Everything", "Asked");
    }

    @Test
    void a_class_without_such_calls_stays_as_it_is() throws IOException {
        byte[] compiled = compiled(WrittenOutTest.class.getName());
        byte[] written = new WrittenOut(getClass().getClassLoader()).out(compiled);

        assertThat(written).isSameAs(compiled);
    }

    @Test
    void the_classes_of_the_program_were_written_out_by_the_build() throws IOException, URISyntaxException {
        Path classes = Path.of(WrittenOut.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
        WrittenOut again = new WrittenOut(getClass().getClassLoader());
        try (Stream<Path> files = Files.walk(classes)) {
            for (Path file : files.filter(f -> f.toString().endsWith(".class")).toList()) {
                byte[] compiled = Files.readAllBytes(file);
                assertThat(again.out(compiled)).as(file.toString()).isSameAs(compiled);
            }
        }
    }

    private static byte[] compiled(String name) throws IOException {
        String file = "/" + name.replace('.', '/') + ".class";
        try (InputStream bytes = Objects.requireNonNull(WrittenOutTest.class.getResourceAsStream(file))) {
            return bytes.readAllBytes();
        }
    }

    private static boolean linksLater(CodeElement element) {
        return element instanceof InvokeDynamicInstruction call
                && call.bootstrapMethod().owner().packageName().equals("java.lang.runtime")
                && !call.name().equalsString("toString");
    }

    /** Loads the types of this test once more, written out. */
    private static final class Written extends ClassLoader {
        final List<String> rewritten = new ArrayList<>();

        Written() {
            super(WrittenOutTest.class.getClassLoader());
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            if (!name.startsWith(WrittenOutTest.class.getName())) {
                return super.loadClass(name, resolve);
            }
            Class<?> known = findLoadedClass(name);
            if (known != null) {
                return known;
            }
            try {
                byte[] compiled = compiled(name);
                byte[] out = new WrittenOut(getParent()).out(compiled);
                if (out != compiled) {
                    rewritten.add(name.substring(name.indexOf('$') + 1));
                }
                assertThat(ClassFile.of().parse(out).methods())
                        .flatMap(method -> method.code().stream()
                                .flatMap(code -> code.elementStream())
                                .toList())
                        .noneMatch(WrittenOutTest::linksLater);
                return defineClass(name, out, 0, out.length);
            } catch (IOException e) {
                throw new ClassNotFoundException(name, e);
            }
        }
    }
}
