// What a page says to the server and hears back. A failure is a sentence, never a lost word.

import { token } from "../idle";
import { say } from "./page";

export class Failed extends Error {} // its message is a sentence for the person

const PATIENCE_MS = 20_000;

export async function post<T>(address: string, body: object): Promise<T> {
  const answer = await asked(address, body);
  if (answer.type === "opaqueredirect" || answer.status === 401) throw new Failed(say("signed-out"));
  if (answer.ok) return (await answer.json()) as T;
  throw new Failed(await why(answer));
}

async function asked(address: string, body: object): Promise<Response> {
  const patience = new AbortController();
  const clock = setTimeout(() => patience.abort(), PATIENCE_MS);
  try {
    return await fetch(address, {
      method: "POST",
      redirect: "manual",
      cache: "no-store",
      headers: { "Content-Type": "application/json", "X-CSRFToken": token() },
      body: JSON.stringify(body),
      signal: patience.signal,
    });
  } catch {
    throw new Failed(say("no-answer")); // no line, or no answer in time
  } finally {
    clearTimeout(clock);
  }
}

async function why(answer: Response): Promise<string> {
  if (answer.status === 422) return say("not-accepted");
  if (answer.status === 403 || answer.status === 404) return say("not-allowed");
  if (answer.status !== 409) return say("trouble");
  const no = (await answer.json().catch(() => ({}))) as { sentence?: unknown };
  return typeof no.sentence === "string" ? no.sentence : say("trouble");
}
