// Secrets wrapped to those who may hold them.

import { seal } from "./age";
import { toBase64, utf8 } from "./bytes";

export interface Grant {
  kind: "opening" | "signing";
  number: number | null;
  to: "member" | "recovery";
  member: string | null;
  wrapped: string;
}

export interface Secret {
  kind: "opening" | "signing";
  number: number | null;
  secret: string; // AGE-SECRET-KEY-1… of an opening key, base64 of the 32-byte seed of a signing key
}

export async function wrappedTo(recipient: string, secret: string): Promise<string> {
  return toBase64(await seal(utf8(secret), [recipient]));
}

export async function toMember(
  member: { member: string; recipient: string },
  { kind, number, secret }: Secret,
): Promise<Grant> {
  const wrapped = await wrappedTo(member.recipient, secret);
  return { kind, number, to: "member", member: member.member, wrapped };
}

export async function toSheet(recipient: string, { kind, number, secret }: Secret): Promise<Grant> {
  const wrapped = await wrappedTo(recipient, secret);
  return { kind, number, to: "recovery", member: null, wrapped };
}
