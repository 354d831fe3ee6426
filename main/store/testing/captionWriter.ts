import { openStore } from '../openStore.ts';

const tell = (line: string): Promise<void> => new Promise((resolve) => void process.stdout.write(`${line}\n`, () => resolve()));

/**
 * A program to be killed: writes lines into a new recording without end, and says on its standard output the id of each
 * that the store has confirmed, one a line; the first line is that of the recording. Argument: the database.
 */
async function write(file: string): Promise<never> {
  const { client: store } = await openStore(file);
  await store.endRecordings({});
  const request = { title: 'Long', source: 'microphone', keptSound: false, remembered: true } as const;
  const { id: recordingId } = await store.addRecording(request);
  await tell(recordingId);
  for (let number = 0; ; number++) {
    const startMs = number * 1_000;
    const line = { startMs, endMs: startMs + 900, speaker: null, words: [{ text: ' word', startMs, endMs: startMs + 900, probability: 1 }] };
    const lines = [0, 1].map((part) => ({ ...line, id: `${recordingId}-${number}-${part}`, text: `phrase ${number} part ${part} kumquat${number}x${part}` }));
    await store.addLines({ recordingId, lines });
    for (const { id } of lines) await tell(id);
  }
}

if (process.argv[1] === import.meta.filename) await write(process.argv[2] ?? '');
