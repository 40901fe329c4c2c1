import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/**
 * Makes this process the folder's only owner. Throws a sentence that names a living owner; a dead
 * one's lock is taken over. Returns how to give it back.
 */
export async function takeFolder(folder: string): Promise<() => Promise<void>> {
  const path = join(folder, 'owner');
  const mine = `${process.pid} ${await startOf(process.pid)}`;
  for (;;) {
    try {
      await writeFile(path, mine, { flag: 'wx', mode: 0o600 });
      return () => rm(path, { force: true });
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    }
    const [pid, start] = (await readFile(path, 'utf8').catch(() => '')).split(' ');
    if (
      pid &&
      Number(pid) !== process.pid &&
      (await startOf(Number(pid))) === start &&
      start !== ''
    )
      throw new Error(
        `Another Belay (process ${pid}) uses the data folder ${folder}. Stop it, or choose another BELAY_DATA_DIR.`,
      );
    if (Number(pid) === process.pid && start === mine.split(' ')[1])
      throw new Error(
        `This Belay already runs a database in ${folder}. Choose another BELAY_DATA_DIR.`,
      );
    await rm(path, { force: true });
  }
}

/** When a process started, so that a reused process id is not taken for its predecessor; '' if gone. */
async function startOf(pid: number): Promise<string> {
  try {
    process.kill(pid, 0);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EPERM') return '';
  }
  if (process.platform !== 'linux') return 'alive';
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '');
  return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? '';
}
