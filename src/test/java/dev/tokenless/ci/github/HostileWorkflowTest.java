package dev.tokenless.ci.github;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenless.ci.gitlab.PipelineKind;
import dev.tokenless.ci.gitlab.PipelineReader;
import dev.tokenless.ci.yaml.YamlNode;
import dev.tokenless.repo.MemoryTree;
import dev.tokenless.repo.Place;
import dev.tokenless.repo.Problem;
import dev.tokenless.repo.SourceText;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;

/**
 * Workflow files, cut, doubled, reindented and given wrong types, always in the same order of chance. No exception, no
 * hang, every problem with a place inside its file. {@code -Dtokenless.fuzz=20000} makes a longer run.
 */
class HostileWorkflowTest {
    private static final int RUNS = Integer.getInteger("tokenless.fuzz", 1_500);
    /** A bound that only a hang exceeds, on the busiest machine. */
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private static final List<String> SEEDS = List.of("""
        name: Release
        on:
          push: {branches: [main, 'release/**'], tags: ['v*.*.*', '!v0*']}
          release: {types: [published]}
          workflow_dispatch:
            inputs:
              target: {type: choice, options: [pypi, testpypi], default: pypi}
          workflow_call:
            inputs: {environment: {type: string, required: true}}
            secrets: {token: {required: true}}
        permissions: {contents: read}
        env: &env {A: 1, B: "two"}
        defaults: {run: {shell: bash, working-directory: .}}
        concurrency: ${{ github.workflow }}
        jobs:
          build: &build
            runs-on: ${{ matrix.os }}
            strategy:
              matrix:
                os: [ubuntu-latest, windows-latest]
                include: [{os: macos-15, extra: true}]
                exclude: [{os: windows-latest}]
            steps: &steps
              - uses: actions/checkout@v5
                with: {persist-credentials: false}
              - name: Build # why
                run: |
                  python -m build
                  gh release create v1 --notes "x"
                env: *env
          publish:
            needs: [build]
            if: startsWith(github.ref, 'refs/tags/') && !cancelled()
            runs-on: ubuntu-latest
            environment: {name: "${{ inputs.target || 'pypi' }}", url: https://example.org}
            permissions:
              id-token: write
            steps:
              - uses: pypa/gh-action-pypi-publish@release/v1
                if: ${{ github.event_name != 'pull_request' }}
                with:
                  password: ${{ secrets.PYPI_TOKEN }}
          call:
            uses: ./.github/workflows/w.yml
            with: {environment: "${{ matrix.e }}"}
            secrets: inherit
            strategy: {matrix: {e: [a, b]}}
        """, """
        default: &d {image: python, id_tokens: {T: {aud: pypi}}}
        include: [{local: ci/x.yml}, 'ci/*.yml']
        variables: {A: "$B", B: {value: x}}
        workflow: {rules: [{if: $CI_COMMIT_TAG}]}
        .base: {script: [a, [b, c]], rules: [{if: '$CI_COMMIT_TAG =~ /^v/ && ($X || $Y == null)', when: manual}]}
        publish:
          extends: [.base]
          <<: *d
          environment: {name: prod/$A}
          script:
            - !reference [.base, script]
            - |
              twine upload dist/*
          only: {refs: [tags, /^v/], variables: [$A]}
          needs: [{job: build}]
        """);

    private static final String[] PIECES = {
        "[",
        "]",
        "{",
        "}",
        ": ",
        "- ",
        "\t",
        "\r\n",
        "\r",
        "&a ",
        "*a",
        "*steps",
        "<<: *env\n",
        "!!binary x",
        "!reference [a]",
        "---\n",
        "...\n",
        "%YAML 1.1\n",
        "'",
        "\"",
        "|\n",
        ">-\n",
        "#",
        "@",
        "`",
        "? ",
        "${{",
        "}}",
        "${{ fromJSON('[') }}",
        "\u0000",
        "\uFEFF",
        "\u2028",
        "\u202E",
        "😀",
        "\uD83D",
        "~",
        "null",
        "true",
        "0x1F",
        "1e999",
        "{a: {b: {c: [d]}}}",
        "[[[[[[[[[[",
        "- - - - - -",
        "*",
        "&",
        "!",
        "$A",
        "${A}",
        "${{ a.b.c[*] && (d || !e) == f }}",
        "jobs:\n",
        "on:\n"
    };

    private final Random chance = new Random(20261121);

    @Test
    void mutated_files_are_read_without_an_exception_and_every_problem_has_its_place() {
        for (int run = 0; run < RUNS; run++) {
            String text = mutated(SEEDS.get(run % SEEDS.size()));
            Assertions.assertTimeoutPreemptively(PATIENCE, () -> readEverything(text), () -> "hangs on:\n" + text);
        }
    }

