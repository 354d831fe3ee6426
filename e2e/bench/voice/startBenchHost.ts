import { connectService } from '../../../app/contract/connectService.ts';
import { memoryChannelPair } from '../../../app/contract/memoryChannelPair.ts';
import { conversationsService } from '../../../app/contract/services/conversations.ts';
import { voiceService } from '../../../app/contract/services/voice.ts';
import { createHost } from '../../../main/host.ts';
import { embeddingModelFolder } from '../../model/embeddingModel.ts';
import { prepareHome } from '../../support/prepareHome.ts';
import { starterFolder } from '../../support/starterFolder.ts';
import type { SceneClients } from './runScene.ts';
import { createPacer, type Pacer } from './time/createPacer.ts';
import { VirtualTime } from './time/VirtualTime.ts';
import { createWireTap } from './window/createWireTap.ts';

/** An answer of so many tokens is spoken for some fifteen seconds. */
const ANSWER_TOKENS = 56;

export interface BenchHost extends SceneClients {
  readonly pacer: Pacer;
  close(): Promise<void>;
}

/**
 * The program's own host with the starter set, in a fresh home, over the in-memory carrier and on virtual time; every
 * process has one thread. Null, said on a loud line, when a model cannot be had.
 */
export async function startBenchHost(): Promise<BenchHost | null> {
  const speech = await starterFolder('voice', 'the bench of voice');
  const embedding = await embeddingModelFolder();
  const home = speech === null ? null : await prepareHome({ threads: 1, maxAnswerTokens: ANSWER_TOKENS });
  if (speech === null || !home) return null;
  process.env['HEADWATER_SPEECH_MODELS'] = speech;
  if (embedding !== null) process.env['HEADWATER_EMBEDDING_MODEL'] = embedding;
  const tap = createWireTap();
  const pacer = createPacer(new VirtualTime(), tap.take);
  const host = await createHost({ home: home.path, kind: 'web', version: '0', spawn: pacer.spawn, openExternal: null });
  const [own, theirs] = memoryChannelPair();
  host.serve(theirs);
  const clients = { voice: connectService(own, voiceService), conversations: connectService(own, conversationsService) };
  host.models.start();
  host.embedding.start();
  await pacer.run(async () => {
    await host.models.whenReady(new AbortController().signal);
  });
  return {
    ...clients,
    tap,
    pacer,
    async close() {
      await pacer.run(() => host.close());
      await home.remove();
    },
  };
}
