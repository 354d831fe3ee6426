import type { Recogniser } from './Recogniser.ts';

const WORDS = ['', ' one', ' two', ' three', ' four', ' five', ' six', ' seven', ' eight', ' nine'];

/** The samples that one stream was given, as int16. */
export type ScriptedStream = number[] & { finished: boolean };

/**
 * A recogniser that hears word n where samples of value n begin, and nothing in those of 0. `rewrites`: it takes back all
 * that it said, at every chunk, as no model should.
 */
export function scriptedRecogniser({ chunk, rewrites = false }: { chunk: number; rewrites?: boolean }): { recogniser: Recogniser; streams: ScriptedStream[] } {
  const streams: ScriptedStream[] = [];
  const recogniser: Recogniser = {
    name: 'scripted',
    languages: ['en'],
    chunk,
    capitals: false,
    begin() {
      const given: ScriptedStream = Object.assign([], { finished: false });
      streams.push(given);
      const places: number[] = [];
      let looked = 0;
      let looks = 0;
      const end = (): number => (given.finished ? given.length : given.length - (given.length % chunk));
      return {
        accept: (samples) => {
          if (given.finished) throw new Error('a finished stream takes nothing');
          for (const sample of samples) given.push(Math.round(sample * 32_768));
        },
        finish: () => void (given.finished = true),
        isReady: () => looked < end(),
        step() {
          if (looked >= end()) return false;
          for (const to = Math.min(end(), looked + chunk); looked < to; looked++) {
            if (given[looked] !== 0 && given[looked] !== given[looked - 1]) places.push(looked);
          }
          looks++;
          return true;
        },
        heard() {
          return {
            tokens: places.map((at) => (rewrites ? `${WORDS[given[at]!]}${looks}` : WORDS[given[at]!]!)),
            startMs: places.map((at) => at / 16),
            probabilities: [],
          };
        },
      };
    },
  };
  return { recogniser, streams };
}
