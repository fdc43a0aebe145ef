// The recovery sheet on the screen, printed, and proved to be kept.
//
// steps  start · sheet · proof   ·   [data-do] sheet, print, printed, again, prove
// [data-groups] <ol>, [data-qr], [data-opened] around both · [data-typed] input · [data-tell]

import { generate } from "lean-qr";
import { toSvg } from "lean-qr/extras/svg";

import { makeKeys, type Keys } from "../age";
import { field, list, on, part, say, step, tell } from "../page";
import { groups, isKept } from "../sheet";

/** Calls `proved` with the sheet's keys once its last groups were typed from the paper. */
export function sheetSteps(panel: HTMLElement, proved: (keys: Keys) => Promise<void>): void {
  let keys: Keys | null = null;
  const show = async (): Promise<void> => {
    keys ??= await makeKeys();
    draw(panel, keys.identity);
    step(panel, "sheet");
  };
  step(panel, "start");
  on(panel, "sheet", show);
  on(panel, "again", show);
  on(panel, "print", () => print());
  on(panel, "printed", () => {
    clear(panel);
    step(panel, "proof");
  });
  on(panel, "prove", async () => {
    if (keys === null || !isKept(keys.identity, field(panel, "[data-typed]").value)) {
      return tell(panel, say("groups-differ"));
    }
    tell(panel, say("making"));
    await proved(keys);
  });
}

function draw(panel: HTMLElement, identity: string): void {
  list(part(panel, "[data-groups]"), groups(identity));
  const code = toSvg(generate(identity), document, { width: 240, height: 240 });
  code.setAttribute("role", "img");
  code.setAttribute("aria-label", say("qr-of-sheet"));
  part(panel, "[data-qr]").replaceChildren(code);
}

function clear(panel: HTMLElement): void {
  part(panel, "[data-groups]").replaceChildren();
  part(panel, "[data-qr]").replaceChildren();
  field(panel, "[data-typed]").value = "";
}
