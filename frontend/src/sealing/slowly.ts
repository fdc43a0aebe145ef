// Wrapping and unwrapping in a worker, so that the page stays awake.

import type { Done, Task } from "../sealing-worker";

interface TrustedTypes {
  createPolicy(name: string, rules: { createScriptURL(url: string): string }): {
    createScriptURL(url: string): string;
  };
}

let policy: { createScriptURL(url: string): string } | null = null;

/** The worker's address stands on the script element that loaded this module; only this origin's will do. */
function address(): string {
  const script = document.querySelector<HTMLScriptElement>("script[data-worker]");
  const url = new URL(script?.dataset["worker"] ?? "", location.href);
  if (url.origin !== location.origin) throw new Error("a worker from elsewhere");
  const types = (window as { trustedTypes?: TrustedTypes }).trustedTypes;
  policy ??= types?.createPolicy("alongside", { createScriptURL: (trusted) => trusted }) ?? null;
  return policy ? policy.createScriptURL(url.href) : url.href;
}

function ask(task: Task): Promise<Uint8Array | string | null> {
  const worker = new Worker(address());
  return new Promise<Uint8Array | string | null>((done, failed) => {
    worker.onmessage = (event: MessageEvent<Done>) =>
      done("result" in event.data ? event.data.result : null);
    worker.onerror = () => failed(new Error("the worker did not start"));
    worker.postMessage(task);
  }).finally(() => worker.terminate());
}

export async function wrapped(identity: string, passphrase: string): Promise<Uint8Array> {
  const result = await ask({ word: "wrap", identity, passphrase });
  if (!(result instanceof Uint8Array)) throw new Error("not wrapped");
  return result;
}

/** The identity, or null when the passphrase is another. */
export async function unwrapped(sealed: Uint8Array, passphrase: string): Promise<string | null> {
  const result = await ask({ word: "unwrap", wrapped: sealed, passphrase });
  return typeof result === "string" ? result : null;
}
