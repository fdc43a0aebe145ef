// The recovery sheet: an age identity on paper, in groups of four.

const PREFIX = "AGE-SECRET-KEY-1";
const LAST_GROUPS = 3;

export function groups(identity: string): string[] {
  if (!identity.startsWith(PREFIX)) throw new Error("not an identity");
  return identity.slice(PREFIX.length).match(/.{1,4}/g) ?? [];
}

/** The identity that somebody typed from the sheet, whatever spaces they used. */
export function identityFrom(typed: string): string {
  const letters = typed.toUpperCase().replace(/[^A-Z0-9]/g, "");
  return PREFIX + letters.replace(/^AGESECRETKEY1/, "");
}

/** Whether what was typed are the sheet's last groups: the paper was at hand. */
export function isKept(identity: string, typed: string): boolean {
  const last = groups(identity).slice(-LAST_GROUPS).join("");
  return typed.toUpperCase().replace(/[^A-Z0-9]/g, "") === last;
}
