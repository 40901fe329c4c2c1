import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'rolldown';

/** `npm run build -w packages/cli`: both programs with all they import in dist/, and the licences. */
const root = join(import.meta.dirname, '../..');
const dist = join(root, 'dist');
rmSync(dist, { recursive: true, force: true });

const { output } = await build({
  input: {
    cortexdb: join(root, 'src/cortexdb.ts'),
    'cortexdb-sync': join(root, 'src/cortexdb-sync.ts'),
  },
  platform: 'node',
  logLevel: 'warn',
  output: { dir: dist, format: 'esm', minify: true, chunkFileNames: '[name]-[hash].js' },
});

const packages = new Set<string>();
for (const chunk of output)
  if (chunk.type === 'chunk')
    for (const id of chunk.moduleIds) {
      const folder = packageFolder(id);
      if (folder) packages.add(folder);
    }

const notices = [...packages].sort().map(notice);
writeFileSync(
  join(dist, 'THIRD-PARTY-LICENSES.txt'),
  `${notices.join(`\n\n${'-'.repeat(72)}\n\n`)}\n`,
);
console.log(`bundled with ${notices.length} packages of others: ${dist}`);

/** The folder of the npm package that a module belongs to; undefined for our own. */
function packageFolder(id: string): string | undefined {
  const at = id.lastIndexOf('/node_modules/');
  if (at < 0) return undefined;
  const [scope, name] = id.slice(at + '/node_modules/'.length).split('/');
  const folder = scope?.startsWith('@') ? `${scope}/${name}` : scope;
  return folder ? join(id.slice(0, at), 'node_modules', folder) : undefined;
}

/** Permissive licences ask for one thing: that their text goes along. */
function notice(folder: string): string {
  const manifest = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as {
    name: string;
    version: string;
    license?: string;
  };
  const file = ['LICENSE', 'LICENSE.md', 'LICENSE.txt', 'LICENCE', 'license', 'License']
    .map((each) => join(folder, each))
    .find((each) => existsSync(each));
  const text = file ? readFileSync(file, 'utf8').trim() : `Licence: ${manifest.license ?? ''}`;
  return `${manifest.name} ${manifest.version} (${manifest.license ?? 'see below'})\n\n${text}`;
}
