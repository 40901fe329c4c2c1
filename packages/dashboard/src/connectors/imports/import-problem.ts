/** Why a file can't be an export of a workspace; null: worth sending. */
export function importProblem(file: { name: string; size: number }): string | null {
  if (!/\.zip$/i.test(file.name))
    return `${file.name} is no ZIP. Download the export from Slack and drop that file as it is.`;
  if (file.size === 0) return `${file.name} is empty. Download it again.`;
  return null;
}
