// Installs what package-lock.json names, if it is not installed yet: `node .tools/install.mjs production|all`.
// Plain JavaScript without dependencies: it runs before there are any.
import { spawnSync } from 'node:child_process';
import { existsSync, lstatSync, readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const OLDEST = [20, 19];
const LEVELS = { production: ['ci', '--omit=dev'], all: ['ci', '--include=dev'] };

const root = fileURLToPath(new URL('..', import.meta.url));
const level = process.argv[2] || '';

main();

function main() {
  const [major, minor] = process.versions.node.split('.').map(Number);
  if (major < OLDEST[0] || (major === OLDEST[0] && minor < OLDEST[1])) {
    fail('Node.js ' + OLDEST.join('.') + ' or newer is needed; this is ' + process.versions.node + '.');
  }
  if (!Object.hasOwn(LEVELS, level)) fail('usage: node .tools/install.mjs production|all');
  const missing = whatIsMissing();
  if (missing === undefined) return;
  say('Installing ' + (level === 'all' ? 'all' : 'production') + ' dependencies, once (' + missing + ') …');
  const started = Date.now();
  const { status, error } = npm(LEVELS[level]);
  if (status !== 0) {
    fail('npm ' + LEVELS[level].join(' ') + ' failed' + (error ? ': ' + error.message : '') + '; see above.');
  }
  const stillMissing = whatIsMissing();
  if (stillMissing !== undefined) fail('npm ended well, but ' + stillMissing + '.');
  const seconds = ((Date.now() - started) / 1000).toFixed(0);
  say('Installed ' + megabytes(path.join(root, 'node_modules')) + ' MB in ' + seconds + ' s.');
}

/**
 * npm writes `node_modules/.package-lock.json` last of all, so an interrupted installation is a missing one.
 * Comparing it with the lock file finds what people installed by hand sufficient too, and `all` sufficient
 * for `production`.
 */
function whatIsMissing() {
  const wanted = packagesOf('package-lock.json');
  const installedFile = path.join('node_modules', '.package-lock.json');
  if (!existsSync(path.join(root, installedFile))) return 'there is no complete node_modules';
  const installed = packagesOf(installedFile);
  for (const [where, entry] of Object.entries(wanted)) {
    if (where === '' || (level === 'production' && entry.dev) || !isForHere(entry)) continue;
    if (!Object.hasOwn(installed, where)) {
      if (entry.optional && !entry.os) continue;
      return where + ' is missing';
    }
    if (installed[where].version !== entry.version) {
      return where + ' is ' + installed[where].version + ', not ' + entry.version;
    }
    if (!existsSync(path.join(root, where, 'package.json'))) return where + ' is gone';
  }
  return undefined;
}

function packagesOf(file) {
  return JSON.parse(readFileSync(path.join(root, file), 'utf8')).packages || {};
}

/** A native package of another platform is never installed; whether one of this platform's libc is, npm knows. */
function isForHere({ os, cpu, libc }) {
  return !libc && (!os || os.includes(process.platform)) && (!cpu || cpu.includes(process.arch));
}

function npm(args) {
  const cli = process.env.npm_execpath || '';
  const options = { cwd: root, stdio: ['ignore', process.stderr, process.stderr] };
  return path.basename(cli) === 'npm-cli.js'
    ? spawnSync(process.execPath, [cli, ...args], options)
    : spawnSync('npm', args, { ...options, shell: process.platform === 'win32' });
}

function megabytes(directory) {
  return Math.ceil(bytes(directory) / 1_000_000);
}

/** As a disk counts: whole blocks of 4 KiB. */
function bytes(directory) {
  let sum = 0;
  for (const entry of readdirSync(directory, { withFileTypes: true })) {
    const file = path.join(directory, entry.name);
    sum += entry.isDirectory() ? bytes(file) : Math.ceil(lstatSync(file).size / 4096) * 4096;
  }
  return sum;
}

/** Not among the output of what is run next. */
function say(text) {
  process.stderr.write(text + '\n');
}

function fail(text) {
  process.stderr.write(text + '\n');
  process.exit(1);
}
