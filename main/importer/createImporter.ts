import { Mailbox } from '../../app/contract/Mailbox.ts';
import type { Handlers } from '../../app/contract/Service.ts';
import type { z } from '../../app/contract/zod.ts';
import { compileEncoder } from '../../native-models/import/compileEncoder.ts';
import { compileModel } from '../../native-models/import/compileModel.ts';
import { compileWhisper } from '../../native-models/import/compileWhisper.ts';
import { installSpeechFolder } from '../../native-models/speech/installSpeechFolder.ts';
import type { importerService } from './importerService.ts';

type Item = z.input<(typeof importerService.streams.compile)['item']>;

type Compile = (...[source, folder, options, onProgress, signal]: Required<Parameters<typeof compileModel>>) => Promise<string>;

const compilers: Readonly<Record<'chat' | 'embedding' | 'recognition' | 'speech', Compile>> = {
  chat: compileModel,
  embedding: compileEncoder,
  recognition: compileWhisper,
  speech: (source, folder, _, onProgress, signal) => installSpeechFolder(source, folder, onProgress, signal),
};

/** The importer's end of its service. Progress that nobody has read yet is replaced by newer progress. */
export function createImporter(): Handlers<typeof importerService> {
  return {
    async *compile({ kind, source, modelsFolder, precision, sampling }, signal) {
      const items = new Mailbox<Item>((last, next) => (last.kind === 'progress' ? next : undefined));
      const onProgress = (fraction: number): void => items.push({ kind: 'progress', fraction: Math.min(1, fraction) });
      const options = { precision, ...(sampling && { sampling }) };
      const compile = async (): Promise<void> => {
        items.push({ kind: 'done', directory: await compilers[kind](source, modelsFolder, options, onProgress, signal) });
        items.end();
      };
      compile().catch((error: unknown) => items.fail(error));
      yield* items;
    },
  };
}
