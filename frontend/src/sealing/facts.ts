// What the server tells a page, as JSON in <script type="application/json" id="facts">.

export interface PublicKey {
  public: string;
}

export interface NumberedKey {
  number: number;
  recipient: string;
  day: string;
  signature: string;
}

export interface MemberFacts {
  member: string; // the id of their member key
  person: string;
  name: string;
  recipient: string;
  day: string | null;
  signature: string | null;
}

export interface Named {
  id: string;
  name: string;
}

export interface Confirmation {
  fingerprint: string;
  day: string;
  signature: string;
}

export interface Partner extends Named {
  signing: PublicKey | null; // null before they made their keys
  opening: NumberedKey | null;
}

export interface KeysFacts {
  person: string;
  organization: string;
  member: string | null;
  urls: { mine: string; session: string; page: string };
}

/** The page of an organization's keys. */
export interface KeysPage {
  day: string;
  organization: Named;
  keys: KeysFacts;
  signing: PublicKey | null;
  opening: NumberedKey | null;
  recovery: NumberedKey | null;
  member: { id: string; recipient: string; granted: boolean } | null;
  waiting: (Omit<MemberFacts, "day" | "signature"> & { may_open: boolean; may_sign: boolean })[];
  members: MemberFacts[];
  needed: number[];
  urls: { member: string; setup: string; grant: string; rotation: string };
}

/** The page where a champion confirms a partner's signing key. */
export interface ConfirmPage {
  day: string;
  organization: Named;
  signing: PublicKey;
  keys: KeysFacts;
  partner: Named & PublicKey;
  urls: { confirm: string; done: string };
}

/** The page where a letter is written. */
export interface WritePage {
  token: string;
  referral: string;
  release: string;
  day: string;
  last_day: string | null;
  from: Named & { signing: PublicKey | null };
  to: Partner & { members: MemberFacts[] };
  confirmation: Confirmation | null;
  items: { id: string; label: string }[];
  urls: { send: string };
}

export interface LetterFacts {
  letter: string;
  release: string;
  from: Named;
  to: Named;
  number: number;
  day: string;
  members: boolean;
  url: string;
}

/** The page where letters are read and an answer is kept. */
export interface ReadPage {
  referral: string;
  organization: Named;
  signing: PublicKey | null;
  opening: NumberedKey | null;
  keys: KeysFacts;
  letters: LetterFacts[];
  items: { id: string; label: string }[];
  answer_kept: boolean;
  urls: { answer: string; answer_read: string };
}
