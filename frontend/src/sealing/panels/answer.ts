// The answer: our own note on a referral, its state included, sealed to our own opening key.
//
// [data-panel="answer"] (referrals/parts/answer.html)
//   [data-part="state"] select and [data-part="text"] textarea, both [data-sealed] · [data-do] read, keep · [data-tell]

import { fromBase64, toBase64 } from "../bytes";
import { closeSoon } from "../closing";
import type { NumberedKey, ReadPage } from "../facts";
import { openAnswer, sealAnswer, TooLong, type Answer } from "../letter";
import { field, on, part, say, tell } from "../page";
import { pins } from "../pins";
import { secretIn, unlocked } from "../ring";
import { Failed, post } from "../server";
import { enable, wipe } from "../sealed_fields";
import { ownOpeningStop } from "../trust";

interface Kept {
  answer: string | null;
  grant: { number: number; wrapped: string } | null;
}

export function answerPanel(panel: HTMLElement, page: ReadPage): void {
  const box = part(panel, "[data-box]");
  let isChanged = false;
  box.hidden = page.answer_kept; // an answer that is there is read before it is written over
  part(panel, "[data-kept]").hidden = !page.answer_kept;
  enable(panel);
  panel.addEventListener("input", () => (isChanged = true));
  closeSoon(() => {
    if (!page.answer_kept || isChanged) return;
    wipe(panel);
    box.hidden = true;
    part(panel, "[data-kept]").hidden = false;
  });
  on(panel, "read", async () => {
    show(panel, await read(page));
    isChanged = false;
    box.hidden = false;
    part(panel, "[data-kept]").hidden = true;
  });
  on(panel, "keep", async () => {
    await keep(panel, page);
    isChanged = false;
    page.answer_kept = true;
    tell(panel, say("answer-kept"));
  });
}

async function read(page: ReadPage): Promise<Answer> {
  const ring = await unlocked(page.keys);
  const { answer, grant } = await post<Kept>(page.urls.answer_read, {});
  if (answer === null) return { state: "", text: "" };
  if (grant === null) throw new Failed(say("not-granted"));
  const secret = await secretIn(grant.wrapped, ring.identity);
  const { referral, organization } = page;
  const header = { referral, organization: organization.id, number: grant.number };
  try {
    return await openAnswer(fromBase64(answer), secret, header);
  } catch {
    throw new Failed(say("letter-unreadable"));
  }
}

function show(panel: HTMLElement, { state, text }: Answer): void {
  field(panel, '[data-part="state"]').value = state;
  field(panel, '[data-part="text"]').value = text;
}

async function keep(panel: HTMLElement, page: ReadPage): Promise<void> {
  const { number, recipient } = ownOpening(page);
  const answer = {
    state: field(panel, '[data-part="state"]').value,
    text: field(panel, '[data-part="text"]').value.trim(),
  };
  const header = { referral: page.referral, organization: page.organization.id, number };
  try {
    const sealed = await sealAnswer(header, answer, [recipient]);
    await post(page.urls.answer, { answer: toBase64(sealed), number });
  } catch (failure) {
    throw failure instanceof TooLong ? new Failed(say("too-long")) : failure;
  }
}

function ownOpening({ organization, signing, opening }: ReadPage): NumberedKey {
  const stop = ownOpeningStop(pins, organization.id, signing, opening);
  if (stop !== null || opening === null) throw new Failed(say(stop ?? "own-keys-missing"));
  return opening;
}
