import { createEngine } from '../../../main/engine/createEngine.ts';
import { openingRequest } from './openingRequest.ts';
import type { Opened, Opening } from './Opening.ts';

// A process that opens a conversation, answers once, and sends how long the first text took.
process.once(
  'message',
  (message) => void open(message as Opening).then((opened) => process.send!(opened, () => process.disconnect())),
);

async function open(opening: Opening): Promise<Opened> {
  const { directory, threads, contextSlots, memory } = opening;
  const engine = createEngine();
  await engine.load({ directory, provider: 'cpu', threads, contextSlots, memory });
  const used = process.cpuUsage();
  const started = performance.now();
  let [firstTextMs, processorMs] = [Number.NaN, Number.NaN];
  let text = '';
  for await (const event of engine.answer(openingRequest(opening, 8), new AbortController().signal)) {
    if (event.kind === 'text') {
      if (text === '') {
        firstTextMs = performance.now() - started;
        const { user, system } = process.cpuUsage(used);
        processorMs = (user + system) / 1_000;
      }
      text += event.text;
    }
    if (event.kind === 'end') return { firstTextMs, processorMs, ...event.stats, text };
  }
  throw new Error('The answer did not end.');
}
