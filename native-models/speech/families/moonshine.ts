import { refusedFile } from '../../formats/refusedFile.ts';
import { checkPlaces, type GraphPlace } from '../checkPlaces.ts';
import { languagesOf } from '../languagesOf.ts';
import type { OfflineOptions } from '../offline/OfflineOptions.ts';
import { readTokenTable } from '../readTokenTable.ts';
import type { SpeechFamily } from '../SpeechFamily.ts';
import type { SpeechFolder } from '../SpeechFolder.ts';

const PARTS = ['preprocess', 'encode', 'uncached_decode', 'cached_decode'] as const;
/** Tokens at the start and the end of what is written: the native library goes by these, whatever the table says. */
const STEERING = 3;
/** Keys and values of the tokens and of the sound, in each layer. */
const STATES_OF_LAYER = 4;

/**
 * Moonshine as sherpa-onnx packs it: four graphs and tokens.txt, for whole stretches. Its graphs are bound by place, for
 * their names are left to chance by the exporter.
 */
export const moonshine: SpeechFamily = {
  family: 'moonshine',
  version: 1,
  about: 'Moonshine',
  async detect(folder) {
    const files = moonshineFiles(folder);
    if (files === null) return null;
    const { preprocess, encode, uncached_decode: first, cached_decode: next } = files;
    const lengths: GraphPlace = { type: 'int32', shape: ['N'] };
    const sound: GraphPlace = { type: 'float32', shape: ['N', 'frames', 'dim'] };
    const given: readonly GraphPlace[] = [{ type: 'int32', shape: ['N', 'tokens'] }, sound, lengths];
    checkPlaces(await folder.onnx(preprocess), preprocess, "Moonshine's first part", { inputs: [{ type: 'float32', shape: ['N', 'samples'] }], outputs: [sound] });
    checkPlaces(await folder.onnx(encode), encode, "Moonshine's encoder", { inputs: [sound, lengths], outputs: [sound] });
    const decoder = await folder.onnx(first);
    const size = decoder.types.get(decoder.outputs[0] ?? '')?.shape?.[2];
    if (typeof size !== 'number' || size < STEERING) throw refusedFile('unsupported', first, 'it does not tell how many symbols it knows (the third size of its first output)');
    const count = decoder.outputs.length - 1;
    if (count < STATES_OF_LAYER || count % STATES_OF_LAYER !== 0) throw refusedFile('unsupported', first, `it keeps ${count} states, and Moonshine has ${STATES_OF_LAYER} in each layer`);
    const states = Array.from({ length: count }, (): GraphPlace => ({ type: 'float32', shape: ['N', 'a', 'b', 'c'] }));
    const outputs: readonly GraphPlace[] = [{ type: 'float32', shape: ['N', 'tokens', size] }, ...states];
    checkPlaces(decoder, first, "Moonshine's decoder", { inputs: given, outputs });
    const cached = await folder.onnx(next);
    checkPlaces(cached, next, "Moonshine's decoder", { inputs: [...given, ...states], outputs });
    // All that it gives is handed back to it.
    if (cached.outputs.length !== outputs.length) throw refusedFile('unsupported', next, `it gives ${cached.outputs.length - 1} states, and takes ${count}`);
    const tokens = readTokenTable(await folder.text('tokens.txt'), 'tokens.txt', size);
    const options: OfflineOptions = { graph: 'moonshine', capitals: false };
    return {
      name: folder.name,
      kind: 'offline',
      languages: languagesOf(folder.name, tokens),
      files: { ...Object.fromEntries(PARTS.map((part) => [`${part}.onnx`, { from: files[part] }])), 'tokens.txt': { from: 'tokens.txt' } },
      options,
    };
  },
};

/** The four graphs, each in float32 where it is there; null for a folder that is of another kind. */
function moonshineFiles(folder: SpeechFolder): Readonly<Record<(typeof PARTS)[number], string>> | null {
  const found = PARTS.map((part) => [part, [`${part}.onnx`, `${part}.int8.onnx`].find((name) => folder.has(name))] as const);
  if (!folder.has('tokens.txt') || found.some(([, file]) => file === undefined)) return null;
  return Object.fromEntries(found) as Record<(typeof PARTS)[number], string>;
}
