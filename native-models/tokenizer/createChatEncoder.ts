import type { ChatPart } from './renderChat.ts';
import type { TextPosition } from './TextPosition.ts';

/** Tokens of a rendered conversation; `partOf[i]` is the index of the part that token `i` begins in. */
export interface EncodedChat {
  readonly tokens: Int32Array;
  readonly partOf: Int32Array;
}

interface Encoding {
  /** ids of control tokens in a template's text, and the text between them */
  cutTemplate(text: string): (number | string)[];
  /** ids of plain text */
  encodePlain(text: string, position: TextPosition): Int32Array;
  tokenBytes(id: number): Uint8Array;
}

interface Piece {
  text: string;
  part: number;
}

const utf8 = new TextEncoder();

/** Makes `Tokenizer.encodeChat` of a tokenizer's parts. */
export function createChatEncoder(encoding: Encoding): (parts: readonly ChatPart[], atStart: boolean) => EncodedChat {
  return (parts, atStart) => {
    const tokens: number[] = [];
    const partOf: number[] = [];
    let pieces: Piece[] = [];
    const encodePieces = (): void => {
      const first = atStart ? 'start' : 'continuing';
      const text = pieces.map((piece) => piece.text).join('');
      const run = encoding.encodePlain(text, tokens.length === 0 ? first : 'afterToken');
      const owners = ownersOf(run, pieces, encoding);
      for (const [index, token] of run.entries()) {
        tokens.push(token);
        partOf.push(owners[index]!);
      }
      pieces = [];
    };
    for (const [part, { kind, text }] of parts.entries()) {
      for (const piece of kind === 'template' ? encoding.cutTemplate(text) : [text]) {
        if (typeof piece === 'string') {
          pieces.push({ text: piece, part });
          continue;
        }
        encodePieces();
        tokens.push(piece);
        partOf.push(part);
      }
    }
    encodePieces();
    return { tokens: Int32Array.from(tokens), partOf: Int32Array.from(partOf) };
  };
}

/**
 * The part each token of a run begins in, by counting bytes. Bytes that a normalizer adds in front (sentencepiece's
 * space) belong to the first piece; where it changes the length of text further in, a border may be off by as much.
 */
function ownersOf(run: Int32Array, pieces: readonly Piece[], encoding: Encoding): number[] {
  const lengths = Array.from(run, (token) => encoding.tokenBytes(token).length);
  const written = lengths.reduce((sum, length) => sum + length, 0);
  let end = 0;
  const ends = pieces.map(({ text }) => (end += utf8.encode(text).length));
  let at = Math.min(0, end - written);
  let piece = 0;
  return lengths.map((length) => {
    while (piece + 1 < pieces.length && at >= ends[piece]!) piece++;
    at += length;
    return pieces[piece]!.part;
  });
}
