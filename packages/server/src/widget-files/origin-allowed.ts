/**
 * Whether a page of `origin` is among `allowed`, in which `https://*.shop.example` stands for all
 * hosts below (not for shop.example itself, as in `frame-ancestors`). None allowed: any page.
 */
export function originAllowed(allowed: readonly string[], origin: string): boolean {
  if (allowed.length === 0) return true;
  const asked = origin.toLowerCase();
  return allowed.some((each) => {
    const pattern = each.toLowerCase();
    const star = pattern.indexOf('*.');
    if (star < 0) return asked === pattern;
    const scheme = pattern.slice(0, star);
    const tail = pattern.slice(star + 1);
    return (
      asked.startsWith(scheme) && asked.endsWith(tail) && asked.length > scheme.length + tail.length
    );
  });
}
