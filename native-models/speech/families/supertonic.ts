import { z } from '../../../app/contract/zod.ts';
import { checked } from '../../families/checked.ts';
import { refusedFile } from '../../formats/refusedFile.ts';
import { checkGraph, type GraphValue } from '../checkGraph.ts';
import type { SpeechFile } from '../DetectedSpeech.ts';
import type { SpeechFamily } from '../SpeechFamily.ts';
import type { SpeechFolder } from '../SpeechFolder.ts';
import { readStyles } from '../voices/readStyles.ts';

const about = 'a Supertonic voice';
const size = z.number().int().min(1);
/** What the native library reads of `tts.json`; over any other it ends the process. */
const TtsConfig = z.object({
  ae: z.object({ sample_rate: size.min(8_000).max(96_000), base_chunk_size: size.max(65_536) }),
  ttl: z.object({ chunk_compress_factor: size.max(1_024), latent_dim: size.max(4_096) }),
});
/** Numbers of the table of characters: one for each code point of the first plane at most. */
const MOST_CHARACTERS = 65_536;
const Indexer = z.array(z.number().int().min(-1).max(1_000_000)).min(128).max(MOST_CHARACTERS);

const float = (name: string, ...shape: (number | string)[]): GraphValue => ({ name, type: 'float32', shape });
const TEXT: GraphValue = { name: 'text_ids', type: 'int64', shape: ['batch', 'characters'] };
const TEXT_MASK = float('text_mask', 'batch', 1, 'characters');

/**
 * Supertonic: four graphs, a table of characters and the styles of its speakers; as its makers lay it out (`onnx`,
 * `voice_styles`) or as sherpa-onnx does. It reads letters, so it needs no pronunciation.
 */
export const supertonic: SpeechFamily = {
  family: 'supertonic',
  version: 1,
  about,
  async detect(folder) {
    const below = folder.has('onnx/tts.json') ? 'onnx/' : '';
    const named = (name: string) => [`${below}${name}.onnx`, `${below}${name}.int8.onnx`].find((file) => folder.has(file));
    const predictor = named('duration_predictor');
    if (predictor === undefined || !folder.has(`${below}tts.json`)) return null;
    const config = checked(TtsConfig, await folder.json(`${below}tts.json`), 'tts.json');
    const { ae, ttl } = config;
    const styles = await readStyles(folder);
    const latent = ttl.latent_dim * ttl.chunk_compress_factor;
    const [ttlStyle, dpStyle] = [float('style_ttl', 'batch', ...styles.ttl), float('style_dp', 'batch', ...styles.dp)];
    const [latents, latentMask] = [float('noisy_latent', 'batch', latent, 'steps'), float('latent_mask', 'batch', 1, 'steps')];
    const graphs: readonly (readonly [string, string | undefined, readonly GraphValue[]])[] = [
      ['duration_predictor', predictor, [TEXT, dpStyle, TEXT_MASK]],
      ['text_encoder', named('text_encoder'), [TEXT, ttlStyle, TEXT_MASK]],
      ['vector_estimator', named('vector_estimator'), [latents, float('text_emb', 'batch', 'width', 'characters'), ttlStyle, latentMask, TEXT_MASK, float('current_step', 'batch'), float('total_step', 'batch')]],
      ['vocoder', named('vocoder'), [float('latent', 'batch', latent, 'steps')]],
    ];
    const files: Record<string, SpeechFile> = {
      'tts.json': { content: JSON.stringify(config) },
      'voice.bin': { content: styles.bytes },
      'unicode_indexer.bin': await readIndexer(folder, below),
    };
    for (const [name, file = `${below}${name}.onnx`, inputs] of graphs) {
      const summary = await folder.onnx(file);
      checkGraph(summary, file, `the ${name} of ${about}`, { inputs });
      if (summary.outputs.length !== 1) throw refusedFile('unsupported', file, `it gives ${summary.outputs.length} results, and one is wanted`);
      files[`${name}.onnx`] = { from: file };
    }
    return {
      name: folder.name,
      kind: 'voice',
      languages: ['en'],
      speakers: styles.names.length,
      speakerNames: styles.names.every((name) => name !== '') ? styles.names : [],
      files,
      options: { sampleRate: ae.sample_rate },
    };
  },
};

/** The table as the native library reads it: an int32 for each code point, 0 for one that it does not know. */
async function readIndexer(folder: SpeechFolder, below: string): Promise<SpeechFile> {
  const binary = `${below}unicode_indexer.bin`;
  if (folder.has(binary)) {
    const bytes = folder.sizeOf(binary);
    if (bytes === 0 || bytes % 4 !== 0 || bytes > 4 * MOST_CHARACTERS) throw refusedFile('bad-file', binary, `it is ${bytes} bytes long, and has a number of four bytes for each character`);
    return { from: binary };
  }
  const file = `${below}unicode_indexer.json`;
  const parsed = Indexer.safeParse(await folder.json(file));
  if (!parsed.success) throw refusedFile('bad-file', file, 'it is no list of numbers, one for each character');
  return { content: new Uint8Array(Int32Array.from(parsed.data, (id) => Math.max(0, id)).buffer) };
}
