// Bundles the tests as the build bundles the module, and runs them with Node's own runner.

import { spawnSync } from "node:child_process";
import { mkdirSync, readdirSync, rmSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

import * as esbuild from "esbuild";

const here = dirname(fileURLToPath(import.meta.url));
const out = join(here, "node_modules/.cache/tests");
rmSync(out, { recursive: true, force: true });
mkdirSync(out, { recursive: true });
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
});
const files = readdirSync(out)
  .filter((name) => name.endsWith(".test.mjs"))
  .map((name) => join(out, name));
if (!process.argv.includes("--only-bundle")) {
  process.exitCode = spawnSync(process.execPath, ["--test", ...files], { stdio: "inherit" }).status ?? 1;
}
