// Wraps private halves as a browser does, for the demo: pyrage cannot choose scrypt's cost, and its own takes a phone too long.
//   [{"identity": "AGE-SECRET-KEY-1…", "passphrase": "six words"}, …] on standard input → [base64, …] on standard output

import { dirname } from "node:path";
import { text } from "node:stream/consumers";
import { fileURLToPath } from "node:url";

import * as esbuild from "esbuild";

const { outputFiles } = await esbuild.build({
  absWorkingDir: dirname(fileURLToPath(import.meta.url)),
  stdin: {
    contents: `export { wrap } from "./src/sealing/passphrase"; export { toBase64 } from "./src/sealing/bytes";`,
    resolveDir: dirname(fileURLToPath(import.meta.url)),
    loader: "ts",
  },
  bundle: true,
  format: "esm",
  platform: "node",
  write: false,
});
const { wrap, toBase64 } = await import(`data:text/javascript,${encodeURIComponent(outputFiles[0].text)}`);
const wrapped = [];
for (const { identity, passphrase } of JSON.parse(await text(process.stdin))) {
  wrapped.push(toBase64(await wrap(identity, passphrase)));
}
console.log(JSON.stringify(wrapped));
