import type { LensToken } from '../../../app/memory/LensToken.ts';
import { formatCount } from '../../components/formatCount.ts';
import { regionName } from '../regionName.ts';
import type { LensRow } from './layoutLens.ts';

/** Steps of colour, so that a row needs no style of its own. */
const STEPS = 4;

/** One row of the lens: the name of a region, or tokens in its colour, the stronger the more they matter. */
export function LensLine({ row, tokens, marked }: { row: LensRow; tokens: readonly LensToken[]; marked: number | null }) {
  if (row.kind === 'heading') {
    return (
      <span className="lens-heading">
        <i className={`region-swatch region-${row.region}`} />
        {regionName(row.region)}
        <small>{formatCount(row.tokens)}</small>
      </span>
    );
  }
  return row.pieces.map(({ index, text }, place) => {
    const token = tokens[index];
    const step = token?.score === null || token === undefined ? 'plain' : Math.round(token.score * STEPS);
    return (
      <span
        key={`${index} ${place}`}
        className={`lens-token lens-${token?.region ?? 'recent'} strength-${step} ${index === marked ? 'marked' : ''}`}
        data-token={index}
      >
        {text}
      </span>
    );
  });
}
