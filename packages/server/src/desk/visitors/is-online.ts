/** SQL: whether the visitor of a row with `tenant` and this column has a widget open. */
export function isOnline(row: string, column = 'visitor'): string {
  return `exists (select from visitor_online o
    where o.tenant = ${row}.tenant and o.visitor = ${row}.${column} and o.until > now())`;
}
