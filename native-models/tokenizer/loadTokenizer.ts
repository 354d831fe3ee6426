import { AppError } from '../../app/contract/AppError.ts';
import { quoted } from '../formats/quoted.ts';
import { createBpe } from './createBpe.ts';
import { createChatEncoder } from './createChatEncoder.ts';
import { createTokenBytes } from './createTokenBytes.ts';
import { createTokenCutter } from './createTokenCutter.ts';
import { createWordSplitter } from './createWordSplitter.ts';
import { parseTokenizerJson } from './parseTokenizerJson.ts';
import { refusedTokenizer } from './refusedTokenizer.ts';
import type { TextPosition } from './TextPosition.ts';
import type { Tokenizer } from './Tokenizer.ts';
import type { AddedToken } from './TokenizerDescription.ts';
import { withTimeLimit } from './withTimeLimit.ts';

/** A pattern from a file may take for ever on some text. Sound ones take well under 1 s for a million characters. */
const ENCODE_BASE_MS = 5_000;
const ENCODE_MS_PER_CHARACTER = 0.02;

/**
 * A tokenizer from a parsed `tokenizer.json` (byte-pair encodings).
 *
 * In text from people, control tokens are never recognised, and neither is any other added token that has the form of
 * markup (`<think>`, `[TOOL]`): models use those as structure too, whatever their flag says. Added tokens that are
 * plain text (runs of spaces, words, emoji) are, as in the reference.
 * Errors: `bad-file`, `unsupported`; `encode` throws `unsupported` when a pattern does not come to an end.
 */
export function loadTokenizer(tokenizerJson: unknown): Tokenizer {
  const description = parseTokenizerJson(tokenizerJson);
  const { addedTokens, vocabulary } = description;
  const special = new Set(addedTokens.filter((token) => token.special).map((token) => token.id));
  const markup = addedTokens.filter(looksLikeMarkup).map((token) => token.id);
  const encodeWord = createBpe(description, new Set([...special, ...markup]));
  const splitWords = createWordSplitter(description);
  const tokenBytes = createTokenBytes(description, special);
  const cutTemplate = createTokenCutter(addedTokens);
  const cutText = createTokenCutter(addedTokens.filter((token) => !token.special && !looksLikeMarkup(token)));

  function encode(text: string, cut: typeof cutText, position: TextPosition): Int32Array {
    if (text === '') return new Int32Array();
    const encodeSections = (): Int32Array => {
      const ids: number[] = [];
      for (const [index, section] of cut(text).entries()) {
        if (typeof section === 'number') {
          ids.push(section);
          continue;
        }
        for (const word of splitWords(section, index === 0 ? position : 'afterToken')) {
          for (const id of encodeWord(word)) ids.push(id);
        }
      }
      return Int32Array.from(ids);
    };
    return guarded(text.length, encodeSections);
  }

  const encodePlain = (text: string, position: TextPosition): Int32Array => encode(text, cutText, position);
  const encodeChat = createChatEncoder({ cutTemplate, encodePlain, tokenBytes });
  return {
    encode: (text, atStart = true) => encode(text, cutText, atStart ? 'start' : 'continuing'),
    encodeTemplate: (text, atStart = true) => encode(text, cutTemplate, atStart ? 'start' : 'continuing'),
    encodeChat: (parts, atStart = true) => encodeChat(parts, atStart),
    tokenBytes,
    isSpecial: (id) => special.has(id),
    vocabSize: [...vocabulary.values()].reduce((size, id) => Math.max(size, id + 1), 0),
  };
}

/** Runs what the file's patterns are part of: they may not come to an end, or not be able to take a text. */
function guarded(length: number, work: () => Int32Array): Int32Array {
  const limit = ENCODE_BASE_MS + Math.ceil(length * ENCODE_MS_PER_CHARACTER);
  try {
    return withTimeLimit(limit, work, () => refusedTokenizer('unsupported', 'one of its patterns is too slow'));
  } catch (error) {
    if (error instanceof AppError) throw error;
    const reason = quoted(error instanceof Error ? error.message : String(error));
    throw refusedTokenizer('unsupported', `it fails on a text of ${length} characters (${reason})`);
  }
}

const looksLikeMarkup = ({ content }: AddedToken): boolean => /^<.*>$|^\[.*\]$/su.test(content.trim());
