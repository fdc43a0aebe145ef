// Bundles the tests as the build bundles the module, and runs them with Node's own runner.
//   node test.mjs --only-bundle FOLDER   bundles into FOLDER and runs nothing

import { spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

import * as esbuild from "esbuild";

const here = dirname(fileURLToPath(import.meta.url));
const given = process.argv[2] === "--only-bundle" ? process.argv[3] : null;
const out = given ?? mkdtempSync(join(tmpdir(), "alongside-"));
const entryPoints = readdirSync(join(here, "tests"))
  .filter((name) => name.endsWith(".ts"))
  .map((name) => `tests/${name}`);
await esbuild.build({
  absWorkingDir: here,
  entryPoints,
  outdir: out,
  outExtension: { ".js": ".mjs" },
  bundle: true,
  format: "esm",
  platform: "node",
  target: "node20",
  loader: { ".txt": "text" },
});
if (given === null) {
  const files = readdirSync(out).filter((name) => name.endsWith(".test.mjs"));
  const words = ["--test", ...files.map((name) => join(out, name))];
  process.exitCode = spawnSync(process.execPath, words, { cwd: here, stdio: "inherit" }).status ?? 1;
  rmSync(out, { recursive: true });
}
