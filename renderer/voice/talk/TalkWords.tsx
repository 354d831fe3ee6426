import { useLayoutEffect, useRef } from 'react';

/** What is understood of the turn so far: what is certain stands, what may still change is dimmed. The end is in sight. */
export function TalkWords({ stable, tentative, hint }: { stable: string; tentative: string; hint: string }) {
  const words = useRef<HTMLParagraphElement>(null);
  useLayoutEffect(() => {
    const element = words.current;
    if (element) element.scrollTop = element.scrollHeight;
  });
  if (stable === '' && tentative.trim() === '') return <p className="talk-words hint">{hint}</p>;
  return (
    // It scrolls by itself; the arrow keys reach what has left it.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <p className="talk-words" dir="auto" ref={words} tabIndex={0} aria-label="What you are saying">
      <span>{stable}</span>
      <span className="tentative">{tentative}</span>
    </p>
  );
}
