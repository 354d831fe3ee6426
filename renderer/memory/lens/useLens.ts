import { useEffect, useState } from 'react';
import type { LensToken } from '../../../app/memory/LensToken.ts';
import { watch } from '../../connection/watch.ts';
import { useApp } from '../../useApp.ts';

/** The tokens in the live memory of a conversation, followed while the caller is shown; null until they came. */
export function useLens(conversationId: string): readonly LensToken[] | null {
  const { connection } = useApp();
  const [tokens, setTokens] = useState<readonly LensToken[] | null>(null);
  useEffect(
    () =>
      watch(
        connection,
        (services) => services.memory.lens({ conversationId }),
        (item) => setTokens(item.tokens),
        ({ code }) => code !== 'not-found',
      ),
    [connection, conversationId],
  );
  return tokens;
}
