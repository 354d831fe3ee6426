import { useEffect, useState } from 'react';
import { useApp } from '../../useApp.ts';
import { plain, takeSentences } from './takeSentences.ts';

/** Sentences are announced together, at most this often, in milliseconds. */
const PAUSE_MS = 1_200;

/** Says to a screen reader what is happening: finished sentences of the answer, and how it begins and ends. */
export function Announcer() {
  const { chat } = useApp();
  const [words, setWords] = useState('');
  useEffect(() => {
    let answerId: string | null = null;
    let next = 0;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const say = (text: string): void => (text === '' ? undefined : setWords(text));
    const sayNew = (): void => {
      timer = undefined;
      const text = answerId === null ? null : chat.live.get(answerId);
      if (text === null) return;
      const piece = takeSentences(text, next);
      next = piece.next;
      say(piece.said);
    };
    const stops = [
      chat.live.subscribe(() => void (timer ??= setTimeout(sayNew, PAUSE_MS))),
      chat.store.subscribe(({ transcript }, { transcript: before }) => {
        if (transcript?.turns === before?.turns) return;
        const last = transcript?.turns.at(-1);
        if (last?.state === 'answering' && last.id !== answerId) {
          answerId = last.id;
          next = last.text.length;
          say('Headwater is answering.');
        } else if (last && last.id === answerId && last.state !== 'answering') {
          say(`${plain(last.text.slice(next))} ${ENDINGS[last.state]}`);
          answerId = null;
        }
      }),
    ];
    return () => {
      clearTimeout(timer);
      stops.forEach((stop) => stop());
    };
  }, [chat]);
  return (
    <div className="visually-hidden" aria-live="polite" role="status">
      {words}
    </div>
  );
}

const ENDINGS = {
  complete: 'The answer is complete.',
  length: 'The answer reached its limit. It can be continued.',
  stopped: 'Stopped. It can be continued.',
  interrupted: 'Interrupted. It can be continued.',
  cut: 'The answer was cut off. It can be continued.',
  failed: 'The answer failed.',
} as const;
