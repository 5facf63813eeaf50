package dev.tokenless.ci.github;

import dev.tokenless.ci.expression.Context;
import dev.tokenless.ci.expression.Template;
import dev.tokenless.ci.expression.Value;
import dev.tokenless.ci.github.CallGraph.Link;
import dev.tokenless.repo.RepositoryId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What expressions can refer to in a kind of run: the event's facts, and the inputs handed from caller to called. */
public final class RunContext {
    private static final Set<String> PULL_REQUEST_EVENTS =
            Set.of("pull_request", "pull_request_target", "pull_request_review", "pull_request_review_comment");

    private RunContext() {}

    /**
     * The context of the last job of a chain, without its own {@code matrix} and {@code needs}.
     *
     * @param repository in which the run takes place, null where it is not known
     */
    public static Context of(List<Link> chain, RunKind run, @Nullable RepositoryId repository) {
        Context context = new Context(Map.of(
                "github", github(run, repository),
                "inputs", inputsOfRun(run),
                "matrix", Value.NULL,
                "secrets", Value.open(Map.of()),
                "vars", Value.open(Map.of()),
                "env", Value.open(Map.of()),
                "needs", Value.open(Map.of()),
                "strategy", Value.open(Map.of())));
        for (int i = 1; i < chain.size(); i++) {
            Job caller = chain.get(i - 1).job();
            Context calling = context.with("matrix", matrix(MatrixExpansion.of(caller, context)));
            Trigger call = chain.get(i).workflow().trigger("workflow_call").orElse(null);
            context = context.with("inputs", inputsOfCall(caller, call, calling));
        }
        return context;
    }

    /** The context with what a matrix can be: the one leg's values, or for each name all values that the legs give it. */
    static Value matrix(MatrixExpansion expansion) {
        if (expansion.legs().size() == 1) {
            return expansion.legs().getFirst();
        }
        Map<String, List<Value>> byName = new LinkedHashMap<>();
        for (Value.Fields leg : expansion.legs()) {
            leg.values().keySet().forEach(name -> byName.put(name, List.of()));
        }
        Map<String, Value> values = new LinkedHashMap<>();
        byName.keySet().forEach(name -> {
            List<Value> all = expansion.legs().stream()
                    .map(leg -> leg.values().getOrDefault(name, Value.NULL))
                    .distinct()
                    .toList();
            boolean listed = expansion.complete() && all.stream().noneMatch(Value.Unknown.class::isInstance);
            String reason = "depends on matrix." + name;
            values.put(name, listed ? Runs.oneOf(all, reason) : Value.Unknown.because(reason));
        });
        return new Value.Fields(values, !expansion.complete());
    }

    private static Value github(RunKind run, @Nullable RepositoryId repository) {
        Map<String, Value> values = new LinkedHashMap<>();
        values.put("event_name", Value.of(run.event()));
        values.put("ref", run.ref());
        values.put("ref_name", refName(run));
        String type = run.refKind().type();
        values.put(
                "ref_type",
                type == null
                        ? Value.Unknown.oneOf(
                                List.of(Value.of("branch"), Value.of("tag")),
                                "depends on the branch or tag that is chosen")
                        : Value.of(type));
        if (!PULL_REQUEST_EVENTS.contains(run.event())) {
            values.put("head_ref", Value.EMPTY);
            values.put("base_ref", Value.EMPTY);
        }
        if (repository != null) {
            values.put("repository", Value.of(repository.slug()));
            values.put("repository_owner", Value.of(repository.owner()));
            values.put("server_url", Value.of("https://" + repository.host()));
        }
        values.put("event", event(run));
        return Value.open(values);
    }

    private static Value refName(RunKind run) {
        return switch (run.ref()) {
            case Value.Text(String ref) -> Value.of(shortName(ref));
            case Value.Unknown u
            when !u.candidates().isEmpty() ->
                Value.Unknown.oneOf(
                        u.candidates().stream()
                                .map(c -> c instanceof Value.Text(String ref) ? Value.of(shortName(ref)) : c)
                                .toList(),
                        u.reason());
            case Value.Unknown u -> {
                String prefix = u.prefix() == null ? "" : u.prefix();
                String kind = run.refKind().prefix();
                boolean longer = run.refKind() != RunKind.RefKind.EITHER && prefix.startsWith(kind);
                yield Value.Unknown.startingWith(longer ? prefix.substring(kind.length()) : "", u.reason());
            }
            default -> run.ref();
        };
    }

    private static String shortName(String ref) {
        for (String prefix : List.of("refs/heads/", "refs/tags/", "refs/pull/")) {
            if (ref.startsWith(prefix)) {
                return ref.substring(prefix.length());
            }
        }
        return ref;
    }

