import { createFolderReader } from './createFolderReader.ts';

/** The small files of an embedding model's folder, read and parsed; their content is still to be judged. */
export interface EncoderFolder {
  readonly directory: string;
  /** absolute paths of the files that were read */
  readonly files: readonly string[];
  readonly config: unknown;
  readonly tokenizer: unknown;
  /** sentence_bert_config.json, 1_Pooling/config.json; null when the folder has none */
  readonly sentence: unknown;
  readonly pooling: unknown;
}

/** Reads what lies beside an embedding model's weights. Errors: `not-found` and `bad-file`, with the file's name. */
export async function readEncoderFolder(directory: string): Promise<EncoderFolder> {
  const reader = createFolderReader(directory);
  return {
    directory,
    config: await reader.required('config.json'),
    tokenizer: await reader.required('tokenizer.json'),
    sentence: (await reader.json('sentence_bert_config.json')) ?? null,
    pooling: (await reader.json('1_Pooling/config.json')) ?? null,
    files: reader.files,
  };
}
