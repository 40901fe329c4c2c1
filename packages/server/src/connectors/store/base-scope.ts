/**
 * The scope that everything of a template lies in: its leading segments without a placeholder.
 * Lifecycle rows of a connector carry it.
 */
export function baseScope(template: string): string {
  const segments = template.split('/');
  const first = segments.findIndex((segment) => segment.includes('{'));
  return segments.slice(0, first < 0 ? segments.length : first).join('/');
}
