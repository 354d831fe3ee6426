import { readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import { AppError } from '../../app/contract/AppError.ts';
import { z } from '../../app/contract/zod.ts';
import { parseUntrustedJson } from '../formats/parseUntrustedJson.ts';
import { refusedFile } from '../formats/refusedFile.ts';
import type { HubFolder } from './HubFolder.ts';

/** The largest tokenizer.json in use is some 35 MB (Gemma); the others are a few kilobytes. */
const MAX_BYTES = 64 << 20;

const TokenizerConfig = z.object({
  add_bos_token: z.boolean().nullish(),
  chat_template: z.union([z.string(), z.array(z.object({ name: z.string(), template: z.string() }))]).nullish(),
});

/** Reads what lies beside the weights of a model. Errors: `not-found` and `bad-file`, with the file's name. */
export async function readHubFolder(directory: string): Promise<HubFolder> {
  const files: string[] = [];
  const text = async (name: string): Promise<string | undefined> => {
    const file = path.join(directory, name);
    const { size } = await stat(file).catch(() => ({ size: -1 }));
    if (size === -1) return undefined;
    if (size > MAX_BYTES) throw refusedFile('bad-file', file, `it is ${size} bytes long, and ${MAX_BYTES} are possible`);
    files.push(file);
    return readFile(file, 'utf8');
  };
  const json = async (name: string): Promise<unknown> => {
    const content = await text(name);
    return content === undefined ? undefined : parseUntrustedJson(content, name, 'it');
  };
  const required = async (name: string): Promise<unknown> => {
    const content = await json(name);
    if (content !== undefined) return content;
    const message = `The folder "${path.basename(directory)}" has no ${name}; choose the folder of a model with all its files.`;
    throw new AppError('not-found', message, { file: name });
  };

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
