// The first thing that runs, on any Node: what follows needs Node 24, which runs TypeScript.
import { existsSync } from 'node:fs';

const NEEDED = 24;
const [major = 0] = process.versions.node.split('.').map(Number);

if (!existsSync(new URL('../node_modules/zod/package.json', import.meta.url))) {
  console.error('Headwater is not installed yet: run "npm ci" in its folder, then "npm start".');
  process.exit(1);
} else if (major < NEEDED) {
  console.error(
    `Headwater runs on Node ${NEEDED} or newer and this is Node ${process.versions.node}: start it with "npm start", ` +
      'which uses the Node that "npm ci" has installed.',
  );
  process.exit(1);
} else {
  await import('./start.ts');
}
