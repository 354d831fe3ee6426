import type { TurnRole } from '../../../../app/conversation/Turn.ts';
import type { ChatCodec } from '../../../../main/engine/conversation/ChatCodec.ts';
import { encodeSystem } from '../../../../main/engine/conversation/encodeSystem.ts';
import { encodeTurn } from '../../../../main/engine/conversation/encodeTurn.ts';
import type { Asked, Said, Script } from './Script.ts';

/** Tokens of a script's parts, each as it stands at its place. */
export interface ScriptEncoder {
  /** what the stream begins with and keeps */
  readonly pinned: readonly number[];
  /** what is read next; of these, `lead` at the beginning are the template's */
  said(said: Said): { readonly tokens: readonly number[]; readonly lead: number };
  asked(asked: Asked): { readonly prompt: readonly number[]; readonly choices: readonly (readonly number[])[] };
}

/** An encoder for one run of a script. It must be given what is said in order. */
export function createEncoder(codec: ChatCodec, form: Script['form'], system: string): ScriptEncoder {
  const plain = (text: string): number[] => [...codec.tokenizer.encode(text, false)];
  const choicesOf = ({ choices }: Asked) => choices.map(plain);
  if (form === 'plain') {
    return {
      pinned: [],
      said: ({ text }) => ({ tokens: plain(text), lead: 0 }),
      asked: (asked) => ({ prompt: plain(asked.begin), choices: choicesOf(asked) }),
    };
  }
  let previous: TurnRole | 'system' = 'system';
  return {
    pinned: encodeSystem(codec, system),
    said(said) {
      const encoded = encodeTurn(codec, previous, said, false);
      previous = said.role;
      return encoded;
    },
    asked(asked) {
      const { tokens } = encodeTurn(codec, previous, { role: 'user', text: asked.question }, false);
      const answer = encodeTurn(codec, 'user', { role: 'assistant', text: asked.begin }, true);
      return { prompt: [...tokens, ...answer.tokens], choices: choicesOf(asked) };
    },
  };
}
