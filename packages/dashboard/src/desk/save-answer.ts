import { api } from '../api/api.ts';

/** Saves what the server answers as a file of this name. Throws `ApiError`. */
export async function saveAnswer(path: string, name: string): Promise<void> {
  const response = await api.raw(path);
  const address = URL.createObjectURL(await response.blob());
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  // the browser has taken it by then
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}
