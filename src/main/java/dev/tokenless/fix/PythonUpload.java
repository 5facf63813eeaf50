package dev.tokenless.fix;

import dev.tokenless.ci.github.Step;
import dev.tokenless.publish.PublishJob;
import dev.tokenless.publish.catalogue.Catalogue;
import dev.tokenless.publish.catalogue.Tool;
import dev.tokenless.publish.shell.Command;
import dev.tokenless.repo.RegistryId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One upload of a job to a Python index.
 *
 * @param command null for an action
 * @param folder where the distributions lie, from the repository's root
 * @param options the inputs of the publishing action, in order
 */
record PythonUpload(
        Step step,
        RegistryId registry,
        Tool tool,
        @Nullable Command command,
        String folder,
        Map<String, String> options) {
    PythonUpload {
        options = Collections.unmodifiableMap(new LinkedHashMap<>(options));
    }

    /** The uploads of a job in the order of its steps, as far as its own steps say them. */
    static List<PythonUpload> of(JobDraft job, List<PublishJob> publishes) {
        List<PythonUpload> found = new ArrayList<>();
        for (Step step : job.job().steps()) {
            String action = step.action();
            if (action != null) {
                Catalogue.builtIn()
                        .action(action)
                        .filter(t -> t.ecosystem().id().equals("pypi") && t.run() == null)
                        .ifPresent(t -> found.add(byAction(step, t)));
                continue;
            }
            ScriptText script = job.script(step).orElse(null);
            if (script == null) {
                continue;
            }
            String inside = "";
            for (Command command : script.read().commands()) {
                List<String> words = ScriptText.words(command);
                if (words.size() == 2 && words.getFirst().equals("cd")) {
                    inside = inside + words.get(1) + "/";
                }
                Tool tool = UploadCommand.tool(command)
                        .filter(t -> t.ecosystem().id().equals("pypi"))
                        .orElse(null);
                if (tool != null) {
                    found.add(byCommand(step, tool, command, inside, publishes));
                }
            }
        }
        return found;
    }

    private static PythonUpload byAction(Step step, Tool tool) {
        Map<String, String> options = new LinkedHashMap<>();
        String url = "";
        String folder = "dist";
        for (Map.Entry<String, String> input : step.with().entrySet()) {
            String name = input.getKey().replace('_', '-').toLowerCase(Locale.ROOT);
            if (tool.index().inputs().contains(input.getKey())) {
                url = input.getValue();
            } else if (name.equals("packages-dir")) {
                folder = input.getValue();
            } else if (Set.of("skip-existing", "verbose", "print-hash", "verify-metadata", "attestations")
                    .contains(name)) {
                options.put(name, input.getValue());
            }
        }
        RegistryId index = url.isEmpty() ? RegistryId.PYPI : Catalogue.builtIn().index(tool.ecosystem(), url);
        return new PythonUpload(step, index == null ? RegistryId.PYPI : index, tool, null, trim(folder), options);
    }

    private static PythonUpload byCommand(
            Step step, Tool tool, Command command, String inside, List<PublishJob> publishes) {
        List<String> words = ScriptText.words(command);
        String named = "";
        String folder = "dist";
        Map<String, String> options = new LinkedHashMap<>();
        for (int i = 1; i < words.size(); i++) {
            String word = words.get(i);
            String flag = word.contains("=") ? word.substring(0, word.indexOf('=')) : word;
            if (tool.index().flags().contains(flag)) {
                named = word.contains("=")
                        ? word.substring(word.indexOf('=') + 1)
                        : i + 1 < words.size() ? words.get(i + 1) : "";
            } else if (word.equals("--skip-existing")) {
                options.put("skip-existing", "true");
            } else if (word.contains("/")
                    && !word.startsWith("-")
                    && !word.contains("://")
                    && !word.contains("$")
                    && i > words.indexOf("upload")) {
                folder = word.replaceFirst("/[^/]*$", "");
            }
        }
        for (String variable : tool.index().env()) {
            named = named.isEmpty() ? step.env().getOrDefault(variable, "") : named;
        }
        RegistryId index = named.isEmpty() ? null : Catalogue.builtIn().index(tool.ecosystem(), named);
        if (index == null) {
            index = publishes.size() == 1 ? publishes.getFirst().registry() : RegistryId.PYPI;
        }
        String base = step.workingDirectory() == null ? "" : step.workingDirectory() + "/";
        return new PythonUpload(step, index, tool, command, trim(base + inside + folder), options);
    }

    private static String trim(String folder) {
        return folder.replaceFirst("^\\./", "").replaceAll("/+$", "").replace("//", "/");
    }
}
