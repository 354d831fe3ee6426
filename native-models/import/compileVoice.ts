import { createReadStream, createWriteStream } from 'node:fs';
import { open } from 'node:fs/promises';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import { CompiledVoice } from '../CompiledVoice.ts';
import { readPiperVoice, type PiperVoice } from '../families/piper/readPiperVoice.ts';
import { voiceMetadata } from '../families/piper/voiceMetadata.ts';
import { compileFolder, type FolderCompiler } from './compileFolder.ts';
import { readCompiledVoice } from './readCompiledVoice.ts';
import { writeManifest } from './writeManifest.ts';
import { writeSynced } from './writeSynced.ts';

/**
 * Makes a Piper voice ready to be spoken with, or finds it ready: a folder with `model.json`, `voice.onnx` and
 * `tokens.txt`; where and how, says `compileFolder`. `source`: a folder with NAME.onnx and NAME.onnx.json.
 * `onProgress` hears 0 to 1. Errors: those of `readPiperVoice` and `compileFolder`. None leaves anything behind.
 */
export function compileVoice(
  source: string,
  homeModelsFolder: string,
  onProgress?: (fraction: number) => void,
  signal?: AbortSignal,
): Promise<string> {
  const compiler: FolderCompiler<PiperVoice> = {
    read: () => readPiperVoice(source),
    // Reading has checked all there is to check.
    check: () => undefined,
    verify: (directory) => readCompiledVoice(directory, 'thorough'),
    async write(directory, voice, key, onStep) {
      const graph = path.join(directory, 'voice.onnx');
      // Not copyFile, which would copy a write protection as well.
      await pipeline(createReadStream(voice.graph), createWriteStream(graph, { flags: 'wx' }), { signal });
      const handle = await open(graph, 'a');
      try {
        await handle.writeFile(voiceMetadata(voice.config));
        await handle.sync();
      } finally {
        await handle.close();
      }
      onStep(0.5);
      await writeSynced(directory, 'tokens.txt', voice.tokens);
      await writeSynced(directory, 'model.json', JSON.stringify(CompiledVoice.parse(describe(voice, key)), null, 2));
      await writeManifest(directory, signal);
    },
  };
  return compileFolder(homeModelsFolder, {}, compiler, onProgress, signal);
}

function describe({ name, family, familyVersion, config }: PiperVoice, key: string): CompiledVoice {
  return {
    format: 1,
    kind: 'voice',
    name,
    family,
    familyVersion,
    key,
    sampleRate: config.audio.sample_rate,
    speakers: config.num_speakers,
    espeakVoice: config.espeak.voice,
    noiseScale: config.inference.noise_scale,
    noiseScaleW: config.inference.noise_w,
    lengthScale: config.inference.length_scale,
  };
}
