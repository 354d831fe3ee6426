import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const FOLDER = fileURLToPath(new URL('peer/', import.meta.url));
const VERSION = '3.22.1';

/** node-llama-cpp's binary for the processor alone; its optional packages would add 600 MB for graphics cards. */
function binaryPackage(): string {
  if (process.platform === 'darwin') return process.arch === 'arm64' ? 'mac-arm64-metal' : 'mac-x64';
  return `${process.platform === 'win32' ? 'win' : 'linux'}-${process.arch}`;
}

/** Installs node-llama-cpp into `peer/` unless it is there. Its install scripts are not run. */
export async function installPeer(): Promise<void> {
  const binary = `@node-llama-cpp/${binaryPackage()}`;
  if (existsSync(`${FOLDER}node_modules/${binary}`)) return;
  process.stdout.write(`Installing node-llama-cpp ${VERSION} into e2e/bench/peer ...\n`);
  const npm = promisify(execFile);
  const settings = { cwd: FOLDER, shell: process.platform === 'win32' };
  const quiet = ['--omit=optional', '--ignore-scripts', '--no-audit', '--no-fund'];
  await npm('npm', ['install', '--no-save', ...quiet], settings);
  await npm('npm', ['install', '--no-save', '--no-package-lock', ...quiet, `${binary}@${VERSION}`], settings);
}
