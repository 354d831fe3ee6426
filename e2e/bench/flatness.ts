import { parseArgs } from 'node:util';
import { Settings } from '../../app/settings/Settings.ts';
import { openSession } from '../../main/engine/openSession.ts';
import { defaultModelDirectory } from '../model/defaultModel.ts';
import { machineOf } from './machineOf.ts';
import { bookTokens } from './memory/streams/bookTokens.ts';
import { flatnessChart } from './memory/streams/flatnessChart.ts';
import { measureFlatness } from './memory/streams/measureFlatness.ts';
import { writeChart } from './memory/streams/writeChart.ts';
import { writeResult } from './writeResult.ts';

/** Tokens read one by one at the last position. */
const MARGIN = 200;

/** Time of a token and resident memory against the position in the stream; see `measureFlatness`. */
export async function flatness(args: string[]): Promise<void> {
  const { values } = parseArgs({
    args,
    options: {
      text: { type: 'string' },
      positions: { type: 'string', default: '1000,2000,4000,8000,10000,16000,32000' },
      cache: { type: 'string', default: '512' },
      threads: { type: 'string', default: '2' },
    },
  });
  const directory = await defaultModelDirectory('fast');
  if (directory === null) return;
  const machine = machineOf();
  const [budget, threads] = [Number(values.cache), Number(values.threads)];
  const positions = values.positions.split(',').map(Number);
  const { decoder, codec } = await openSession(directory, { provider: 'cpu', threads, budget });
  const tokens = await bookTokens(codec.tokenizer, values.text ?? null, positions.at(-1)! + MARGIN);
  if (tokens === null) return decoder.close();
  const policy = Settings.parse({}).retention;
  const points = await measureFlatness(decoder, tokens, { policy, budget, positions }, ({ arm, position, msPerToken, beside, residentMiB }) =>
    process.stdout.write(
      `${arm.padEnd(9)} ${String(position).padStart(8)}: ${msPerToken.toFixed(1).padStart(7)} ms per token, ${residentMiB.toFixed(0)} MiB` +
        `${beside ? `; ${beside.median.toFixed(3)} x (${beside.low.toFixed(3)} to ${beside.high.toFixed(3)}) that of a budget just filled (goal 1.05)` : ''}\n`,
    ),
  );
  await decoder.close();
  await writeResult('flatness', { date: new Date().toISOString(), machine, threads, policy, budget, points });
  await writeChart('flatness', flatnessChart(points, budget));
}
