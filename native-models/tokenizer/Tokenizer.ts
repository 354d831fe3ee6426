import type { EncodedChat } from './createChatEncoder.ts';
import type { ChatPart } from './renderChat.ts';

/** Text to token ids and back. Ids are those of the model's embedding rows. */
export interface Tokenizer {
  /**
   * Encodes text from people or files. Control tokens are never recognised: `<|im_end|>` becomes a handful of ordinary
   * tokens, whoever wrote it. `atStart` is false for text that goes on after other text of the sequence; it matters to
   * sentencepiece models, which put a space before the first word.
   */
  encode(text: string, atStart?: boolean): Int32Array;
  /** Encodes what a chat template wrote: its control tokens are recognised. Never give it text from people. */
  encodeTemplate(text: string, atStart?: boolean): Int32Array;
  /**
   * Encodes the parts of `renderChat`. Control tokens come from template parts alone. The plain text between two of
   * them, template and content together, is encoded as one, because a model was trained on words that cross the border
   * (`[INST] ` + `hi` is the word ` hi`); so the ids are those of the reference wherever no message spells a control
   * token. `atStart` is false when the parts go on where other tokens end.
   */
  encodeChat(parts: readonly ChatPart[], atStart?: boolean): EncodedChat;
  /** UTF-8 bytes a token stands for, maybe a part of a character only; empty for control tokens and unknown ids. */
  tokenBytes(id: number): Uint8Array;
  /** True for control tokens: they end, begin or structure a sequence and are never text. */
  isSpecial(id: number): boolean;
  /** one more than the highest id; a model may have more (unused) embedding rows */
  readonly vocabSize: number;
}
