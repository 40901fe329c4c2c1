import type { Operation } from '../openapi/operations.ts';

/** The desk's calls, for operators, admins and visitors. */
export const deskOperations: Operation[] = [];
