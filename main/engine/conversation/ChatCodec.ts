import type { Tokenizer } from '../../../native-models/tokenizer/Tokenizer.ts';
import type { ChatPieces } from './ChatPieces.ts';

/** What turns a conversation's text into tokens and back: the tokenizer and the taken-apart chat template. */
export interface ChatCodec {
  readonly tokenizer: Tokenizer;
  readonly pieces: ChatPieces;
}
