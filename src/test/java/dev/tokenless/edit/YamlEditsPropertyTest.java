package dev.tokenless.edit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenless.ci.yaml.YamlNode;
import dev.tokenless.repo.SourceText;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Random edits on random layouts: every line that is not meant stays as it is, byte for byte. */
class YamlEditsPropertyTest {
    private static final long SEED = 20260821;
    private static final int LAYOUTS = 3000;

    private record Target(YamlPath path, YamlNode node) {}

    private static void collect(YamlNode node, YamlPath path, List<Target> found) {
        found.add(new Target(path, node));
        switch (node) {
            case YamlNode.Scalar _ -> {}
            case YamlNode.Sequence s -> {
                for (int i = 0; i < s.items().size(); i++) {
                    collect(s.items().get(i), path.index(i), found);
                }
            }
            case YamlNode.Mapping m ->
                m.entries().forEach(e -> collect(e.value(), path.key(e.key().text()), found));
        }
    }

    @Test
    void random_edits_leave_every_other_line_byte_for_byte() {
        int edited = 0;
        int refused = 0;
        for (int i = 0; i < LAYOUTS; i++) {
            Random random = new Random(SEED + i);
            SourceText source = new SourceText("x.yml", new RandomLayout(random).text());
            YamlEdits start = YamlEdits.of(source);
            assertThat(start.isRefused()).as(source.text()).isFalse();
            assertThat(start.result()).isInstanceOf(EditResult.Unchanged.class);
            List<Target> all = new ArrayList<>();
            collect(start.root(), YamlPath.ROOT, all);
            Target target = all.get(random.nextInt(all.size()));
            YamlEdits done = operate(start, target, random);
            switch (done.result()) {
                case EditResult.Refused _ -> refused++;
                case EditResult.Unchanged _ -> {}
                case EditResult.Edited e -> {
                    edited++;
                    untouched(e.edit(), target);
                    twice(done, target, SEED + i);
                }
            }
        }
        // What is refused: blank lines that a block keeps as its own (|+), and a document left without anything.
        assertThat(refused).as("refusals are rare").isLessThan(LAYOUTS / 25);
        assertThat(edited).isGreaterThan(LAYOUTS / 2);
    }

    /** Setting and replacing find their work done; an item is put in again, because that is what was asked for. */
    private static void twice(YamlEdits done, Target target, long seed) {
        Random random = new Random(seed);
        boolean set = target.node() instanceof YamlNode.Mapping
                && done.node(target.path().key("fresh")).isPresent();
        if (set) {
            YamlNode present = done.node(target.path().key("fresh")).orElseThrow();
            assertThat(done.set(target.path(), "fresh", YamlValue.of(present), new YamlEdits.Last())
                            .text())
                    .isEqualTo(done.text());
        }
        if (target.node() instanceof YamlNode.Scalar
                && done.node(target.path()).orElse(null) instanceof YamlNode.Scalar s) {
            assertThat(done.replace(target.path(), s.text()).text()).isEqualTo(done.text());
        }
        YamlPath absent = target.path().key("absent" + random.nextInt(9));
        assertThat(done.remove(absent).text()).isEqualTo(done.text());
    }

    private static YamlEdits operate(YamlEdits start, Target target, Random random) {
        return switch (target.node()) {
            case YamlNode.Scalar _ ->
                random.nextBoolean() && !target.path().isRoot()
                        ? start.remove(target.path())
                        : start.replace(target.path(), "new " + random.nextInt(9));
            case YamlNode.Sequence s ->
                start.insert(target.path(), random.nextInt(s.items().size() + 1), YamlValue.text("item"));
            case YamlNode.Mapping m ->
                random.nextInt(3) == 0 && !target.path().isRoot()
                        ? start.remove(target.path())
                        : start.set(
                                target.path(),
                                "fresh",
                                random.nextBoolean() ? YamlValue.text("v") : YamlValue.fields(Map.of("x", "y")),
                                random.nextBoolean() ? new YamlEdits.Last() : new YamlEdits.After("k0", "s0"));
        };
    }

    /** The lines before and behind the one stretch that changed are the same, and that stretch is the target's own. */
    private static void untouched(FileEdit edit, Target target) {
        List<String> before = LineDiff.lines(edit.before());
        List<String> after = LineDiff.lines(edit.after());
        int same = 0;
        while (same < Math.min(before.size(), after.size()) && before.get(same).equals(after.get(same))) {
            same++;
        }
        int tail = 0;
        while (tail < Math.min(before.size(), after.size()) - same
                && before.get(before.size() - 1 - tail).equals(after.get(after.size() - 1 - tail))) {
            tail++;
        }
        int first = same + 1;
        int last = before.size() - tail;
        // A removal takes the parents along that would be left empty, and a blank line between items.
        int nodeFirst = target.node().place().line();
        int nodeLast = target.node().place().endLine();
        boolean removal = after.size() < before.size();
        if (!removal) {
            int gone = last - first + 1;
            boolean oneLine = gone <= 1;
            boolean own = first >= nodeFirst - 1 && last <= nodeLast + 1;
            assertThat(oneLine || own)
                    .as("%s%n---%n%s", edit.before(), edit.after())
                    .isTrue();
        } else {
            String kept =
                    String.join("", before.subList(0, same)) + String.join("", before.subList(last, before.size()));
            assertThat(edit.after().length()).isGreaterThanOrEqualTo(kept.length());
        }
        assertThat(Editor.splice(edit.before(), edit.edits())).isEqualTo(edit.after());
        assertThat(UndoLog.Entry.of(edit).restore(edit.after())).isEqualTo(edit.before());
        boolean windows = edit.before().contains("\r\n");
        assertThat(edit.after().replace("\r\n", "").contains(windows ? "\n" : "\r"))
                .isFalse();
        assertThat(edit.after().startsWith("\uFEFF")).isEqualTo(edit.before().startsWith("\uFEFF"));
    }
}
