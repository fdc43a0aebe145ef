// Where an unlocked key rests: in this browser, encrypted under a key that only the server's session holds.
// A non-extractable WebCrypto key would lie in clear in the profile on disk, also after it is deleted.

const NAME = "alongside";
const STORE = "unlocked";

interface Resting {
  iv: Uint8Array;
  sealed: ArrayBuffer;
}

export async function keepUnlocked(member: string, secret: string, key: Uint8Array): Promise<void> {
  const iv = crypto.getRandomValues(new Uint8Array(12));
  const sealed = await crypto.subtle.encrypt(
    sealing(iv, member),
    await aes(key),
    new TextEncoder().encode(secret),
  );
  await inStore("readwrite", (store) => store.put({ iv, sealed } satisfies Resting, member));
}

/** The secret, or null when this browser holds none that this session can read. */
export async function takeUnlocked(member: string, key: Uint8Array): Promise<string | null> {
  const resting = (await inStore("readonly", (store) => store.get(member))) as Resting | undefined;
  if (resting === undefined) return null;
  try {
    const secret = await crypto.subtle.decrypt(
      sealing(resting.iv, member),
      await aes(key),
      resting.sealed,
    );
    return new TextDecoder().decode(secret);
  } catch {
    return null; // left by an earlier session, whose key is gone
  }
}

export function forgetUnlocked(): Promise<void> {
  return new Promise((done) => {
    const asked = indexedDB.deleteDatabase(NAME);
    asked.onsuccess = asked.onerror = asked.onblocked = () => done();
  });
}

const sealing = (iv: Uint8Array, member: string): AesGcmParams => ({
  name: "AES-GCM",
  iv: iv as BufferSource,
  additionalData: new TextEncoder().encode(member),
});

const aes = (key: Uint8Array): Promise<CryptoKey> =>
  crypto.subtle.importKey("raw", key as BufferSource, "AES-GCM", false, ["encrypt", "decrypt"]);

async function inStore<T>(
  mode: IDBTransactionMode,
  act: (store: IDBObjectStore) => IDBRequest<T>,
): Promise<T> {
  const database = await opened();
  try {
    return await settled(act(database.transaction(STORE, mode).objectStore(STORE)));
  } finally {
    database.close();
  }
}

function opened(): Promise<IDBDatabase> {
  const asked = indexedDB.open(NAME, 1);
  asked.onupgradeneeded = () => asked.result.createObjectStore(STORE);
  return settled(asked);
}

const settled = <T>(request: IDBRequest<T>): Promise<T> =>
  new Promise((done, failed) => {
    request.onsuccess = () => done(request.result);
    request.onerror = () => failed(request.error);
  });
