import type { ReactNode } from 'react';
import { useApp } from '../../../useApp.ts';

/** A link in a message. It opens only after the person has seen the whole address and agreed. */
export function MarkdownLink({ href, children }: { href: string | undefined; children: ReactNode }) {
  const { ui } = useApp();
  if (!href || !/^(?:https?|mailto):/i.test(href)) return <span className="md-no-link">{children}</span>;
  const ask = (event: React.MouseEvent): void => {
    event.preventDefault();
    ui.set({ link: href });
  };
  return (
    <a href={href} rel="noreferrer noopener" onClick={ask} onAuxClick={ask}>
      {children}
    </a>
  );
}
