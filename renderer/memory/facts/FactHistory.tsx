import { useEffect, useState } from 'react';
import { AppError } from '../../../app/contract/AppError.ts';
import type { Fact } from '../../../app/memory/Fact.ts';
import { useApp } from '../../useApp.ts';
import { formatDay } from '../formatDay.ts';

/** What stood in a fact's place before it was corrected, newest first. */
export function FactHistory({ fact: { id } }: { fact: Fact }) {
  const { connection } = useApp();
  const [found, setFound] = useState<readonly Fact[] | string | null>(null);
  useEffect(() => {
    let current = true;
    const read = async (): Promise<readonly Fact[] | string> => {
      try {
        return (await connection.services().memory.factHistory({ id })).facts;
      } catch (error) {
        return AppError.toValue(error).message;
      }
    };
    void read().then((result) => (current ? setFound(result) : undefined));
    return () => {
      current = false;
    };
  }, [connection, id]);
  if (found === null) return null;
  if (typeof found === 'string') return <p className="field-problem" role="alert">{found}</p>;
  if (found.length === 0) return <p className="fact-history">It was never corrected.</p>;
  return (
    <ul className="fact-history" aria-label="Before">
      {found.map((old) => (
        <li key={old.id} dir="auto">
          <s>{old.value}</s> <small>{formatDay(old.createdAt)}</small>
        </li>
      ))}
    </ul>
  );
}