    private static Value event(RunKind run) {
        Map<String, Value> values = new LinkedHashMap<>();
        List<String> types = run.trigger().filters().getOrDefault("types", List.of());
        if (!types.isEmpty()) {
            values.put(
                    "action",
                    Runs.oneOf(types.stream().map(Value::of).distinct().toList(), "depends on github.event.action"));
        }
        // A payload has only its own event's objects, and conditions ask for those of others to tell events apart.
        EventPayload.absent(run.event()).forEach(object -> values.put(object, Value.NULL));
        switch (run.event()) {
            case "push" -> {
                values.put("ref", run.ref());
                values.put("action", Value.NULL);
            }
            case "schedule" -> values.put("action", Value.NULL);
            case "release" -> {
                Map<String, Value> release = new LinkedHashMap<>();
                release.put("tag_name", refName(run));
                release.put("prerelease", flag("depends on github.event.release.prerelease"));
                release.put("draft", types.contains("published") ? Value.FALSE : flag("depends on the release"));
                values.put("release", Value.open(release));
            }
            case "workflow_dispatch" -> {
                values.put("inputs", dispatchInputs(run, true));
                values.put("action", Value.NULL);
            }
            case "workflow_run" ->
                values.put(
                        "workflow_run",
                        Value.open(Map.of(
                                "conclusion",
                                Value.Unknown.oneOf(
                                        List.of(Value.of("success"), Value.of("failure"), Value.of("cancelled")),
                                        "depends on github.event.workflow_run.conclusion"))));
            case "pull_request" -> {
                Value merged = run.words().equals("pull_request merged")
                        ? Value.TRUE
                        : flag("depends on github.event.pull_request.merged");
                values.put("pull_request", Value.open(Map.of("merged", merged)));
            }
            default -> {}
        }
        return Value.open(values);
    }

    private static Value flag(String reason) {
        return Value.Unknown.oneOf(List.of(Value.TRUE, Value.FALSE), reason);
    }

    private static Value inputsOfRun(RunKind run) {
        return run.event().equals("workflow_dispatch") ? dispatchInputs(run, false) : Value.fields(Map.of());
    }

    /** The inputs that whoever starts the run chooses; {@code github.event.inputs} holds them all as texts. */
    private static Value dispatchInputs(RunKind run, boolean asText) {
        Map<String, Value> values = new LinkedHashMap<>();
        run.trigger().inputs().forEach((name, input) -> {
            String reason = "depends on the input '" + name + "'"
                    + (input.fallback().isEmpty() ? "" : ", by default '" + input.fallback() + "'");
            values.put(
                    name,
                    switch (input.type()) {
                        case "boolean" ->
                            asText
                                    ? Value.Unknown.oneOf(List.of(Value.of("true"), Value.of("false")), reason)
                                    : flag(reason);
                        case "choice" ->
                            input.options().isEmpty()
                                    ? Value.Unknown.startingWith("", reason)
                                    : Runs.oneOf(
                                            input.options().stream()
                                                    .map(Value::of)
                                                    .distinct()
                                                    .toList(),
                                            reason);
                        case "number" -> Value.Unknown.because(reason);
                        default -> Value.Unknown.startingWith("", reason);
                    });
        });
        return Value.fields(values);
    }

    private static Value inputsOfCall(Job caller, @Nullable Trigger call, Context calling) {
        Map<String, Value> values = new LinkedHashMap<>();
        if (call == null) {
            return Value.fields(values);
        }
        call.inputs().forEach((name, input) -> {
            String given = caller.with().entrySet().stream()
                    .filter(e -> e.getKey().equalsIgnoreCase(name))
                    .map(Map.Entry::getValue)
                    .findFirst()
                    .orElse(null);
            values.put(name, typed(given == null ? input.fallback() : given, input.type(), calling));
        });
        return Value.fields(values);
    }

    /** An input without a value is false, 0 or the empty text (github/docs, "on.workflow_call.inputs"). */
    private static Value typed(String text, String type, Context context) {
        Value value = Template.hasExpression(text) ? Template.fill(text.strip(), context) : Value.of(text);
        if (!(value instanceof Value.Text(String plain))) {
            return value instanceof Value.Null && type.equals("string") ? Value.EMPTY : value;
        }
        return switch (type) {
            case "boolean" -> plain.isEmpty() ? Value.FALSE : Value.ofPlain(plain);
            case "number" -> plain.isEmpty() ? new Value.Num(0) : Value.ofPlain(plain);
            default -> value;
        };
    }
}
