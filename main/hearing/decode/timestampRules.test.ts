import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { whisperTokensOf } from '../../../native-models/families/whisper/whisperTokensOf.ts';
import { parseTokenizerJson } from '../../../native-models/tokenizer/parseTokenizerJson.ts';
import { greedyToken } from '../../engine/sampling/greedyToken.ts';
import { timestampRules } from './timestampRules.ts';

const folder = path.join(import.meta.dirname, '../../../native-models/golden/whisper');
const read = (name: string): unknown => JSON.parse(readFileSync(path.join(folder, name), 'utf8'));
const { rules, runs } = read('goldens.json') as {
  rules: { seed: number; written: number[]; raised: number; left: number; best: number }[];
  runs: { logits: number[][] }[];
};
const vocabSize = runs[0]!.logits[0]!.length;
const tokens = whisperTokensOf(parseTokenizerJson(read('tokenizer.json')), { vocabSize, audioPositions: 64 });

it('leaves what the reference leaves, behind many transcripts', () => {
  expect(rules.length).toBeGreaterThan(60);
  for (const { seed, written, raised, left, best } of rules) {
    const logits = Float32Array.from(
      { length: vocabSize },
      (_, at) => ((at * 7919 + seed * 104_729) % 1009) / 64 + (at >= tokens.firstTimestamp ? raised : 0),
    );
    timestampRules(logits, written, tokens);
    const found = { left: logits.filter(Number.isFinite).length, best: greedyToken(logits) };
    expect(found, `seed ${seed}, raised ${raised}, behind ${written.join(' ')}`).toEqual({ left, best });
  }
});
