package dev.tokenless.fix;

import dev.tokenless.ci.github.Workflow;
import dev.tokenless.publish.PublishJob;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** Which secrets no file refers to any more. */
final class SecretUse {
    private static final Pattern INHERITS = Pattern.compile("(?m)^\\s*secrets:\\s*['\"]?inherit\\b");

    private final Draft draft;
    private final List<Workflow> workflows;

    SecretUse(Draft draft, List<Workflow> workflows) {
        this.draft = draft;
        this.workflows = workflows;
    }

    /** Of the secrets of these jobs, those that nothing uses after the edits; workflows that inherit all may use any. */
    List<String> unused(List<PublishJob> migrated) {
        Set<String> secrets = new TreeSet<>();
        migrated.forEach(j -> secrets.addAll(j.secrets()));
        List<String> texts = new ArrayList<>();
        for (Workflow workflow : workflows) {
            texts.add(draft.yaml(workflow.source()).text().text());
        }
        for (String folder : draft.project().tree().folders(".github/actions")) {
            String path = folder.contains("/") ? folder : ".github/actions/" + folder;
            draft.text(path + "/action.yml").ifPresent(texts::add);
            draft.text(path + "/action.yaml").ifPresent(texts::add);
        }
        boolean outside = texts.stream()
                .anyMatch(t -> INHERITS.matcher(t).find()
                        && t.matches("(?s).*uses:\\s*['\"]?[^./'\"\\s][^\\s]*/\\.github/workflows/.*"));
        List<String> unused = new ArrayList<>();
        for (String secret : secrets) {
            Pattern used = Pattern.compile(
                    "secrets\\s*(\\.\\s*|\\[\\s*['\"])" + Pattern.quote(secret) + "\\b", Pattern.CASE_INSENSITIVE);
            if (!outside && texts.stream().noneMatch(t -> used.matcher(t).find())) {
                unused.add(secret);
            }
        }
        return unused;
    }
}
