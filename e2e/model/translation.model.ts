import { describe, expect, it } from 'vitest';
import { connectService } from '../../app/contract/connectService.ts';
import { memoryChannelPair } from '../../app/contract/memoryChannelPair.ts';
import { serveService } from '../../app/contract/serveService.ts';
import { engineService } from '../../app/contract/services/engine.ts';
import { createEngine } from '../../main/engine/createEngine.ts';
import { chatTranslator } from '../../main/services/captions/translation/chatTranslator.ts';
import { tryTranslator } from '../../main/services/captions/translation/tryTranslator.ts';
import { defaultModelDirectory } from './defaultModel.ts';

const directory = await defaultModelDirectory('fast');

describe.skipIf(directory === null)('translation with the default model', () => {
  it('is refused: a small model that was trained in English cannot, and that is found out and said', async () => {
    const [near, far] = memoryChannelPair();
    serveService(far, engineService, createEngine());
    const client = connectService(near, engineService);
    await client.load({ directory: directory ?? '', provider: 'cpu', threads: 0, contextSlots: 256 });
    const translator = chatTranslator({ name: () => 'SmolLM2', whenReady: async () => client });
    const { signal } = new AbortController();
    const { able, words } = await tryTranslator(translator, { from: 'en', to: 'de' }, signal);
    expect([able, words]).toEqual([false, expect.stringContaining('SmolLM2 cannot translate from English to German')]);
    near.close();
  });
});
