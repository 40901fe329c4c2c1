import { join } from 'node:path';

/** Where Vite puts the widget. The server reads the files; it never imports them. */
export const widgetFolder = join(import.meta.dirname, '../../../widget/dist');
