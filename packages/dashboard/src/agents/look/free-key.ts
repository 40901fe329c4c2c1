/** A key that none of these has: what was given under it stays apart when a label changes. */
export function freeKey(taken: readonly { key: string }[]): string {
  for (let number = taken.length + 1; ; number += 1) {
    const key = `field_${number}`;
    if (!taken.some((one) => one.key === key)) return key;
  }
}