    @Test
    void every_value_replaced_by_every_wrong_type_is_read() {
        List<String> wrong =
                List.of("", "text", "[a]", "{a: b}", "[{a: [b]}]", "{a: {b: [c]}}", "true", "3.10", "${{ x }}");
        String seed = SEEDS.getFirst();
        YamlNode root = WorkflowReader.readOne(new SourceText("w.yml", seed))
                .workflows()
                .getFirst()
                .root();
        List<Place> values = new ArrayList<>();
        collect(root, values);

        for (Place value : values) {
            for (String other : wrong) {
                readEverything(seed.substring(0, value.start()) + other + seed.substring(value.end()));
            }
        }
    }

    private static void collect(YamlNode node, List<Place> places) {
        if (node.aliased()) {
            return;
        }
        places.add(node.place());
        switch (node) {
            case YamlNode.Scalar _ -> {}
            case YamlNode.Sequence s -> s.items().forEach(i -> collect(i, places));
            case YamlNode.Mapping m -> m.entries().forEach(e -> collect(e.value(), places));
        }
    }

    private static void readEverything(String text) {
        SourceText source = new SourceText(WorkflowReader.FOLDER + "/w.yml", text);
        Workflows read = WorkflowReader.readOne(source);
        read.problems().forEach(p -> placed(p, source));
        CallGraph graph = CallGraph.of(read.workflows());
        for (Workflow workflow : read.workflows()) {
            CausedEvents.of(workflow);
            for (Job job : workflow.jobs()) {
                for (Reach.Way way : Reach.ways(graph, workflow, job, null, null)) {
                    Environments.of(way.chain(), way.run(), null);
                    EffectivePermissions.of(way.chain(), EffectivePermissions.Circumstances.USUAL)
                            .grant("id-token");
                }
            }
        }
        PipelineReader.Reading pipeline = PipelineReader.read(new MemoryTree(Map.of(PipelineReader.FILE, text)));
        SourceText file = new SourceText(PipelineReader.FILE, text);
        pipeline.problems().forEach(p -> placed(p, file));
        pipeline.pipeline()
                .ifPresent(p -> p.jobs().forEach(j -> {
                    for (PipelineKind kind : PipelineKind.values()) {
                        kind.reaches(p, j);
                    }
                }));
    }

    private static void placed(Problem problem, SourceText source) {
        assertThat(problem.message()).isNotBlank();
        assertThat(problem.place().path()).isEqualTo(source.path());
        assertThat(problem.place().start()).isBetween(0, source.text().length());
        assertThat(problem.place().end())
                .isBetween(problem.place().start(), source.text().length());
        assertThat(problem.place().line()).isBetween(1, source.lines());
        assertThat(problem.place().column()).isPositive();
    }

    private String mutated(String seed) {
        String text = seed;
        int changes = 1 + chance.nextInt(4);
        for (int i = 0; i < changes; i++) {
            text = change(text);
        }
        return text;
    }

    private String change(String text) {
        if (text.isEmpty()) {
            return PIECES[chance.nextInt(PIECES.length)];
        }
        int at = chance.nextInt(text.length());
        int to = Math.min(text.length(), at + 1 + chance.nextInt(60));
        List<String> lines = new ArrayList<>(Arrays.asList(text.split("\n", -1)));
        int line = chance.nextInt(lines.size());
        switch (chance.nextInt(9)) {
            case 0 -> {
                return text.substring(0, at);
            }
            case 1 -> {
                return text.substring(0, at) + text.substring(to);
            }
            case 2 -> {
                return text.substring(0, to)
                        + text.substring(at, to).repeat(1 + chance.nextInt(20))
                        + text.substring(to);
            }
            case 3 -> {
                return text.substring(0, at) + PIECES[chance.nextInt(PIECES.length)] + text.substring(at);
            }
            case 4 -> {
                return text.substring(0, at) + PIECES[chance.nextInt(PIECES.length)] + text.substring(to);
            }
            case 5 ->
                lines.set(line, " ".repeat(chance.nextInt(12)) + lines.get(line).strip());
            case 6 -> lines.add(line, lines.get(chance.nextInt(lines.size())));
            case 7 -> Collections.swap(lines, line, chance.nextInt(lines.size()));
            default -> {
                String old = lines.get(line);
                int colon = old.indexOf(':');
                lines.set(
                        line,
                        colon < 0 ? old : old.substring(0, colon + 1) + " " + PIECES[chance.nextInt(PIECES.length)]);
            }
        }
        return String.join("\n", lines);
    }
}
