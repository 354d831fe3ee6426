import type { ReactNode } from 'react';
import { useStore } from 'zustand';
import type { Quotation } from '../../app/memory/Quotation.ts';
import { recordingTitle } from '../captions/recordingTitle.ts';
import { useApp } from '../useApp.ts';
import { formatDay } from './formatDay.ts';
import './QuotationCard.css';
import { useJump } from './useJump.ts';

const SHOWN = 220;

/** Words that were said before: who, when, how well they match (where something was asked), and the way to the original. */
export function QuotationCard({ quotation, children }: { quotation: Quotation; children?: ReactNode }) {
  const { captions, chat, conversations } = useApp();
  const jump = useJump();
  const { conversationId, turnId, role, source, createdAt, text, score, isChanged } = quotation;
  const elsewhere = useStore(chat.store, ({ openId }) => openId !== conversationId);
  const title = useStore(conversations, ({ list }) => list?.find(({ id }) => id === conversationId)?.title ?? null);
  const recording = useStore(captions.store, ({ recordings }) => recordings?.find(({ id }) => id === conversationId));
  const name = recording ? recordingTitle(recording) : title;
  const who = source === 'caption' ? 'Heard' : role === 'user' ? 'You' : 'Headwater';
  return (
    <li className="quotation">
      <blockquote dir="auto">“{text.length > SHOWN ? `${text.slice(0, SHOWN)}…` : text}”</blockquote>
      <p className="memory-meta">
        <span>
          {who}, {formatDay(createdAt)}
        </span>
        {elsewhere && name !== null ? <span className="quotation-title">in {name || 'New conversation'}</span> : null}
        {isChanged ? <span className="quotation-changed">a later message may change this</span> : null}
        {score === 0 ? null : <span>match {score.toFixed(2)}</span>}
        <button type="button" className="memory-link" onClick={() => jump(conversationId, turnId, source)}>
          Open <span className="visually-hidden">the {source === 'caption' ? 'line' : 'message'} of {formatDay(createdAt)}</span>
        </button>
        {children}
      </p>
    </li>
  );
}
