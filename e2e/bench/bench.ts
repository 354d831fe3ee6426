import { captionsHour } from './captionsHour.ts';
import { captionsPrefill } from './captionsPrefill.ts';
import { conversation } from './conversation.ts';
import { decode } from './decode.ts';
import { embedding } from './embedding.ts';
import { facts } from './facts.ts';
import { flatness } from './flatness.ts';
import { layouts } from './layouts.ts';
import { recallCost } from './recallCost.ts';
import { perplexity } from './perplexity.ts';
import { reopen } from './reopen.ts';
import { retrieval } from './retrieval.ts';
import { speech } from './speech.ts';
import { voice } from './voice.ts';

const benches: Readonly<Record<string, (args: string[]) => Promise<void>>> = {
  decode,
  conversation,
  facts,
  layouts,
  'recall-cost': recallCost,
  embedding,
  reopen,
  perplexity,
  flatness,
  retrieval,
  speech,
  'captions-hour': captionsHour,
  voice,
  'captions-prefill': captionsPrefill,
};

const [name = '', ...args] = process.argv.slice(2);
const bench = benches[name];
if (bench === undefined) {
  process.stderr.write(`Which bench? npm run bench -- ${Object.keys(benches).join(' | ')}\n`);
  process.exitCode = 1;
} else {
  await bench(args);
}
