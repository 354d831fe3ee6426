import { Mic, MicOff, Volume2 } from 'lucide-react';
import { LevelBars } from '../../capture/LevelBars.tsx';
import type { Levels } from '../../capture/createLevels.ts';
import type { TalkDescription } from './describeTalk.ts';
import './TalkSign.css';

/** A sign for each state: told apart by its shape, and only then by its colour. */
export function TalkSign({ sign, levels }: { sign: TalkDescription['sign']; levels: Levels }) {
  return (
    <div className={`talk-sign ${sign}`} aria-hidden={sign === 'listening' ? undefined : true}>
      <Shape sign={sign} levels={levels} />
    </div>
  );
}

function Shape({ sign, levels }: { sign: TalkDescription['sign']; levels: Levels }) {
  switch (sign) {
    case 'listening':
      return <LevelBars levels={levels} />;
    case 'opening':
    case 'thinking':
      return (
        <>
          <i />
          <i />
          <i />
        </>
      );
    case 'speaking':
      return <Volume2 className="icon" strokeWidth={1.6} />;
    case 'muted':
      return <MicOff className="icon" strokeWidth={1.6} />;
    case 'waiting':
      return <Mic className="icon" strokeWidth={1.6} />;
  }
}
