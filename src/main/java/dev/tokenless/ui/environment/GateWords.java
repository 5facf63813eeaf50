package dev.tokenless.ui.environment;

import dev.tokenless.github.Environment;
import dev.tokenless.github.Environment.RefPattern;
import dev.tokenless.github.Gate;
import dev.tokenless.repo.RepositoryId;
import dev.tokenless.ui.Answer;
import dev.tokenless.ui.Rich;
import dev.tokenless.ui.Sign;
import dev.tokenless.ui.Texts;
import dev.tokenless.ui.checklist.ChecklistView.Value;
import dev.tokenless.ui.session.RailLine;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** A gate in words: what it admits, whether it lets the release through, what makes it. */
final class GateWords {
    private final Texts texts;

    GateWords(Texts texts) {
        this.texts = texts;
    }

    /** Whether the release gets through, as GitHub shows the gate. */
    Answer answer(Gatehouse.Seen seen, String name, boolean changing) {
        Rich chip = new Rich(List.of(Rich.code(name)));
        if (changing) {
            return new Answer(Sign.RUNNING, texts.rich("environment.changing", chip), Rich.EMPTY);
        }
        if (seen.present().isEmpty()) {
            return new Answer(
                    Sign.WARNING,
                    texts.rich("environment.answer.absent", chip),
                    texts.rich("environment.answer.absent.below"));
        }
        if (seen.blocks()) {
            String ref = seen.gates().entrySet().stream()
                    .filter(g -> g.getValue() instanceof Gate.Blocks)
                    .map(g -> g.getKey())
                    .findFirst()
                    .orElse("");
            return new Answer(
                    Sign.REFUSED,
                    texts.rich("environment.answer.blocks", chip, refWords(ref)),
                    Rich.plain(sentences(seen, Gate.Blocks.class)));
        }
        if (!seen.letsThrough()) {
            return new Answer(
                    Sign.UNKNOWN,
                    texts.rich("environment.answer.undetermined", chip),
                    Rich.plain(sentences(seen, Gate.Undetermined.class)));
        }
        Rich through = seen.gates().isEmpty()
                ? texts.rich("environment.answer.there", chip)
                : texts.rich(
                        "environment.answer.through",
                        chip,
                        refWords(seen.gates().keySet().iterator().next()));
        return seen.open()
                ? new Answer(Sign.WARNING, through, texts.rich("environment.answer.open.below"))
                : new Answer(Sign.DONE, through, Rich.plain(sentences(seen, Gate.LetsThrough.class)));
    }

    private Rich refWords(String ref) {
        return texts.rich(
                ref.startsWith("refs/tags/") ? "environment.ref.tag" : "environment.ref.branch",
                Rich.code(ReleaseRefs.name(ref)));
    }

    private static String sentences(Gatehouse.Seen seen, Class<? extends Gate> kind) {
        return seen.gates().values().stream()
                .filter(kind::isInstance)
                .map(Gate::sentence)
                .distinct()
                .collect(Collectors.joining(" "));
    }

    /** The same in the list of steps. */
    RailLine rail(Gatehouse.Seen seen, String name) {
        if (seen.present().isEmpty()) {
            return new RailLine(Sign.WARNING, texts.text("environment.rail.absent", name));
        }
        if (seen.blocks()) {
            return new RailLine(Sign.ERROR, texts.text("environment.rail.blocks", name));
        }
        return seen.open()
                ? new RailLine(Sign.WARNING, texts.text("environment.rail.no-rule", name))
                : new RailLine(Sign.DONE, texts.text("environment.rail.done", name));
    }

    /** What GitHub admits now. */
    Rich policy(Environment.Policy policy) {
        return switch (policy) {
            case Environment.AnyRef _ -> texts.rich("environment.policy.any");
            case Environment.ProtectedBranches _ -> texts.rich("environment.policy.protected");
            case Environment.Patterns(List<RefPattern> rules) ->
                rules.isEmpty() ? texts.rich("environment.policy.none") : patterns(rules);
        };
    }

    /** Rules as a person lists them: {@code tag v*, branch main}. */
    Rich patterns(List<RefPattern> rules) {
        Rich all = Rich.EMPTY;
        for (RefPattern rule : rules) {
            Rich one = texts.rich(
                    rule.type().equals("tag") ? "environment.ref.tag" : "environment.ref.branch",
                    Rich.code(rule.name()));
            all = all.spans().isEmpty() ? one : texts.rich("environment.ref.more", all, one);
        }
        return all;
    }

    /** What is typed on the page of GitHub. */
    List<Value> values(RepositoryId repository, String name, List<RefPattern> patterns) {
        List<Value> values = new ArrayList<>();
        values.add(new Value(texts.text("environment.value.repository"), repository.slug()));
        values.add(new Value(texts.text("environment.value.name"), name));
        patterns.forEach(p -> values.add(new Value(
                texts.text(p.type().equals("tag") ? "environment.value.tag" : "environment.value.branch"), p.name())));
        return values;
    }

    /** The calls of GitHub's command line that make the gate. */
    static String commands(RepositoryId repository, String name, List<RefPattern> patterns) {
        String path = "repos/" + repository.slug() + "/environments/"
                + URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20");
        StringBuilder all = new StringBuilder("gh api --method PUT " + path);
        if (!patterns.isEmpty()) {
            all.append(" \\\n  -F 'deployment_branch_policy[protected_branches]=false'")
                    .append(" \\\n  -F 'deployment_branch_policy[custom_branch_policies]=true'");
        }
        all.append('\n');
        for (RefPattern pattern : patterns) {
            all.append("gh api --method POST " + path + "/deployment-branch-policies \\\n  -f name="
                    + quoted(pattern.name()) + " -f type=" + pattern.type() + "\n");
        }
        return all.toString();
    }

    private static String quoted(String text) {
        return "'" + text.replace("'", "'\\''") + "'";
    }
}
