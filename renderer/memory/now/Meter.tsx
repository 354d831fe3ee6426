import type { CacheUsage } from '../../../app/memory/CacheUsage.ts';
import type { Evidence } from '../../../app/memory/Evidence.ts';
import { usedTokens } from '../usedTokens.ts';
import { formatCount } from '../../components/formatCount.ts';
import { memoryParts } from './memoryParts.ts';
import './Meter.css';

/** How the live memory is filled, part by part and to scale. */
export function Meter({ usage, evidence }: { usage: CacheUsage; evidence: Evidence | null }) {
  const parts = memoryParts(usage, evidence);
  return (
    <>
      <div className="meter-band" aria-hidden="true">
        {parts.map(({ key, region, tokens }) => (
          <i key={key} className={`region-swatch region-${region}`} style={{ flexGrow: tokens }} />
        ))}
      </div>
      <table className="meter-legend">
        <caption className="visually-hidden">
          Tokens by part: {formatCount(usedTokens(usage))} of {formatCount(usage.budget)} are taken
        </caption>
        <tbody>
          {parts.map(({ key, region, name, about, tokens }) => (
            <tr key={key}>
              <th scope="row">
                <i className={`region-swatch region-${region}`} aria-hidden="true" />
                {name}
                <small>{about}</small>
              </th>
              <td>{formatCount(tokens)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  );
}
