import { z } from '../../app/contract/zod.ts';
import { refusedFile } from '../formats/refusedFile.ts';
import { createFolderReader } from './createFolderReader.ts';
import type { HubFolder } from './HubFolder.ts';

const TokenizerConfig = z.object({
  add_bos_token: z.boolean().nullish(),
  chat_template: z.union([z.string(), z.array(z.object({ name: z.string(), template: z.string() }))]).nullish(),
});

/** Reads what lies beside the weights of a model. Errors: `not-found` and `bad-file`, with the file's name. */
export async function readHubFolder(directory: string): Promise<HubFolder> {
  const { files, text, json, required } = createFolderReader(directory);
  const config = await required('config.json');
  const tokenizer = await required('tokenizer.json');
  const tokenizerConfig = TokenizerConfig.safeParse((await json('tokenizer_config.json')) ?? {});
  if (!tokenizerConfig.success) throw refusedFile('bad-file', 'tokenizer_config.json', tokenizerConfig.error.issues[0]!.message);
  const inConfig = tokenizerConfig.data.chat_template;
  const named = typeof inConfig === 'object' ? inConfig?.find(({ name }) => name === 'default')?.template : inConfig;
  const chatTemplate = (await text('chat_template.jinja')) ?? named;
  if (chatTemplate === undefined || chatTemplate === null) {
    throw refusedFile('unsupported', 'tokenizer_config.json', 'it has no chat template, so the model is not made for conversation');
  }
  return {
    directory,
    files,
    config,
    generationConfig: (await json('generation_config.json')) ?? null,
    tokenizer,
    chatTemplate,
    addsBeginToken: tokenizerConfig.data.add_bos_token ?? false,
  };
}
