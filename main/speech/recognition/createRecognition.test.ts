import { expect, it } from 'vitest';
import { connectService } from '../../../app/contract/connectService.ts';
import { memoryChannelPair } from '../../../app/contract/memoryChannelPair.ts';
import { serveService } from '../../../app/contract/serveService.ts';
import { hearingService } from '../../../app/contract/services/hearing.ts';
import { createRecognition } from './createRecognition.ts';
import { scriptedRecogniser } from './scriptedRecogniser.test-helper.ts';

it('tells that its model runs while a stretch is written down in one go, and that it rests behind the last of them', async () => {
  const [near, far] = memoryChannelPair();
  serveService(far, hearingService, createRecognition(async () => scriptedRecogniser({ chunk: 1_600 }).recogniser));
  const client = connectService(near, hearingService);
  await client.load({ directory: 'anywhere', threads: 1 });
  const told: boolean[] = [];
  const follow = async (): Promise<void> => {
    for await (const { busy } of client.busy({})) told.push(busy);
  };
  void follow().catch(() => undefined);
  /** Word 1, then word 2, for so many seconds. */
  const sound = (seconds: number): Uint8Array<ArrayBuffer> => new Uint8Array(Int16Array.from({ length: seconds * 16_000 }, (_, at) => (at < 8_000 ? 1 : 2)).buffer);
  const short = client.transcribe({ samples: sound(1) });
  const long = client.transcribe({ samples: sound(20) });
  for (const { words } of await Promise.all([short, long])) expect(words.map(({ text }) => text)).toEqual([' one', ' two']);
  await expect.poll(() => told.at(-1)).toBe(false);
  expect(told).toEqual([true, false]);
  near.close();
});
