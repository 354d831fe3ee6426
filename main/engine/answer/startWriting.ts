import type { Tokenizer } from '../../../native-models/tokenizer/Tokenizer.ts';
import type { LiveTurn, Writing } from '../conversation/LiveTurn.ts';
import { createDetokeniser } from '../text/createDetokeniser.ts';

/** What the model needs to write on at the end of an answer: where it stopped, or a fresh beginning. */
export function startWriting(answer: LiveTurn, tokenizer: Pick<Tokenizer, 'tokenBytes'>): Writing {
  answer.writing ??= {
    detokeniser: createDetokeniser(tokenizer),
    from: { tokens: answer.tokens.length - answer.lead, text: answer.text.length },
    ends: [],
    held: '',
  };
  return answer.writing;
}
