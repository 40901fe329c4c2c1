import { type Rule, token } from './rule.ts';

export const registryTokens: readonly Rule[] = [
  token('npm token', 'npm_', 'npm_[A-Za-z0-9]{36,}'),
  token('pypi token', 'pypi-', 'pypi-[A-Za-z0-9_-]{50,}'),
  token('rubygems key', 'rubygems_', 'rubygems_[a-f0-9]{48}'),
  token('docker token', 'dckr_', 'dckr_(?:pat|oat)_[A-Za-z0-9_-]{24,}'),
  token('crates.io token', 'cio', 'cio[A-Za-z0-9]{32}(?![A-Za-z0-9])'),
  token('nuget key', 'oy2', 'oy2[a-z0-9]{43}(?![A-Za-z0-9])'),
];
