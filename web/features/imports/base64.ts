/** Bytes in Base64. */
export function toBase64(bytes: Uint8Array): string {
  // As many arguments as every browser takes at once.
  const stretch = 0x8000;
  let binary = "";
  for (let at = 0; at < bytes.length; at += stretch) {
    binary += String.fromCharCode(...bytes.subarray(at, at + stretch));
  }
  return btoa(binary);
}

/** The bytes of a text in Base64. */
export function fromBase64(text: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
}
