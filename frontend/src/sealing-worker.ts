// The slow part of a passphrase, away from the page.

import { unwrap, wrap } from "./sealing/passphrase";

export type Task =
  | { word: "wrap"; identity: string; passphrase: string }
  | { word: "unwrap"; wrapped: Uint8Array; passphrase: string };

export type Done = { result: Uint8Array | string } | { failed: true };

onmessage = async (event: MessageEvent<Task>): Promise<void> => {
  postMessage(await done(event.data));
};

async function done(task: Task): Promise<Done> {
  try {
    const { passphrase } = task;
    return task.word === "wrap"
      ? { result: await wrap(task.identity, passphrase) }
      : { result: await unwrap(task.wrapped, passphrase) };
  } catch {
    return { failed: true }; // a wrong passphrase, or a file that is none
  }
}
