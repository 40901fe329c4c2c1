import { join } from 'node:path';

/** Where Vite puts the dashboard. The server reads the files; it never imports them. */
export const dashboardFolder = join(import.meta.dirname, '../../../dashboard/dist');
