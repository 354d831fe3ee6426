import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { AppError } from '../../app/contract/AppError.ts';

/** What the person asked for on the command line. */
export interface StartOptions {
  readonly help: boolean;
  /** the web host, even where the desktop could be had */
  readonly web: boolean;
  readonly port: number | undefined;
  /** absolute path of a model file or folder */
  readonly model: string | undefined;
  /** absolute path */
  readonly home: string | undefined;
}

export const HELP = `Headwater: a private assistant that runs on this computer.

  npm start                 opens it
  npm start -- OPTIONS

  --web           serves the window to a browser on this computer
  --port NUMBER   the port of the web host (default: the one of last time, or any that is free)
  --model FILE    a model file (.gguf) or a folder with config.json and safetensors weights
  --home FOLDER   where conversations, settings and models are kept (default: HEADWATER_HOME, or the usual place)
  --help          this page
`;

/** Reads the command line. Rejects what it does not know with one sentence (`bad-request`). */
export function parseOptions(args: readonly string[]): StartOptions {
  const { values } = parse(args);
  const port = values.port === undefined ? undefined : Number(values.port);
  if (port !== undefined && !(Number.isInteger(port) && port >= 1 && port <= 65_535)) {
    throw new AppError('bad-request', `--port takes a number from 1 to 65535, not "${values.port}".`);
  }
  return {
    help: values.help,
    web: values.web,
    port,
    model: values.model === undefined ? undefined : resolve(values.model),
    home: values.home === undefined ? undefined : resolve(values.home),
  };
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      options: {
        help: { type: 'boolean', short: 'h', default: false },
        web: { type: 'boolean', default: false },
        port: { type: 'string' },
        model: { type: 'string' },
        home: { type: 'string' },
      },
    });
  } catch (error) {
    const reason = error instanceof Error ? (error.message.split(/[.\n]/)[0] ?? '') : String(error);
    throw new AppError('bad-request', `${reason}. "npm start -- --help" shows what there is.`, {}, { cause: error });
  }
}
