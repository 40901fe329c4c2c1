/** 128 random bits, also on a page without https, where `randomUUID` is missing. */
export function uniqueId(): string {
  return [...crypto.getRandomValues(new Uint8Array(16))]
    .map((byte) => byte.toString(16).padStart(2, '0'))
    .join('');
}
