import { useEffect, useState } from 'react';
import type { SpeechModelList } from '../../../app/models/SpeechModelList.ts';
import { watch } from '../../connection/watch.ts';
import { useApp } from '../../useApp.ts';

/** The installed speech models as the host tells them; null until it has. */
export function useSpeechModels(): SpeechModelList | null {
  const { connection } = useApp();
  const [list, setList] = useState<SpeechModelList | null>(null);
  useEffect(() => watch(connection, (services) => services.speechModels.watch({}), setList), [connection]);
  return list;
}
