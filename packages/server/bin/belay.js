#!/usr/bin/env node
// Plain JavaScript that an old Node can read. `npx belay` finds the Node of this checkout by itself.
const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
if (major < 22 || (major === 22 && minor < 18)) {
  console.error(
    `belay needs Node 22.18 or newer, and this is ${process.versions.node}. Run it as "npx belay serve" in Belay's folder, which brings its own.`,
  );
  process.exit(1);
}
await import('../src/main.ts');
