/**
 * SQL that holds for a scope and everything below it. "/" sorts right before "0" in the C
 * collation, so the subtree is one index range.
 */
export function belowScope(column: string, scope: string): string {
  return `(${column} = ${scope} or (${column} > ${scope} || '/' and ${column} < ${scope} || '0'))`;
}
