// Builds what pages load into alongside/static/built/: the same input gives the same bytes.
//   node build.mjs            fails when the sealing module is not the one that was accepted (sealing.sha256)
//   node build.mjs --accept   accepts the sealing module as it is built now

import { createHash } from "node:crypto";
import { copyFileSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

import * as esbuild from "esbuild";
import * as sass from "sass";

const here = dirname(fileURLToPath(import.meta.url));
const out = join(here, "../alongside/static/built");
const accepted = join(here, "sealing.sha256");

rmSync(out, { recursive: true, force: true });
mkdirSync(out, { recursive: true });
await scripts();
await styles();
fonts();
checkSealing();

async function scripts() {
  await esbuild.build({
    absWorkingDir: here,
    entryPoints: ["src/site.ts", "src/sealing.ts", "src/sealing-worker.ts"],
    outdir: out,
    bundle: true,
    minify: true,
    format: "iife",
    target: "es2020",
    charset: "utf8",
    loader: { ".txt": "text" },
    legalComments: "none",
  });
}

async function styles() {
  const { css } = sass.compile(join(here, "src/styles/site.scss"), {
    loadPaths: [join(here, "node_modules/@uswds/uswds/packages")],
    quietDeps: true,
    silenceDeprecations: ["import", "global-builtin", "if-function"],
    logger: sass.Logger.silent,
  });
  await esbuild.build({
    stdin: { contents: css, loader: "css", resolveDir: join(here, "node_modules/@uswds/uswds/dist/css") },
    outfile: join(out, "site.css"),
    bundle: true,
    minify: true,
    target: "es2020",
    loader: { ".svg": "dataurl" },
    legalComments: "none",
  });
}

// Faces for PDFs. They lie beside what is served, not in it: no page loads a font.
function fonts() {
  const folder = join(here, "../alongside/static/fonts");
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  for (const face of ["400Regular", "700Bold"]) {
    const name = `NotoSans_${face}.ttf`;
    copyFileSync(join(here, "node_modules/@expo-google-fonts/noto-sans", face, name), join(folder, name));
  }
}

function checkSealing() {
  const built = ["sealing.js", "sealing-worker.js"].map(sum).join("");
  if (process.argv.includes("--accept")) writeFileSync(accepted, built);
  const known = existsSync(accepted) ? readFileSync(accepted, "utf8") : "";
  if (built === known) return;
  console.error(
    "The sealing module that was built is not the one in frontend/sealing.sha256: if that is meant, run `npm run accept` in frontend/ and commit the file.",
  );
  process.exitCode = 1;
}

function sum(name) {
  const hash = createHash("sha256").update(readFileSync(join(out, name))).digest("hex");
  return `${hash}  ${name}\n`;
}
