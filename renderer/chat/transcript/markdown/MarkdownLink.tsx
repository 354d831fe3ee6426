import { useContext, type ReactNode } from 'react';
import { useApp } from '../../../useApp.ts';
import { InLink } from './InLink.ts';

/**
 * A link in a message. It opens only after the person has seen the whole address and agreed. What would be a link within
 * a link (a picture in one) is part of the outer one: HTML knows no other way.
 */
export function MarkdownLink({ href, children }: { href: string | undefined; children: ReactNode }) {
  const { ui } = useApp();
  const inLink = useContext(InLink);
  if (inLink) return children;
  if (!href || !/^(?:https?|mailto):/i.test(href)) return <span className="md-no-link">{children}</span>;
  const ask = (event: React.MouseEvent): void => {
    event.preventDefault();
    ui.set({ link: href });
  };
  return (
    <a href={href} rel="noreferrer noopener" onClick={ask} onAuxClick={ask}>
      <InLink value>{children}</InLink>
    </a>
  );
}
