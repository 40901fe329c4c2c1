/** The scope above everything that a template can write: its segments before the first placeholder. */
export function baseScope(template: string): string {
  const segments = template.split('/');
  const end = segments.findIndex((segment) => segment.includes('{'));
  return (end < 0 ? segments : segments.slice(0, end)).join('/');
}
