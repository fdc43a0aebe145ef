// Writing a letter: permission, what to pass, check, send; one page, so that nothing typed ever rests anywhere.
//
// [data-panel="write"] (referrals/parts/letter.html)
//   steps  permission · words · check · send · stopped
//   <form data-release> (release.ts) · [data-item] fields (items.ts) · [data-checked] <dl> · [data-for] whom it is sealed to
//   [data-do] words, check, seal, send, back-to-permission, back-to-words, print-form
//   [data-sheet] the form to sign, [data-print-name] a sealed input that only fills [data-fill-name] on paper, [data-fill-end]

import { toBase64 } from "../bytes";
import { endOf } from "../days";
import type { MemberFacts, NumberedKey, WritePage } from "../facts";
import { sealLetter, TooLong, type Item } from "../letter";
import { describe, field, on, part, parts, say, step, tell } from "../page";
import { pins } from "../pins";
import { Failed, post } from "../server";
import { enable, wipe } from "../sealed_fields";
import { isVouchedFor, partnerStop } from "../trust";
import { isWhole, labelled, saysBoth, typedItems } from "./items";
import { fillPrinted, listed, releaseOf, type Release } from "./release";

/** Once sealed, the same bytes are sent however often somebody tries. */
interface Sealed {
  release: Release;
  letter: string;
  members: string[];
}

export function writePanel(panel: HTMLElement, page: WritePage): () => void {
  const stop = partnerStop(pins, page);
  if (stop !== null) {
    part(panel, "[data-stop]").textContent = say(stop);
    step(panel, "stopped");
    return () => undefined;
  }
  const form = part<HTMLFormElement>(panel, "form[data-release]");
  let sealed: Sealed | null = null;
  enable(panel);
  step(panel, "permission");
  form.addEventListener("submit", (event) => event.preventDefault());
  permissionActs(panel, page, form);
  on(panel, "back-to-permission", () => step(panel, "permission"));
  on(panel, "back-to-words", () => {
    sealed = null;
    step(panel, "words");
  });
  on(panel, "check", () => check(panel, page, releaseOf(form)));
  on(panel, "seal", async () => {
    sealed = await seal(panel, page, releaseOf(form));
    step(panel, "send");
  });
  on(panel, "send", async () => {
    if (sealed !== null) await send(panel, page, sealed);
  });
  return () => {
    sealed = null;
  };
}

function permissionActs(panel: HTMLElement, page: WritePage, form: HTMLFormElement): void {
  on(panel, "words", () => {
    if (!form.reportValidity()) return;
    const covered = listed(releaseOf(form), "items");
    if (covered.length === 0) return tell(panel, say("choose-an-item"));
    if (isForSome(releaseOf(form)) && listed(releaseOf(form), "members").length === 0) {
      return tell(panel, say("choose-people"));
    }
    for (const item of parts(panel, "[data-item]")) {
      item.hidden = !covered.includes(item.dataset["item"] as string);
      if (item.hidden) wipe(item); // what the release does not cover is not kept either
    }
    step(panel, "words");
  });
  on(panel, "print-form", () => {
    const sheet = part(document, "[data-sheet]");
    fillPrinted(form, sheet);
    const days = Number(releaseOf(form)["days"]);
    part(sheet, "[data-fill-end]").textContent = endOf(days, page, document.documentElement.lang);
    part(sheet, "[data-fill-name]").textContent = field(panel, "[data-print-name]").value;
    print();
  });
}

function check(panel: HTMLElement, page: WritePage, release: Release): void {
  const items = typed(panel, release);
  describe(part(panel, "[data-checked]"), labelled(Object.entries(items), page.items));
  part(panel, "[data-for]").textContent = sealedFor(page, release)
    .map(({ name }) => name)
    .join(", ");
  step(panel, "check");
}

function typed(panel: HTMLElement, release: Release): Record<string, Item> {
  const items = typedItems(panel, listed(release, "items"));
  if (Object.keys(items).length === 0) throw new Failed(say("nothing-written"));
  if (!isWhole(items)) throw new Failed(say("say-how"));
  if (saysBoth(panel, listed(release, "items"))) throw new Failed(say("reach-or-not"));
  return items;
}

/** The partner, or the members chosen because somebody there should not see this. */
function sealedFor(page: WritePage, release: Release): { name: string; recipient: string }[] {
  const chosen = chosenMembers(page, release);
  if (chosen.length === 0) return [{ name: page.to.name, recipient: opening(page).recipient }];
  if (!chosen.every((member) => isVouchedFor(page.to.id, page.to.signing, member))) {
    throw new Failed(say("member-key-not-signed"));
  }
  return chosen;
}

function opening({ to }: WritePage): NumberedKey {
  if (to.opening === null) throw new Failed(say("partner-keys-missing"));
  return to.opening;
}

const isForSome = (release: Release): boolean => release["hidden"] === "somebody";

function chosenMembers(page: WritePage, release: Release): MemberFacts[] {
  if (!isForSome(release)) return [];
  const ids = listed(release, "members");
  return page.to.members.filter(({ member }) => ids.includes(member));
}

async function seal(panel: HTMLElement, page: WritePage, release: Release): Promise<Sealed> {
  const stop = partnerStop(pins, page); // another tab may have seen more since
  if (stop !== null) throw new Failed(say(stop));
  const header = {
    referral: page.referral,
    from: page.from.id,
    to: page.to.id,
    number: opening(page).number,
    release: page.release,
    day: page.day,
  };
  const recipients = sealedFor(page, release).map(({ recipient }) => recipient);
  try {
    const letter = await sealLetter(header, typed(panel, release), recipients);
    const { members: _, ...clear } = release;
    const members = chosenMembers(page, release).map(({ member }) => member);
    return { release: clear, letter: toBase64(letter), members };
  } catch (failure) {
    if (failure instanceof TooLong) throw new Failed(say("too-long"));
    throw failure;
  }
}

/** What was typed stays on the page until the server says it has the letter. */
async function send(panel: HTMLElement, page: WritePage, sealed: Sealed): Promise<void> {
  tell(panel, say("sending"));
  const { token } = page;
  const { number } = opening(page);
  const sent = await post<{ url: string }>(page.urls.send, { token, number, ...sealed });
  wipe(document);
  location.replace(new URL(sent.url, location.origin).href);
}
