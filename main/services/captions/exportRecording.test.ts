import { expect, test } from 'vitest';
import { parseCaptionsJson } from '../../../app/captions/parseCaptionsJson.ts';
import { parseSrt } from '../../../app/captions/parseSrt.ts';
import { openTestStore } from '../../store/testing/openTestStore.ts';
import { exportRecording } from './exportRecording.ts';

test('each copy is exported with the translation that belongs to it', async () => {
  const { store } = openTestStore();
  const recording = await store.addRecording({ source: 'microphone', title: 'Talk', keptSound: false, remembered: false });
  const recordingId = recording.id;
  const said = ['We sell.', 'Now.'].map((text, index) => ({ id: `l${index}`, startMs: 2_000 * index, endMs: 2_000 * index + 1_500, text, words: [], speaker: null }));
  await store.addLines({ recordingId, lines: said });
  await store.correctLines({ recordingId, lines: [{ id: 'l0', text: 'We sail.' }] });
  await store.translateLine({ lineId: 'l0', of: 'We sell.', language: 'de', text: 'Wir verkaufen.', corrected: false });
  await store.translateLine({ lineId: 'l0', of: 'We sail.', language: 'de', text: 'Wir segeln.', corrected: true });
  await store.translateLine({ lineId: 'l1', of: 'Now.', language: 'de', text: 'Jetzt.', corrected: false });
  const exported = async (format: 'srt' | 'txt' | 'json', corrected: boolean, translated: boolean) =>
    (await exportRecording(store, recording, { format, corrected, translated, masked: false }, 0)).text;
  const rows = async (corrected: boolean, translated: boolean) => parseSrt(await exported('srt', corrected, translated)).flatMap((cue) => cue.rows);
  expect(await rows(false, true)).toEqual(['Wir verkaufen.', 'Jetzt.']);
  expect(await rows(true, true)).toEqual(['Wir segeln.', 'Jetzt.']);
  expect(await rows(true, false)).toEqual(['We sail.', 'Now.']);
  expect(await exported('txt', true, true)).toBe('We sail.\nWir segeln.\nNow.\nJetzt.\n');
  const { lines } = parseCaptionsJson(await exported('json', false, false));
  expect(lines[0]).toMatchObject({ text: 'We sell.', corrected: 'We sail.', translation: { text: 'Wir verkaufen.', corrected: 'Wir segeln.' } });
});
