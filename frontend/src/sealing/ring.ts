// The keys a person holds while unlocked: their own, and what was granted to it. Gone with the page.
//
// [data-panel="unlock"]  shown when the passphrase is needed (keys/parts/unlock.html)
//   [data-typed]         input for the six words
//   [data-do="unlock"]   button · [data-tell] line for what went on

import { open, recipientOf } from "./age";
import { fromBase64, text } from "./bytes";
import type { KeysFacts } from "./facts";
import { field, on, panels, part, say, tell } from "./page";
import { Failed, post } from "./server";
import { publicOf } from "./signing";
import { unwrapped } from "./slowly";
import { keepUnlocked, takeUnlocked } from "../vault";
import { strangeWord, typedWords } from "./words";

interface GrantFacts {
  kind: "opening" | "signing";
  number: number | null;
  recipient?: string | null;
  public?: string | null;
  wrapped: string;
}

interface Mine {
  member: { id: string; recipient: string; wrapped: string };
  grants: GrantFacts[];
}

export interface Ring {
  member: string;
  recipient: string;
  identity: string;
  grants: GrantFacts[];
}

let ring: Promise<Ring> | null = null;

/** The unlocked keys; asks for the passphrase when this session has not unlocked yet. */
export function unlocked(keys: KeysFacts): Promise<Ring> {
  ring ??= unlock(keys).catch((failure: unknown) => {
    ring = null;
    throw failure;
  });
  return ring;
}

export function dropRing(): void {
  ring = null;
}

async function unlock(keys: KeysFacts): Promise<Ring> {
  if (keys.member === null) throw new Failed(say("no-key-yet"));
  const session = await sessionKey(keys);
  const mine = await post<Mine>(keys.urls.mine, {});
  const kept = await takeUnlocked(mine.member.id, session);
  const identity = kept ?? (await askedFor(mine));
  if ((await recipientOf(identity)) !== mine.member.recipient) throw new Failed(say("key-altered"));
  if (kept === null) await keepUnlocked(mine.member.id, identity, session);
  const { id: member, recipient } = mine.member;
  return { member, recipient, identity, grants: mine.grants };
}

export async function sessionKey(keys: KeysFacts, member = keys.member): Promise<Uint8Array> {
  const answer = await post<{ session_key: string }>(keys.urls.session, { member });
  return fromBase64(answer.session_key);
}

/** Resolves once the right six words were typed; a wrong try says so and waits for the next. */
function askedFor(mine: Mine): Promise<string> {
  const panel = panels("unlock")[0];
  if (panel === undefined) throw new Error("a page without unlock");
  panel.hidden = false;
  const typed = field(panel, "[data-typed]");
  typed.focus();
  return new Promise((done) => {
    on(panel, "unlock", async () => {
      const identity = await tried(panel, typed.value, mine);
      if (identity === null) return typed.focus();
      typed.value = "";
      panel.hidden = true;
      done(identity);
    });
    typed.addEventListener("keydown", (event) => {
      if (event.key === "Enter") part(panel, '[data-do="unlock"]').click();
    });
  });
}

async function tried(panel: HTMLElement, typed: string, mine: Mine): Promise<string | null> {
  const words = typedWords(typed);
  if (words.length !== 6) {
    tell(panel, say("six-words-please"));
    return null;
  }
  tell(panel, say("unlocking"));
  const identity = await unwrapped(fromBase64(mine.member.wrapped), words.join(" "));
  // Tried first: a key may be older than a change of the list.
  const wrong = strangeWord(words) > 0 ? "word-not-on-list" : "passphrase-wrong";
  tell(panel, identity === null ? say(wrong) : "");
  return identity;
}

/** What the opening secret of this number says; null when it was not granted. */
export async function openingSecret(ring: Ring, number: number): Promise<string | null> {
  const grant = ring.grants.find((each) => each.kind === "opening" && each.number === number);
  if (grant === undefined) return null;
  const secret = await secretIn(grant.wrapped, ring.identity);
  if ((await recipientOf(secret)) !== grant.recipient) throw new Failed(say("key-altered"));
  return secret;
}

/** The signing seed, if it was granted and belongs to this public key. */
export async function signingSeed(ring: Ring, signingPublic: string): Promise<string | null> {
  const grant = ring.grants.find((each) => each.kind === "signing");
  if (grant === undefined) return null;
  const seed = await secretIn(grant.wrapped, ring.identity);
  if (publicOf(seed) !== signingPublic) throw new Failed(say("key-altered"));
  return seed;
}

export async function secretIn(wrapped: string, identity: string): Promise<string> {
  try {
    return text(await open(fromBase64(wrapped), identity));
  } catch {
    throw new Failed(say("key-altered"));
  }
}
